package org.rowback.history.snapshot;

import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Which rows of one table lived through a stretch of the log, and which changes say what they were: fed with the
/// table's changes in order, first those up to a moment, then those after it.
///
/// A row keeps its entry across changes of its key and across delete and re-insert of a key. Of a table without a key
/// equal rows have entries of their own; which of them a change took makes no difference.
final class RowLedger implements AutoCloseable {
    private final PreparedStatement find;
    private final PreparedStatement add;
    private final PreparedStatement update;
    private final PreparedStatement retire;
    private final PreparedStatement empty;
    private final PreparedStatement all;
    private boolean after;

    /// @param existed whether the row was there before its first change here
    /// @param first id of its first change here
    /// @param last id of its last change up to the moment; 0 where it has none
    /// @param alive whether it was there right after `last`
    /// @param emptied id of the TRUNCATE or DROP that took it away up to the moment; 0 where none did
    record Entry(boolean existed, long first, long last, boolean alive, long emptied) {
        /// Whether the row was there at the moment.
        boolean isThere() {
            return last == 0 ? existed : alive;
        }
    }

    RowLedger(ScratchDb scratch) throws RowbackException {
        scratch.execute("DROP TABLE IF EXISTS ledger");
        scratch.execute(
                "CREATE TABLE ledger(id INTEGER PRIMARY KEY, key TEXT NOT NULL, now INTEGER NOT"
                    + " NULL, existed INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT"
                    + " NULL, alive INTEGER NOT NULL, emptied INTEGER NOT NULL)");
        scratch.execute("CREATE INDEX ledger_key ON ledger(key, now)");
        try {
            Connection db = scratch.connection();
            find =
                    db.prepareStatement(
                            "SELECT id, existed, first FROM ledger WHERE key = ? AND now = ? ORDER"
                                    + " BY id DESC LIMIT 1");
            add =
                    db.prepareStatement(
                            "INSERT INTO ledger(key, now, existed, first, last, alive, emptied)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, 0)");
            update =
                    db.prepareStatement(
                            "UPDATE ledger SET key = ?, now = ?, last = CASE WHEN ? THEN last ELSE"
                                    + " ? END, alive = CASE WHEN ? THEN alive ELSE ? END, emptied ="
                                    + " CASE WHEN ? THEN emptied ELSE 0 END WHERE id = ?");
            retire =
                    db.prepareStatement(
                            "UPDATE ledger SET key = key || '#' || id WHERE key = ? AND now = 0");
            empty =
                    db.prepareStatement(
                            "UPDATE ledger SET now = 0, last = CASE WHEN ? OR last > 0 THEN last"
                                + " ELSE first END, alive = CASE WHEN ? THEN alive ELSE 0 END,"
                                + " emptied = CASE WHEN ? THEN emptied ELSE ? END WHERE now = 1");
            all =
                    db.prepareStatement(
                            "SELECT existed, first, last, alive, emptied FROM ledger ORDER BY id");
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }

    /// What is fed from now on lies after the moment.
    void passMoment() {
        after = true;
    }

    void take(Change change) throws RowbackException {
        try {
            RowKey keyBefore = change.key().orElseThrow();
            String before = CanonicalKey.of(keyBefore);
            String now =
                    change.op() == Op.UPDATE
                            ? CanonicalKey.of(change.keyAfter().orElseThrow())
                            : before;
            boolean insert = change.op() == Op.INSERT;
            boolean lives = change.op() != Op.DELETE;
            long id = findEntry(before, !insert);
            if (!before.equals(now) && !keyBefore.whole()) {
                retire.setString(1, now);
                retire.executeUpdate();
            }
            if (id == 0) {
                addEntry(now, lives, !insert, change.id());
            } else {
                updateEntry(id, now, lives, change.id());
            }
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }

    /// A TRUNCATE or DROP: no row is there after it.
    void takeEmptying(Change change) throws RowbackException {
        try {
            empty.setBoolean(1, after);
            empty.setBoolean(2, after);
            empty.setBoolean(3, after);
            empty.setLong(4, change.id());
            empty.executeUpdate();
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }

    private long findEntry(String key, boolean alive) throws SQLException {
        find.setString(1, key);
        find.setBoolean(2, alive);
        try (ResultSet found = find.executeQuery()) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    private void addEntry(String key, boolean lives, boolean existed, long changeId)
            throws SQLException {
        add.setString(1, key);
        add.setBoolean(2, lives);
        add.setBoolean(3, existed);
        add.setLong(4, changeId);
        add.setLong(5, after ? 0 : changeId);
        add.setBoolean(6, !after && lives);
        add.executeUpdate();
    }

    private void updateEntry(long id, String key, boolean lives, long changeId)
            throws SQLException {
        update.setString(1, key);
        update.setBoolean(2, lives);
        update.setBoolean(3, after);
        update.setLong(4, changeId);
        update.setBoolean(5, after);
        update.setBoolean(6, lives);
        update.setBoolean(7, after);
        update.setLong(8, id);
        update.executeUpdate();
    }

    /// Goes through the entries in order of their first change.
    interface Visitor {
        void visit(Entry entry) throws RowbackException;
    }

    void forEach(Visitor visitor) throws RowbackException {
        try (ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                visitor.visit(
                        new Entry(
                                rows.getBoolean(1),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getBoolean(4),
                                rows.getLong(5)));
            }
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }

    @Override
    public void close() throws RowbackException {
        try (find;
                add;
                update;
                retire;
                empty;
                all) {
            after = true;
        } catch (SQLException e) {
            throw ScratchDb.failure(e);
        }
    }
}
