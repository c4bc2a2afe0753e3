package org.rowback.history.casefile;

import org.rowback.history.casefile.keys.KeySegments;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.RowAt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Which of many rows a later change names: asks the key postings for all at once, in their order, and looks at the
/// candidates in the order in which they lie in the blocks.
final class WrittenAfter {
    /// Candidates held of a row, the earliest: one is nearly always enough.
    private static final int HELD = 4;

    /// Candidates that are looked at before the monitor is asked whether to stop.
    private static final int AT_ONCE = 64;

    private record Candidate(int row, long change) {}

    private final CaseHistory history;
    private final List<RowAt> rows;
    private final ImportMonitor monitor;
    private final long[][] candidates;
    private final BitSet hasMore = new BitSet();
    private final BitSet written = new BitSet();

    WrittenAfter(CaseHistory history, List<RowAt> rows, ImportMonitor monitor) {
        this.history = history;
        this.rows = rows;
        this.monitor = monitor;
        candidates = new long[rows.size()][0];
    }

    BitSet find() throws RowbackException {
        gather();
        for (int round = 0; round < HELD; round++) {
            look(round);
        }
        for (int row = hasMore.nextSetBit(0); row >= 0; row = hasMore.nextSetBit(row + 1)) {
            monitor.check();
            if (!written.get(row)) {
                written.set(row, history.isWrittenAfter(rows.get(row)));
            }
        }
        return written;
    }

    private void gather() throws RowbackException.CaseFile {
        record Hashed(int row, long hash) {}
        KeyHasher hasher = new KeyHasher();
        List<Hashed> sorted = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            RowAt at = rows.get(row);
            sorted.add(new Hashed(row, at.key().hash(hasher, at.tableId())));
        }
        sorted.sort((a, b) -> Long.compareUnsigned(a.hash(), b.hash()));
        long[] hashes = sorted.stream().mapToLong(Hashed::hash).toArray();
        history.read(
                reader -> {
                    KeySegments.each(
                            reader.db(), hashes, (i, changes) -> add(sorted.get(i).row(), changes));
                    return hashes;
                });
    }

    private void add(int row, long[] changes) {
        long after = rows.get(row).changeId();
        int from = Arrays.binarySearch(changes, after + 1);
        from = from < 0 ? -from - 1 : from;
        if (from == changes.length) {
            return;
        }
        long[] old = candidates[row];
        long[] all = Arrays.copyOf(old, old.length + changes.length - from);
        System.arraycopy(changes, from, all, old.length, changes.length - from);
        Arrays.sort(all);
        if (all.length > HELD) {
            hasMore.set(row);
            all = Arrays.copyOf(all, HELD);
        }
        candidates[row] = all;
    }

    private void look(int round) throws RowbackException {
        List<Candidate> all = new ArrayList<>();
        for (int row = 0; row < candidates.length; row++) {
            if (!written.get(row) && candidates[row].length > round) {
                all.add(new Candidate(row, candidates[row][round]));
            }
        }
        all.sort(Comparator.comparingLong(Candidate::change));
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            monitor.check();
            List<Candidate> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            history.read(reader -> look(reader, some));
        }
    }

    private BitSet look(BlockReader reader, List<Candidate> some) throws RowbackException.CaseFile {
        VoidRanges voids =
                VoidRanges.read(reader.db(), some.getFirst().change(), some.getLast().change());
        for (Candidate candidate : some) {
            RowAt row = rows.get(candidate.row());
            if (!voids.contains(candidate.change())
                    && reader.hasKey(candidate.change(), row.tableId(), row.key())) {
                written.set(candidate.row());
            }
        }
        return written;
    }
}
