package org.rowback.app;

import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportService;
import org.rowback.history.importing.LogImporter;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.SchemaReader;
import org.rowback.importers.mysql.MysqlBinlogImporter;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;
import org.rowback.importers.postgres.heap.HeapRowCodec;
import org.rowback.importers.postgres.logical.LogicalCodecs;
import org.rowback.importers.postgres.logical.LogicalImporter;
import org.rowback.importers.postgres.replay.PostgresWalImporter;

import java.util.ArrayList;
import java.util.List;

/// Puts the rooms together, by hand.
public final class Wiring {
    private Wiring() {}

    /// Every row codec that this program has, and what re-reads stored DDL when a schema file arrives later.
    public static Codecs codecs() {
        List<RowCodec> codecs = new ArrayList<>(LogicalCodecs.all());
        codecs.add(new MysqlRowCodec());
        codecs.add(new HeapRowCodec());
        return Codecs.of(codecs.toArray(RowCodec[]::new)).reading(MysqlSchemaReader::new);
    }

    /// A new import: importers remember what they saw of a log, so each import has its own.
    static ImportService importService() {
        List<LogImporter> importers =
                List.of(
                        new MysqlBinlogImporter(schemaReader()),
                        new PostgresWalImporter(),
                        new LogicalImporter());
        return new ImportService(importers, System.in);
    }

    static SchemaReader schemaReader() {
        return new MysqlSchemaReader();
    }
}
