package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.HistoryWriter.Earlier;
import org.rowback.history.importing.HistoryWriter.Resume;
import org.rowback.history.importing.HistoryWriter.SourceStart;
import org.rowback.history.importing.HistoryWriter.SourceState;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sources in their rows.
final class SourceRows {
    private SourceRows() {}

    /// The source that a piece of evidence is, or its new row.
    ///
    /// It is the same when its first bytes are, and its name or its size too: a renamed copy, or a file that has grown.
    static Resume begin(Db db, SourceStart start) throws RowbackException.CaseFile {
        Optional<Resume> known =
                db.query(
                        "SELECT id, content_offset, state, complete FROM source_row WHERE head = ?"
                                + " AND format = ? AND (name = ? OR size_bytes = ?)"
                                + " ORDER BY name = ? DESC, id LIMIT 1",
                        rows ->
                                rows.next()
                                        ? Optional.of(
                                                new Resume(
                                                        rows.getInt(1),
                                                        rows.getLong(2),
                                                        Bytes.of(rows.getBytes(3)),
                                                        rows.getInt(4) != 0))
                                        : Optional.empty(),
                        start.head(),
                        start.format(),
                        start.name(),
                        start.sizeBytes() == 0 ? -1 : start.sizeBytes(),
                        start.name());
        if (known.isPresent()) {
            if (!known.get().complete()) {
                readAgain(db, known.get(), start.position());
            }
            return known.get();
        }
        int id = lastId(db) + 1;
        insert(db, id, start);
        return new Resume(id, 0, Bytes.EMPTY, false);
    }

    static void insert(Db db, int id, SourceStart start) throws RowbackException.CaseFile {
        db.update(
                "INSERT INTO source_row(id, name, path, format, head, size_bytes)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                id,
                start.name(),
                start.path(),
                start.format(),
                start.head(),
                start.sizeBytes());
    }

    static int lastId(Db db) throws RowbackException.CaseFile {
        return (int) db.number("SELECT max(id) FROM source_row", 0);
    }

    /// The fingerprints of all sources.
    static Set<Bytes> heads(Db db) throws RowbackException.CaseFile {
        return new HashSet<>(
                PagedCursor.rows(
                        db, "SELECT head FROM source_row", row -> Bytes.of(row.getBytes(1))));
    }

    /// What was found where reading goes on is found anew.
    private static void readAgain(Db db, Resume resume, long position)
            throws RowbackException.CaseFile {
        db.update(
                "DELETE FROM finding_row WHERE source_id = ? AND (position >= ? OR kind IN (?, ?,"
                        + " ?))",
                resume.sourceId(),
                position + resume.contentOffset(),
                Finding.Kind.TRUNCATED_TAIL.name(),
                Finding.Kind.IN_USE.name(),
                Finding.Kind.INCOMPLETE_TRANSACTION.name());
    }

    static void update(Db db, int id, SourceState state) throws RowbackException.CaseFile {
        db.update(
                "UPDATE source_row SET server = ?, server_id = ?, content_offset = ?, state = ?,"
                        + " events_read = ?, events_used = ?, events_set_aside = ?,"
                        + " first_time_micros = ?, last_time_micros = ? WHERE id = ?",
                state.server(),
                state.serverId(),
                state.contentOffset(),
                state.state(),
                state.eventsRead(),
                state.eventsUsed(),
                state.eventsSetAside(),
                state.firstTimeMicros(),
                state.lastTimeMicros(),
                id);
    }

    static void end(Db db, int id, String sha256, boolean complete)
            throws RowbackException.CaseFile {
        db.update(
                "UPDATE source_row SET sha256 = ?, complete = ? WHERE id = ?",
                sha256,
                complete,
                id);
    }

    static void grown(Db db, int id, SourceStart start) throws RowbackException.CaseFile {
        db.update(
                "UPDATE source_row SET size_bytes = max(size_bytes, ?), path = ? WHERE id = ?",
                start.sizeBytes(),
                start.path(),
                id);
    }

    static List<Earlier> earlier(Db db, String format) throws RowbackException.CaseFile {
        return PagedCursor.rows(
                db,
                "SELECT name, server, server_id, first_time_micros, last_time_micros, state FROM"
                        + " source_row WHERE format = ? ORDER BY id",
                row ->
                        new Earlier(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                Bytes.of(row.getBytes(6))),
                format);
    }

    static List<Source> all(Db db) throws RowbackException.CaseFile {
        return db.query(
                "SELECT id, name, path, format, server, server_id, size_bytes, content_offset,"
                        + " sha256, complete, events_read, events_used, events_set_aside,"
                        + " first_time_micros, last_time_micros FROM source_row ORDER BY id",
                rows -> {
                    List<Source> sources = new ArrayList<>();
                    while (rows.next()) {
                        sources.add(
                                new Source(
                                        rows.getInt(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getString(5),
                                        rows.getLong(6),
                                        rows.getLong(7),
                                        rows.getLong(8),
                                        rows.getString(9),
                                        rows.getInt(10) != 0,
                                        rows.getLong(11),
                                        rows.getLong(12),
                                        rows.getLong(13),
                                        rows.getLong(14),
                                        rows.getLong(15)));
                    }
                    return sources;
                });
    }
}
