package org.rowback.history.casefile;

import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.schemas.SchemaJson;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.Codecs;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes a schema file into a case, inside one SQLite transaction: what was imported before is read anew with it.
final class SchemaAddition {
    private final Db db;
    private final Codecs codecs;

    SchemaAddition(Db db, Codecs codecs) {
        this.db = db;
        this.codecs = codecs;
    }

    void add(List<SchemaVersion> versions, String name, String sha256)
            throws RowbackException.CaseFile {
        if (db.number("SELECT id FROM schema_file WHERE sha256 = ?", 0, sha256) != 0) {
            return;
        }
        SchemaBook before = SchemaRows.book(db, codecs);
        db.update("INSERT INTO schema_file(name, sha256) VALUES (?, ?)", name, sha256);
        long file = db.number("SELECT max(id) FROM schema_file", 0);
        Map<TableName, Integer> tables = SchemaRows.tables(db);
        for (SchemaVersion version : versions) {
            db.update(
                    "INSERT INTO schema_given(schema_file, definition) VALUES (?, ?)",
                    file,
                    SchemaJson.write(version));
            for (TableName table : placed(version.table(), tables.keySet())) {
                db.update(
                        "DELETE FROM schema_definition WHERE evidence = ? AND database = ? AND"
                                + " name = ?",
                        SchemaRows.FILE,
                        table.database(),
                        table.table());
                SchemaRows.insert(db, table, 0, SchemaRows.FILE, Optional.of(version));
            }
        }
        SchemaRows.raiseGeneration(db);
        new KeyRebuild(db, before, SchemaRows.book(db, codecs)).run();
    }

    /// Tables that a definition is of: one without a database is of every table of its name.
    private static List<TableName> placed(TableName given, Set<TableName> tables) {
        if (!given.database().isEmpty()) {
            return List.of(given);
        }
        List<TableName> placed = new ArrayList<>();
        for (TableName table : tables) {
            if (table.table().equals(given.table())) {
                placed.add(table);
            }
        }
        return placed;
    }
}
