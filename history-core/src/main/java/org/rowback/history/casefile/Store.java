package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.casefile.blocks.Packer;
import org.rowback.history.casefile.density.DensityWriter;
import org.rowback.history.casefile.keys.KeyPostings;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction.Status;

import java.util.List;
import java.util.concurrent.locks.Lock;

/// Writes what an import hands over; everything since the last commit is one SQLite transaction. Used
/// by the storing thread only.
final class Store implements AutoCloseable {
    /// Changes taken back to a savepoint.
    static final int BY_SAVEPOINT = 0;

    /// Changes of a transaction that does not count.
    static final int BY_TRANSACTION = 1;

    private final Db db;
    private final Lock writing;
    private final Packer packer = new Packer();
    private final KeyPostings keys;
    private final DensityWriter density;
    private final TableCounts tables = new TableCounts();
    private final TransactionInsert rowsOfTransactions = new TransactionInsert();
    private boolean inTransaction;
    private boolean marked;
    private boolean ended;

    /// @param writing held from the first write to the commit, so that others of this process wait and do not fail
    Store(Db db, Lock writing) {
        this.db = db;
        this.writing = writing;
        keys = new KeyPostings(db);
        density = new DensityWriter(db, packer);
    }

    Db db() throws RowbackException.CaseFile {
        if (!inTransaction) {
            writing.lock();
            inTransaction = true;
            db.execute("BEGIN IMMEDIATE");
        }
        return db;
    }

    /// Writes a block of changes and the statements that came with them.
    void changes(PackedChanges block) throws RowbackException.CaseFile {
        ChangeBuffer buffer = block.buffer();
        db().update(
                        "INSERT INTO change_block(first_change, last_change, first_time_micros,"
                                + " last_time_micros, summary) VALUES (?, ?, ?, ?, ?)",
                        buffer.firstChange(),
                        buffer.lastChange(),
                        buffer.firstMicros,
                        buffer.lastMicros,
                        block.summary());
        content(block);
        if (!block.texts().isEmpty()) {
            statements(
                    block.texts(),
                    block.packedTexts(),
                    block.continues() ? buffer.firstChange() : null);
        }
        keys.add(buffer);
        tables.add(buffer);
    }

    /// Writes a stored block anew that has lost its last changes; its times stay, as bounds. Texts that continued its
    /// images are unreadable after.
    void rewrite(ChangeBuffer buffer) throws RowbackException.CaseFile {
        PackedChanges block = PackedChanges.of(buffer, Texts.NONE, packer, new ByteSink(1 << 16));
        db().update(
                        "UPDATE change_block SET last_change = ?, summary = ? WHERE first_change"
                                + " = ?",
                        buffer.lastChange(),
                        block.summary(),
                        buffer.firstChange());
        content(block);
    }

    private void content(PackedChanges block) throws RowbackException.CaseFile {
        db().update(
                        "INSERT OR REPLACE INTO change_content(first_change, columns, images)"
                                + " VALUES (?, ?, ?)",
                        block.buffer().firstChange(),
                        block.columns(),
                        block.images());
    }

    /// Takes a transaction's time into the blocks that hold its changes.
    void time(long firstChange, long lastChange, long micros) throws RowbackException.CaseFile {
        db().update(
                        "UPDATE change_block SET first_time_micros = min(first_time_micros, ?),"
                                + " last_time_micros = max(last_time_micros, ?)"
                                + " WHERE first_change BETWEEN ? AND ?",
                        micros,
                        micros,
                        Blocks.startOf(db, firstChange),
                        lastChange);
    }

    /// Ranges of one cause do not overlap: those that lie inside are replaced.
    void voidRange(int cause, long first, long last) throws RowbackException.CaseFile {
        db().update(
                        "DELETE FROM void_range WHERE cause = ? AND first_change BETWEEN ? AND ?",
                        cause,
                        first,
                        last);
        db().update(
                        "INSERT INTO void_range(cause, first_change, last_change)"
                                + " VALUES (?, ?, ?)",
                        cause,
                        first,
                        last);
    }

    /// Statements as [StatementBlock] holds them, uncompressed; none where `last` is below `first`.
    record Texts(long first, long last, byte[] content) {
        static final Texts NONE = new Texts(1, 0, new byte[0]);

        boolean isEmpty() {
            return last < first;
        }
    }

    /// Writes statements that no changes came with.
    void statements(Texts texts) throws RowbackException.CaseFile {
        statements(texts, packer.pack(texts.content(), texts.content().length), null);
    }

    private void statements(Texts texts, byte[] content, @Nullable Long continues)
            throws RowbackException.CaseFile {
        db().update(
                        "INSERT OR REPLACE INTO statement_block(first_statement, last_statement,"
                                + " content, continues) VALUES (?, ?, ?, nullif(?, 0))",
                        texts.first(),
                        texts.last(),
                        content,
                        continues == null ? 0L : continues);
    }

