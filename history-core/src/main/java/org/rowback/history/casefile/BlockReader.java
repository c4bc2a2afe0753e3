package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.StatementBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a block of changes with all that a change needs besides: transactions, statements, what is void.
final class BlockReader {
    /// A row of `change_block`.
    record Entry(long first, long last, long firstMicros, long lastMicros, BlockSummary summary) {
        static final String COLUMNS =
                "first_change, last_change, first_time_micros, last_time_micros, summary FROM"
                        + " change_block ";

        static Entry read(Db db, ResultSet row) throws SQLException, RowbackException.CaseFile {
            try {
                return new Entry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        BlockSummary.read(row.getBytes(5)));
            } catch (DamagedBlock e) {
                throw SqlFailure.damaged(
                        db.path(), "block " + row.getLong(1) + ": " + e.getMessage());
            }
        }

        boolean liesWithin(Scan scan) {
            return first >= scan.fromId()
                    && last <= scan.toId()
                    && firstMicros >= scan.fromMicros()
                    && lastMicros < scan.toMicros();
        }
    }

    private final Db db;
    private final BlockCache cache;
    private final SchemaBook book;
    private final Map<Integer, TableName> tables;

    BlockReader(Db db, BlockCache cache, SchemaBook book, Map<Integer, TableName> tables) {
        this.db = db;
        this.cache = cache;
        this.book = book;
        this.tables = tables;
    }

    Db db() {
        return db;
    }

    SchemaBook book() {
        return book;
    }

    /// One change.
    Optional<Change> change(long id) throws RowbackException.CaseFile {
        Optional<Entry> entry =
                db.query(
                        "SELECT "
                                + Entry.COLUMNS
                                + "WHERE first_change <= ? ORDER BY first_change DESC LIMIT 1",
                        rows -> rows.next() ? Optional.of(Entry.read(db, rows)) : Optional.empty(),
                        id);
        if (entry.isEmpty() || entry.get().last() < id) {
            return Optional.empty();
        }
        Scan scan = Scan.ALL.ids(id, id).includingVoid();
        VoidRanges voids = VoidRanges.read(db, id, id);
        return changes(entry.get(), voids, scan).stream().findFirst();
    }

    /// Whether a change is one of the row with a key.
    boolean hasKey(long id, int table, RowKey key) throws RowbackException.CaseFile {
        Optional<Change> found = change(id);
        if (found.isEmpty() || found.get().tableId() != table || !found.get().op().isRow()) {
            return false;
        }
        Change change = found.get();
        return change.key().map(k -> k.names(key)).orElse(false)
                || (change.op() == Op.UPDATE
                        && change.keyAfter().map(k -> k.names(key)).orElse(false));
    }

    /// The changes of a block that a scan wants, in its order.
    List<Change> changes(Entry entry, VoidRanges around, Scan scan)
            throws RowbackException.CaseFile {
        ChangeBlock block = cache.changes(db, entry.first(), entry.last());
        VoidRanges voids = around.within(entry.first(), entry.last());
        int[] wanted = new int[block.count()];
        int count = 0;
        for (int i = 0; i < block.count(); i++) {
            long id = block.firstChange() + i;
            if (id >= scan.fromId()
                    && id <= scan.toId()
                    && (scan.tables() == null || scan.tables().get(block.table(i)))
                    && scan.ops().contains(block.op(i))
                    && (scan.withVoid() || !voids.contains(id))) {
                wanted[count++] = i;
            }
        }
        if (count == 0) {
            return List.of();
        }
        List<Transaction> transactions =
                transactions(block.transaction(wanted[0]), block.transaction(wanted[count - 1]));
        boolean timed = !entry.liesWithin(scan);
        List<Change> changes = new ArrayList<>(count);
        int next = scan.forward() ? 0 : transactions.size() - 1;
        for (int at = 0; at < count; at++) {
            int i = wanted[scan.forward() ? at : count - 1 - at];
            long id = block.transaction(i);
            // Both lists are in the scan's order.
            while (next >= 0 && next < transactions.size() && transactions.get(next).id() != id) {
                next += scan.forward() ? 1 : -1;
            }
            if (next < 0 || next == transactions.size()) {
                throw SqlFailure.damaged(db.path(), "transaction " + id + " is missing");
            }
            Transaction transaction = transactions.get(next);
            long micros = transaction.commitTimeMicros();
            if (!timed || (micros >= scan.fromMicros() && micros < scan.toMicros())) {
                boolean isVoid = voids.contains(block.firstChange() + i);
                changes.add(change(block, i, transaction, isVoid));
            }
        }
        return changes;
    }

    /// How many changes of a block a scan wants.
    long count(Entry entry, VoidRanges around, Scan scan) throws RowbackException.CaseFile {
        VoidRanges voids =
                scan.withVoid() ? VoidRanges.NONE : around.within(entry.first(), entry.last());
        if (entry.liesWithin(scan) && voids.isEmpty()) {
            return entry.summary().wanted(scan);
        }
        return changes(entry, around, scan).size();
    }

    private Change change(ChangeBlock block, int i, Transaction transaction, boolean isVoid)
            throws RowbackException.CaseFile {
        long statement = block.statement(i);
        StatementBlock texts = statement == 0 ? null : statements(statement);
        int format = block.format(i);
        if (format != 0 && book.format(format).isEmpty()) {
            SchemaRows.addFormats(db, book, book.lastFormat());
        }
        return StoredChange.of(block, i, book, table(block.table(i)), transaction, isVoid, texts);
    }

    private @Nullable StatementBlock lastStatements;

    private StatementBlock statements(long statement) throws RowbackException.CaseFile {
        StatementBlock held = lastStatements;
        if (held == null || !held.holds(statement)) {
            held = cache.statements(db, statement);
            lastStatements = held;
        }
        return held;
    }

    TableName table(int id) throws RowbackException.CaseFile {
        if (id == 0) {
            return new TableName("", "");
        }
        TableName name = tables.get(id);
        if (name == null) {
            SchemaRows.tables(db).forEach((table, number) -> tables.put(number, table));
            name = tables.get(id);
        }
        if (name == null) {
            throw SqlFailure.damaged(db.path(), "table " + id + " is missing");
        }
        return name;
    }

    /// Those that have changes, rising.
    private List<Transaction> transactions(long first, long last) throws RowbackException.CaseFile {
        return PagedCursor.rows(
                db,
                "SELECT "
                        + TransactionRow.COLUMNS
                        + "WHERE t.id BETWEEN ? AND ? AND t.changes > 0 ORDER BY t.id",
                row -> TransactionRow.read(db, row),
                first,
                last);
    }
}
