package org.rowback.importers.mysql;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.casefile.CaseWriter;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Imports files into a new case, as the program does.
final class NewCase {
    static final Codecs CODECS = Codecs.of(new MysqlRowCodec());

    private NewCase() {}

    static CaseFile of(Path path, Path... files) throws RowbackException {
        CaseFile made = CaseFile.create(path, CODECS);
        importInto(made, files);
        return made;
    }

    static void importInto(CaseFile into, Path... files) throws RowbackException {
        ImportService service =
                new ImportService(
                        List.of(new MysqlBinlogImporter(new MysqlSchemaReader())),
                        InputStream.nullInputStream());
        try (CaseWriter writer = into.writer(ImportMonitor.NONE)) {
            service.run(ImportRequest.of(files), writer, ImportMonitor.NONE);
        }
    }
}