    void transactions(List<TransactionRow> rows) throws RowbackException.CaseFile {
        long latest = Long.MIN_VALUE;
        for (TransactionRow row : rows) {
            latest = Math.max(latest, row.end().commitTimeMicros());
            for (int i = 0; i < row.lanes().length; i += 2) {
                density.add(row.end().commitTimeMicros(), row.lanes()[i], row.lanes()[i + 1]);
            }
        }
        rowsOfTransactions.insert(db(), rows);
        db().update(
                        "INSERT INTO transaction_span(first_transaction, last_transaction,"
                                + " last_time_micros) VALUES (?, ?, ?)",
                        rows.getFirst().id(),
                        rows.getLast().id(),
                        latest);
    }

    /// A prepared transaction's end became known.
    void resolve(long transaction, Status status, long micros) throws RowbackException.CaseFile {
        List<Long> range =
                db().query(
                                "SELECT first_change, changes FROM transaction_row WHERE id = ?",
                                rows ->
                                        rows.next()
                                                ? List.of(rows.getLong(1), rows.getLong(2))
                                                : List.of(0L, 0L),
                                transaction);
        db().update(
                        "UPDATE transaction_row SET state = (state & ~7) | ?,"
                                + " commit_time_micros = ? WHERE id = ?",
                        status.ordinal(),
                        micros,
                        transaction);
        db().update(
                        "UPDATE transaction_span SET last_time_micros = max(last_time_micros, ?)"
                                + " WHERE first_transaction = (SELECT max(first_transaction) FROM"
                                + " transaction_span WHERE first_transaction <= ?)",
                        micros,
                        transaction);
        long first = range.get(0);
        if (first == 0) {
            return;
        }
        long last = first + range.get(1) - 1;
        time(first, last, micros);
        if (status.counts()) {
            db().update(
                            "DELETE FROM void_range WHERE cause = ? AND first_change = ?",
                            BY_TRANSACTION,
                            first);
            count(first, last, micros, 1);
        }
    }

    /// Counts stored changes that are not void at a time, once more (`times` 1) or once less (-1).
    void count(long first, long last, long micros, int times) throws RowbackException.CaseFile {
        LaneCounts lanes = lanes(first, last);
        for (long lane : lanes.sortedKeys()) {
            density.add(micros, lane, times * lanes.get(lane));
        }
    }

    /// Counts of stored changes that are not void, by lane.
    LaneCounts lanes(long first, long last) throws RowbackException.CaseFile {
        LaneCounts lanes = new LaneCounts();
        Blocks.each(
                db(),
                first,
                last,
                block -> {
                    VoidRanges voids =
                            VoidRanges.read(db(), block.firstChange(), block.lastChange());
                    for (int i = 0; i < block.count(); i++) {
                        long id = block.firstChange() + i;
                        if (id >= first && id <= last && !voids.contains(id)) {
                            lanes.add(BlockSummary.lane(block.table(i), block.op(i).ordinal()), 1);
                        }
                    }
                });
        return lanes;
    }

    void finding(Finding finding) throws RowbackException.CaseFile {
        db().update(
                        "INSERT INTO finding_row(id, kind, source_id, position, length, bytes,"
                                + " message) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        finding.id(),
                        finding.kind().name(),
                        finding.sourceId(),
                        finding.offset(),
                        finding.length(),
                        finding.bytes(),
                        finding.message());
    }

    void commit() throws RowbackException.CaseFile {
        if (inTransaction) {
            marked = false;
            keys.finish();
            density.finish();
            tables.flush(db);
            db.execute("COMMIT");
            inTransaction = false;
            writing.unlock();
        }
    }

    /// Marks a point up to which everything stays that was written since the last commit, whatever comes next.
    void mark() throws RowbackException.CaseFile {
        if (marked) {
            db.execute("RELEASE finished");
        }
        db().execute("SAVEPOINT finished");
        marked = true;
        keys.mark();
        density.mark();
        tables.mark();
    }

    /// Forgets everything since the mark, or where there is none, since the last commit.
    void backToMark() throws RowbackException.CaseFile {
        if (!marked) {
            rollback();
            return;
        }
        db.execute("ROLLBACK TO finished");
        keys.backToMark();
        density.backToMark();
        tables.backToMark();
        rowsOfTransactions.forget();
    }

    /// Forgets everything since the last commit.
    void rollback() throws RowbackException.CaseFile {
        if (inTransaction) {
            keys.forget();
            density.forget();
            tables.forget();
            rowsOfTransactions.forget();
            db.rollback();
            marked = false;
            inTransaction = false;
            writing.unlock();
        }
    }

    /// The connection for reading alone: begins no transaction.
    Db reading() {
        return db;
    }

    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /// Rolls back what was not committed, and closes the connection.
    @Override
    public void close() throws RowbackException.CaseFile {
        try (db;
                packer) {
            if (inTransaction) {
                db.rollback();
            }
        } finally {
            if (inTransaction) {
                writing.unlock();
            }
        }
    }
}
