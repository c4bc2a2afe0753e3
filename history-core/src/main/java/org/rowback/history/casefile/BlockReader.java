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
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
            return first >= scan.fromId() && last <= scan.toId() && !isTimedBy(scan);
        }

        /// Whether some of its changes may lie outside the scan's time.
        boolean isTimedBy(Scan scan) {
            return firstMicros < scan.fromMicros() || lastMicros >= scan.toMicros();
        }
    }

    private final Db db;
    private final BlockCache cache;
    private final SchemaBook book;
    private final boolean isPassing;
    private final Map<Integer, TableName> tables;
    private final Map<Integer, RowKeys> keysByFormat = new HashMap<>();

    /// @param isPassing whether it reads more blocks than anybody will soon ask for again
    BlockReader(
            Db db,
            BlockCache cache,
            SchemaBook book,
            Map<Integer, TableName> tables,
            boolean isPassing) {
        this.isPassing = isPassing;
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

    private @Nullable Entry lastEntry;

    /// The block that holds a change.
    private Optional<Entry> entry(long id) throws RowbackException.CaseFile {
        Entry held = lastEntry;
        if (held != null && held.first() <= id && held.last() >= id) {
            return Optional.of(held);
        }
        Optional<Entry> entry =
                db.query(
                        "SELECT "
                                + Entry.COLUMNS
                                + "WHERE first_change <= ? ORDER BY first_change DESC LIMIT 1",
                        rows -> rows.next() ? Optional.of(Entry.read(db, rows)) : Optional.empty(),
                        id);
        entry = entry.filter(e -> e.last() >= id);
        lastEntry = entry.orElse(null);
        return entry;
    }

    /// One change.
    Optional<Change> change(long id) throws RowbackException.CaseFile {
        Optional<Entry> entry = entry(id);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        ChangeBlock block = block(entry.get());
        int i = (int) (id - block.firstChange());
        return Optional.of(
                completed(List.of(bare(block, i, VoidRanges.read(db, id, id)))).getFirst());
    }

    private @Nullable ChangeBlock lastBlock;

    ChangeBlock block(Entry entry) throws RowbackException.CaseFile {
        ChangeBlock held = lastBlock;
        if (held == null || held.firstChange() != entry.first()) {
            held = cache.changes(db, entry.first(), entry.last(), !isPassing);
            lastBlock = held;
        }
        return held;
    }

    /// Whether a change is one of the row with a key.
    boolean hasKey(long id, int table, RowKey key) throws RowbackException.CaseFile {
        Optional<Entry> entry = entry(id);
        if (entry.isEmpty()) {
            return false;
        }
        ChangeBlock block = block(entry.get());
        int i = (int) (id - block.firstChange());
        if (block.table(i) != table || !block.op(i).isRow()) {
            return false;
        }
        return keys(block.format(i), id).name(block, i, key);
    }

    private RowKeys keys(int format, long change) throws RowbackException.CaseFile {
        RowKeys known = keysByFormat.get(format);
        if (known == null || !known.holdFor(change)) {
            addFormat(format);
            known = new RowKeys(book, format, change);
            keysByFormat.put(format, known);
        }
        return known;
    }

    private void addFormat(int format) throws RowbackException.CaseFile {
        if (format != 0 && book.format(format).isEmpty()) {
            SchemaRows.addFormats(db, book, book.lastFormat());
        }
    }

    /// Changes, neighbours, with everything.
    List<Change> completed(List<StoredChange> bare) throws RowbackException.CaseFile {
        CaseTransactions transactions = CaseTransactions.of(db, bare);
        List<Change> changes = new ArrayList<>(bare.size());
        for (StoredChange change : bare) {
            long statement = change.statementId();
            changes.add(
                    change.with(
                            transactions.at(change.transactionId()),
                            statement == 0 ? null : statements(statement)));
        }
        return changes;
    }

    /// A change without what is kept elsewhere: its transaction and statement.
    StoredChange bare(ChangeBlock block, int i, VoidRanges voids) throws RowbackException.CaseFile {
        addFormat(block.format(i));
        boolean isVoid = voids.contains(block.firstChange() + i);
        return StoredChange.bare(block, i, book, table(block.table(i)), isVoid);
    }

    /// The same of a change that is there.
    StoredChange bare(long id, VoidRanges voids) throws RowbackException.CaseFile {
        ChangeBlock block = block(entry(id).orElseThrow());
        return bare(block, (int) (id - block.firstChange()), voids);
    }

    private @Nullable StatementBlock lastStatements;

    StatementBlock statements(long statement) throws RowbackException.CaseFile {
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
}
