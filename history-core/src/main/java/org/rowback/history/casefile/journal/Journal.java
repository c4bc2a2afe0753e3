package org.rowback.history.casefile.journal;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the user decided, kept apart from the evidence: entries are added and never changed; taking one back adds
/// another. Undo, redo, history and audit come from it. Thread-safe.
public final class Journal {
    /// The kind of an entry that takes another back.
    public static final String UNDO = "undo";

    /// Lends a connection for reading.
    public interface Reading {
        <T> T read(Db.Work<T> work) throws RowbackException.CaseFile;
    }

    /// Lends a connection inside a transaction that is committed after.
    public interface Writing {
        <T> T write(Db.Work<T> work) throws RowbackException.CaseFile;
    }

    private static final String COLUMNS =
            "SELECT id, at_micros, kind, content, undoes FROM journal_row j ";
    private static final String STANDING =
            "NOT EXISTS (SELECT 1 FROM journal_row u WHERE u.undoes = j.id AND NOT EXISTS"
                    + " (SELECT 1 FROM journal_row v WHERE v.undoes = u.id)) ";

    private final Reading reading;
    private final Writing writing;
    private final Clock clock;

    public Journal(Reading reading, Writing writing, Clock clock) {
        this.reading = reading;
        this.writing = writing;
        this.clock = clock;
    }

    /// Adds an entry; it is durable when this returns.
    public JournalEntry append(String kind, String json) throws RowbackException.CaseFile {
        return writing.write(db -> insert(db, kind, json, OptionalLong.empty()));
    }

    /// The newest standing entry of a kind; a kind that holds one state (a selection) is that.
    public Optional<JournalEntry> latest(String kind) throws RowbackException.CaseFile {
        return reading.read(db -> latest(db, kind));
    }

    /// The standing entries of a kind, oldest first: those that were not taken back.
    public List<JournalEntry> entries(String kind) throws RowbackException.CaseFile {
        return reading.read(
                db -> some(db, COLUMNS + "WHERE kind = ? AND " + STANDING + "ORDER BY id", kind));
    }

    /// Everything, oldest first, with what was taken back and the taking back.
    public List<JournalEntry> all() throws RowbackException.CaseFile {
        return reading.read(db -> some(db, COLUMNS + "ORDER BY id"));
    }

    /// Takes back the newest standing entry of a kind.
    ///
    /// @return the entry that was taken back; empty where there is none
    public Optional<JournalEntry> undo(String kind) throws RowbackException.CaseFile {
        return writing.write(
                db -> {
                    Optional<JournalEntry> entry = latest(db, kind);
                    if (entry.isPresent()) {
                        insert(db, UNDO, "{}", OptionalLong.of(entry.get().id()));
                    }
                    return entry;
                });
    }

    /// Takes back one entry, whichever it is; one that was taken back already stays so.
    public void undo(long id) throws RowbackException.CaseFile {
        writing.write(
                db -> {
                    if (db.number(COLUMNS + "WHERE id = ? AND " + STANDING, 0, id) != 0) {
                        insert(db, UNDO, "{}", OptionalLong.of(id));
                    }
                    return true;
                });
    }

    /// Brings back the entry of a kind that was taken back last, if nothing of that kind was added since.
    ///
    /// @return the entry that stands again; empty where there is none
    public Optional<JournalEntry> redo(String kind) throws RowbackException.CaseFile {
        return writing.write(
                db -> {
                    List<JournalEntry> undone =
                            some(
                                    db,
                                    COLUMNS
                                            + "WHERE kind = ?1 AND NOT ("
                                            + STANDING
                                            + ") AND id > (SELECT coalesce(max(id), 0) FROM"
                                            + " journal_row j WHERE kind = ?1 AND "
                                            + STANDING
                                            + ") ORDER BY id LIMIT 1",
                                    kind);
                    if (undone.isEmpty()) {
                        return Optional.empty();
                    }
                    long undo =
                            db.number(
                                    "SELECT max(id) FROM journal_row WHERE undoes = ?",
                                    0,
                                    undone.getFirst().id());
                    insert(db, UNDO, "{}", OptionalLong.of(undo));
                    return Optional.of(undone.getFirst());
                });
    }

    private static Optional<JournalEntry> latest(Db db, String kind)
            throws RowbackException.CaseFile {
        return some(
                        db,
                        COLUMNS + "WHERE kind = ? AND " + STANDING + "ORDER BY id DESC LIMIT 1",
                        kind)
                .stream()
                .findFirst();
    }

    private JournalEntry insert(Db db, String kind, String json, OptionalLong undoes)
            throws RowbackException.CaseFile {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long id = db.number("SELECT coalesce(max(id), 0) + 1 FROM journal_row", 1);
        db.update(
                "INSERT INTO journal_row(id, at_micros, kind, content, undoes)"
                        + " VALUES (?, ?, ?, ?, nullif(?, 0))",
                id,
                micros,
                kind,
                json,
                undoes.orElse(0));
        return new JournalEntry(id, micros, kind, json, undoes);
    }

    private static List<JournalEntry> some(Db db, String sql, Object... parameters)
            throws RowbackException.CaseFile {
        return db.query(
                sql,
                rows -> {
                    List<JournalEntry> entries = new ArrayList<>();
                    while (rows.next()) {
                        entries.add(entry(rows));
                    }
                    return entries;
                },
                parameters);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        long undoes = row.getLong(5);
        return new JournalEntry(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                undoes == 0 ? OptionalLong.empty() : OptionalLong.of(undoes));
    }
}
