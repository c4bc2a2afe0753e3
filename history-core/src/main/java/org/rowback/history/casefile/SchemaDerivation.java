package org.rowback.history.casefile;

import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.schemas.SchemaJson;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.SchemaDeriver;
import org.rowback.history.schema.SchemaDeriver.LoggedDdl;
import org.rowback.history.schema.SchemaDeriver.LoggedLayout;
import org.rowback.history.schema.SchemaTimeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what was imported anew with schema files, inside one SQLite transaction: derives every table's definitions
/// along the log from its DDL and the files, and adds key postings for rows whose key reads otherwise now.
final class SchemaDerivation {
    private final Db db;
    private final Codecs codecs;

    SchemaDerivation(Db db, Codecs codecs) {
        this.db = db;
        this.codecs = codecs;
    }

    /// Adds a schema file; one that was added before changes nothing.
    void add(List<SchemaVersion> versions, String name, String sha256) throws RowbackException {
        if (db.number("SELECT id FROM schema_file WHERE sha256 = ?", 0, sha256) != 0) {
            return;
        }
        SchemaBook before = SchemaRows.book(db, codecs);
        db.update("INSERT INTO schema_file(name, sha256) VALUES (?, ?)", name, sha256);
        long file = db.number("SELECT max(id) FROM schema_file", 0);
        for (SchemaVersion version : versions) {
            db.update(
                    "INSERT INTO schema_given(schema_file, definition) VALUES (?, ?)",
                    file,
                    SchemaJson.write(version));
        }
        derive(before);
    }

    /// Derives definitions anew after an import, where there are schema files.
    void afterImport() throws RowbackException {
        if (db.number("SELECT count(*) FROM schema_file", 0) > 0) {
            derive(SchemaRows.book(db, codecs));
        }
    }

    private void derive(SchemaBook before) throws RowbackException {
        List<LoggedDdl> ddl = ddl();
        // Without a reader of DDL, a file is taken for what holds all along the log.
        List<LoggedDdl> readable = codecs.schemaReader().isPresent() ? ddl : List.of();
        SchemaDeriver deriver =
                new SchemaDeriver(() -> codecs.schemaReader().orElse(NoDdl::new).get());
        Map<TableName, SchemaTimeline> timelines =
                deriver.derive(readable, files(), layouts(before));
        db.update(
                "DELETE FROM finding_row WHERE source_id = 0 AND kind = ?",
                Finding.Kind.SCHEMA_MISMATCH.name());
        for (SchemaTimeline timeline : timelines.values()) {
            replace(timeline, !readable.isEmpty());
            for (String remark : timeline.remarks()) {
                db.update(
                        "INSERT INTO finding_row(kind, source_id, position, length, bytes,"
                                + " message) VALUES (?, 0, -1, 0, x'', ?)",
                        Finding.Kind.SCHEMA_MISMATCH.name(),
                        timeline.table() + ": " + remark);
            }
        }
        SchemaRows.raiseGeneration(db);
        new KeyRebuild(db, before, SchemaRows.book(db, codecs)).run();
    }

    private void replace(SchemaTimeline timeline, boolean withDdl)
            throws RowbackException.CaseFile {
        SchemaRows.delete(db, timeline.table(), SchemaRows.FILE);
        for (SchemaTimeline.Point point : timeline.file()) {
            SchemaRows.insert(
                    db, timeline.table(), point.afterChange(), SchemaRows.FILE, point.definition());
        }
        if (withDdl) {
            SchemaRows.delete(db, timeline.table(), SchemaRows.DDL);
            for (SchemaTimeline.Point point : timeline.ddl()) {
                SchemaRows.insert(
                        db,
                        timeline.table(),
                        point.afterChange(),
                        SchemaRows.DDL,
                        point.definition());
            }
        }
    }

    private List<LoggedDdl> ddl() throws RowbackException.CaseFile {
        return PagedCursor.rows(
                db,
                "SELECT after_change, text, database, server, ansi_quotes, database_charset"
                        + " FROM ddl_statement ORDER BY id",
                row ->
                        new LoggedDdl(
                                row.getLong(1),
                                new DdlStatement(
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getInt(5) != 0,
                                        row.getString(6))));
    }

    /// Each file's tables; one that names no database belongs to no table before one of its name is logged.
    private List<List<SchemaVersion>> files() throws RowbackException.CaseFile {
        Map<Long, List<SchemaVersion>> files = new TreeMap<>();
        db.query(
                "SELECT schema_file, definition FROM schema_given ORDER BY id",
                rows -> {
                    while (rows.next()) {
                        files.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
                                .add(SchemaRows.parse(db, rows.getString(2)));
                    }
                    return files;
                });
        return List.copyOf(files.values());
    }

    private List<LoggedLayout> layouts(SchemaBook book) throws RowbackException.CaseFile {
        List<LoggedLayout> layouts = new ArrayList<>();
        for (TableName table : SchemaRows.tables(db).keySet()) {
            for (SchemaBook.Format format : book.formatsOf(table)) {
                layouts.add(new LoggedLayout(format.firstChange(), book.described(format)));
            }
        }
        layouts.sort(Comparator.comparingLong(LoggedLayout::change));
        return layouts;
    }

    /// Reads no DDL, because the program was given no reader of it.
    private static final class NoDdl implements SchemaReader {
        @Override
        public String dialect() {
            return "none";
        }

        @Override
        public List<SchemaVersion> readFile(String name, java.io.Reader text) {
            throw new IllegalStateException("no reader of schema files");
        }

        @Override
        public DdlEffect apply(
                DdlStatement statement, org.rowback.history.importing.KnownTables known) {
            throw new IllegalStateException("no reader of DDL");
        }
    }
}
