package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Understands MySQL's and MariaDB's DDL. CREATE TABLE and ALTER TABLE are parsed by the grammars that Debezium
/// maintains, which load when first needed; everything else by its words.
///
/// Remembers the default charsets of databases that it saw created or altered. Not thread-safe.
public final class MysqlSchemaReader implements SchemaReader {
    private final Map<String, String> databaseCharsets = new HashMap<>();

    @Override
    public String dialect() {
        return "mysql";
    }

    @Override
    public List<SchemaVersion> readFile(String name, Reader text) throws RowbackException {
        return new SchemaFile(name, databaseCharsets).read(text);
    }

    @Override
    public DdlEffect apply(DdlStatement statement, KnownTables known) throws RowbackException {
        return new StatementReader(databaseCharsets, Knowledge.LOG_DDL).apply(statement, known, "");
    }
}
