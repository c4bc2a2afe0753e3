package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.blocks.StatementBuffer;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// What an import holds and has not handed to the storing thread yet: changes with their statements, and transactions
/// that ended. What is full is packed beside and handed over. Not thread-safe.
final class Gathered implements AutoCloseable {
    private static final int TRANSACTIONS = 512;

    private final StoragePipe pipe;
    private final Packing packing = new Packing();
    private final BufferPool buffers = new BufferPool();
    private final StatementBuffer statements = new StatementBuffer(1);
    private final ByteSink sink = new ByteSink(1 << 16);
    private ChangeBuffer changes = new ChangeBuffer();
    private List<TransactionRow> ended = new ArrayList<>(TRANSACTIONS);

    Gathered(StoragePipe pipe) {
        this.pipe = pipe;
    }

    /// Drops everything.
    void clear(long nextStatement, long nextChange) {
        statements.clear(nextStatement);
        changes.clear(nextChange);
        ended.clear();
    }

    /// @return the statement's id
    long statement(byte[] utf8, int offset, int length) throws RowbackException {
        if (statements.isFull()) {
            flushChanges();
            flushStatements();
        }
        return statements.add(utf8, offset, length);
    }

    void change(ChangeRecord change, long transaction) throws RowbackException {
        changes.add(change, transaction);
        if (changes.isFull()) {
            flushChanges();
        }
    }

    /// Gives a transaction's changes their time, those that are stored already too.
    ///
    /// @param last its last change, the last of all
    void time(long first, long last, long commitTimeMicros) throws RowbackException {
        if (first < changes.firstChange()) {
            pipe.put(store -> store.time(first, last, commitTimeMicros));
        }
        if (!changes.isEmpty()) {
            changes.timed(commitTimeMicros);
        }
    }

    void ended(TransactionRow row) throws RowbackException {
        ended.add(row);
        if (ended.size() == TRANSACTIONS) {
            flushTransactions();
        }
    }

    /// Hands everything over.
    void flush() throws RowbackException {
        flushChanges();
        flushStatements();
        flushTransactions();
    }

    void flushChanges() throws RowbackException {
        if (changes.isEmpty()) {
            return;
        }
        ChangeBuffer full = changes;
        Store.Texts texts = texts();
        int kib = BufferPool.kib(full, texts.content());
        pipe.await(millis -> buffers.enter(kib, millis));
        changes = buffers.take(full.firstChange() + full.count());
        Future<PackedChanges> packed = packing.pack(full, texts);
        pipe.put(
                store -> {
                    store.changes(Packing.taken(packed));
                    buffers.leave(full, kib);
                });
    }

    void flushTransactions() throws RowbackException {
        if (!ended.isEmpty()) {
            List<TransactionRow> rows = ended;
            ended = new ArrayList<>(TRANSACTIONS);
            pipe.put(store -> store.transactions(rows));
        }
    }

    /// Statements that came without changes; others go with their changes, whose values they repeat.
    private void flushStatements() throws RowbackException {
        Store.Texts texts = texts();
        if (!texts.isEmpty()) {
            pipe.put(store -> store.statements(texts));
        }
    }

    /// The statements gathered, which are gathered no more.
    private Store.Texts texts() {
        if (statements.count() == 0) {
            return Store.Texts.NONE;
        }
        long first = statements.first();
        long next = first + statements.count();
        sink.clear();
        statements.write(sink);
        statements.clear(next);
        return new Store.Texts(first, next - 1, sink.toBytes());
    }

    @Override
    public void close() {
        packing.close();
    }
}
