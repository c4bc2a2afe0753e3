package org.rowback.history.casefile.keys;

import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;

import java.util.Arrays;
import java.util.Optional;

/// Gathers pairs of key hash and change id, and writes them as a sorted segment when there are enough or at a commit.
/// Not thread-safe.
public final class KeyPostings {
    private static final int CAPACITY = 1 << 18;
    private static final int INDEX_BITS = 64 - KeyPage.HASH_BITS;

    private final Db db;

    /// Of numbers whose upper bits are the short hash, the lower ones the index into `changes`.
    private final HashSort pairs = new HashSort(CAPACITY);

    private final long[] changes = new long[CAPACITY];
    private int count;
    private int marked;

    /// The pairs up to the mark, where they were written since.
    private Optional<Kept> kept = Optional.empty();

    private record Kept(long[] pairs, long[] changes) {}

    public KeyPostings(Db db) {
        this.db = db;
    }

    public void add(ChangeBuffer buffer) throws RowbackException.CaseFile {
        int n = buffer.count();
        for (int i = 0; i < n; i++) {
            int op = buffer.op(i);
            if (op <= Op.DELETE.ordinal()) {
                long change = buffer.firstChange() + i;
                add(buffer.keyHash(i), change);
                if (op == Op.UPDATE.ordinal() && buffer.newKeyHash(i) != buffer.keyHash(i)) {
                    add(buffer.newKeyHash(i), change);
                }
            }
        }
    }

    public void add(long keyHash, long change) throws RowbackException.CaseFile {
        if (count == CAPACITY) {
            flush();
        }
        pairs.numbers()[count] = (KeyPage.shortHash(keyHash) << INDEX_BITS) | count;
        changes[count++] = change;
    }

    /// Drops what was gathered.
    public void forget() {
        count = 0;
        mark();
    }

    /// Remembers what is gathered now.
    public void mark() {
        marked = count;
        kept = Optional.empty();
    }

    /// Has gathered again what it had at the mark.
    public void backToMark() {
        count = marked;
        kept.ifPresent(
                before -> {
                    System.arraycopy(before.pairs(), 0, pairs.numbers(), 0, marked);
                    System.arraycopy(before.changes(), 0, changes, 0, marked);
                });
    }

    /// Writes what was gathered as a segment, to be committed.
    public void finish() throws RowbackException.CaseFile {
        write();
        mark();
    }

    /// Writes what was gathered as a segment; where that is before a commit, it is possible to go back to the mark still.
    private void flush() throws RowbackException.CaseFile {
        if (kept.isEmpty() && marked > 0) {
            kept =
                    Optional.of(
                            new Kept(
                                    Arrays.copyOf(pairs.numbers(), marked),
                                    Arrays.copyOf(changes, marked)));
        }
        write();
    }

    private void write() throws RowbackException.CaseFile {
        pairs.sort(count, INDEX_BITS);
        long[] inOrder = pairs.numbers();
        long[] hashes = new long[count];
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            long pair = inOrder[i];
            hashes[i] = pair >>> INDEX_BITS;
            sorted[i] = changes[(int) (pair & ((1 << INDEX_BITS) - 1))];
        }
        KeySegments.write(db, hashes, sorted, count, count < CAPACITY / 8 ? 0 : 1);
        count = 0;
        KeySegments.mergeSmall(db);
    }
}
