package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.Packed;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.schemas.SchemaJson;
import org.rowback.history.casefile.schemas.SchemaJsonReader;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Row formats, definitions and tables in their rows.
final class SchemaRows {
    /// `schema_definition.evidence` of what DDL in the log says.
    static final String DDL = "ddl";

    /// `schema_definition.evidence` of what schema files say.
    static final String FILE = "file";

    private static final String GENERATION = "schema_generation";

    private SchemaRows() {}

    /// Rises with every change of a definition.
    static long generation(Db db) throws RowbackException.CaseFile {
        return db.number("SELECT value FROM case_fact WHERE name = ?", 0, GENERATION);
    }

    static void raiseGeneration(Db db) throws RowbackException.CaseFile {
        db.update(
                "INSERT INTO case_fact(name, value) VALUES (?, 1)"
                        + " ON CONFLICT(name) DO UPDATE SET value = value + 1",
                GENERATION);
    }

    static SchemaBook book(Db db, Codecs codecs) throws RowbackException.CaseFile {
        SchemaBook book = new SchemaBook(codecs);
        addFormats(db, book, 0);
        db.query(
                "SELECT database, name, after_change, evidence, definition, checksum FROM"
                        + " schema_definition"
                        + " ORDER BY id",
                rows -> {
                    while (rows.next()) {
                        TableName table = new TableName(rows.getString(1), rows.getString(2));
                        var definition =
                                new SchemaBook.Definition(rows.getLong(3), definition(db, rows, 5));
                        if (rows.getString(4).equals(FILE)) {
                            book.addFile(table, definition);
                        } else {
                            book.addDdl(table, definition);
                        }
                    }
                    return book;
                });
        // Given without a database: it is of each table of its name.
        db.query(
                "SELECT definition FROM schema_given ORDER BY id",
                rows -> {
                    while (rows.next()) {
                        SchemaVersion given = parse(db, rows.getString(1));
                        if (given.table().database().isEmpty()) {
                            book.addBare(given);
                        }
                    }
                    return book;
                });
        return book;
    }

    static void addFormats(Db db, SchemaBook book, int afterId) throws RowbackException.CaseFile {
        db.query(
                "SELECT f.id, f.codec, t.database, t.name, f.layout, f.first_change FROM row_format"
                        + " f JOIN table_row t ON t.id = f.table_id WHERE f.id > ?",
                rows -> {
                    while (rows.next()) {
                        RowFormat format =
                                new RowFormat(
                                        rows.getString(2),
                                        new TableName(rows.getString(3), rows.getString(4)),
                                        layout(db, rows.getBytes(5)));
                        book.addFormat(
                                new SchemaBook.Format(rows.getInt(1), format, rows.getLong(6)));
                    }
                    return book;
                },
                afterId);
    }

    static void insert(
            Db db,
            TableName table,
            long afterChange,
            String evidence,
            Optional<SchemaVersion> definition)
            throws RowbackException.CaseFile {
        String json = definition.map(SchemaJson::write).orElse("");
        db.update(
                "INSERT INTO schema_definition(database, name, after_change, evidence, definition,"
                        + " checksum) VALUES (?, ?, ?, ?, nullif(?, ''), ?)",
                table.database(),
                table.table(),
                afterChange,
                evidence,
                json,
                checksum(json));
    }

    static void delete(Db db, TableName table, String evidence) throws RowbackException.CaseFile {
        db.update(
                "DELETE FROM schema_definition WHERE evidence = ? AND database = ? AND name = ?",
                evidence,
                table.database(),
                table.table());
    }

    static SchemaVersion parse(Db db, String json) throws RowbackException.CaseFile {
        try {
            return SchemaJsonReader.read(json);
        } catch (DamagedBlock e) {
            throw SqlFailure.damaged(db.path(), e.getMessage());
        }
    }

    private static Optional<SchemaVersion> definition(Db db, ResultSet rows, int column)
            throws SQLException, RowbackException.CaseFile {
        String stored = rows.getString(column);
        String json = stored == null ? "" : stored;
        if (rows.getLong(column + 1) != checksum(json)) {
            throw SqlFailure.damaged(db.path(), "a table definition's checksum is wrong");
        }
        return stored == null ? Optional.empty() : Optional.of(parse(db, json));
    }

    private static long checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    private static Bytes layout(Db db, byte[] sealed) throws RowbackException.CaseFile {
        try {
            return Bytes.of(Packed.unsealed(sealed));
        } catch (DamagedBlock e) {
            throw SqlFailure.damaged(db.path(), "row format: " + e.getMessage());
        }
    }

    /// Ids of tables by name.
    static Map<TableName, Integer> tables(Db db) throws RowbackException.CaseFile {
        return db.query(
                "SELECT id, database, name FROM table_row",
                rows -> {
                    Map<TableName, Integer> tables = new TreeMap<>();
                    while (rows.next()) {
                        tables.put(
                                new TableName(rows.getString(2), rows.getString(3)),
                                rows.getInt(1));
                    }
                    return tables;
                });
    }
}
