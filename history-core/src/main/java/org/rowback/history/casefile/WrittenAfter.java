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
import java.util.concurrent.Executor;

/// Which of many rows a later change names: asks the key postings for all at once, in their order, and looks at the
/// candidates in the order in which they lie in the blocks.
final class WrittenAfter {
    /// Candidates held of a row, the earliest: one is nearly always enough.
    private static final int HELD = 8;

    private static final long[] NONE = {};

    /// Keys that are looked up, and candidates that are looked at, before the monitor is asked whether to stop.
    private static final int LOOKED_UP = 512;

    private static final int LOOKED_AT = 128;

    private record Hashed(int row, long hash) {}

    private record Candidate(int row, long change) {}

    private final CaseHistory history;
    private final Executor helpers;
    private final List<RowAt> rows;
    private final ImportMonitor monitor;
    private final long[][] candidates;
    private final boolean[] hasMore;
    private final BitSet written = new BitSet();

    /// @param helpers threads that may look too
    WrittenAfter(CaseHistory history, List<RowAt> rows, ImportMonitor monitor, Executor helpers) {
        this.history = history;
        this.helpers = helpers;
        this.rows = rows;
        this.monitor = monitor;
        candidates = new long[rows.size()][0];
        hasMore = new boolean[rows.size()];
    }

    BitSet find() throws RowbackException {
        gather();
        for (List<Candidate> picked = pick(); !picked.isEmpty(); picked = pick()) {
            look(picked);
        }
        for (int row = 0; row < hasMore.length; row++) {
            if (hasMore[row] && !written.get(row)) {
                monitor.check();
                written.set(row, history.isWrittenAfter(rows.get(row)));
            }
        }
        return written;
    }

    private void gather() throws RowbackException {
        KeyHasher hasher = new KeyHasher();
        List<Hashed> sorted = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            RowAt at = rows.get(row);
            sorted.add(new Hashed(row, at.key().hash(hasher, at.tableId())));
        }
        sorted.sort((a, b) -> Long.compareUnsigned(a.hash(), b.hash()));
        List<Task.Work<Boolean>> works = new ArrayList<>();
        for (List<Hashed> some : split(sorted, LOOKED_UP)) {
            works.add(() -> gather(some));
        }
        Task.all(helpers, monitor, works);
    }

    /// Each row belongs to one work only: they do not get into each other's way.
    private boolean gather(List<Hashed> some) throws RowbackException {
        monitor.check();
        long[] hashes = some.stream().mapToLong(Hashed::hash).toArray();
        return history.read(
                reader -> {
                    KeySegments.each(
                            reader.db(), hashes, (i, changes) -> add(some.get(i).row(), changes));
                    return true;
                });
    }

    private static <T> List<List<T>> split(List<T> list, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            parts.add(list.subList(from, Math.min(list.size(), from + size)));
        }
        return parts;
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
            hasMore[row] = true;
            all = Arrays.copyOf(all, HELD);
        }
        candidates[row] = all;
    }

    /// One candidate of each row that is open still, by change; it is not picked again. Any one tells.
    private List<Candidate> pick() {
        for (int row = written.nextSetBit(0); row >= 0; row = written.nextSetBit(row + 1)) {
            candidates[row] = NONE;
        }
        int[] picks = Picks.of(candidates);
        List<Candidate> picked = new ArrayList<>();
        for (int row = 0; row < picks.length; row++) {
            if (candidates[row].length > 0) {
                picked.add(new Candidate(row, candidates[row][picks[row]]));
                candidates[row] = Picks.without(candidates[row], picks[row]);
            }
        }
        picked.sort(Comparator.comparingLong(Candidate::change));
        return picked;
    }

    private void look(List<Candidate> picked) throws RowbackException {
        List<Task.Work<List<Integer>>> works = new ArrayList<>();
        for (List<Candidate> some : split(picked, LOOKED_AT)) {
            works.add(() -> lookAt(some));
        }
        for (List<Integer> found : Task.all(helpers, monitor, works)) {
            found.forEach(written::set);
        }
    }

    /// The rows that some candidates name.
    private List<Integer> lookAt(List<Candidate> some) throws RowbackException {
        monitor.check();
        return history.read(reader -> look(reader, some), true);
    }

    private List<Integer> look(BlockReader reader, List<Candidate> some)
            throws RowbackException.CaseFile {
        VoidRanges voids =
                VoidRanges.read(reader.db(), some.getFirst().change(), some.getLast().change());
        List<Integer> found = new ArrayList<>();
        for (Candidate candidate : some) {
            RowAt row = rows.get(candidate.row());
            if (!voids.contains(candidate.change())
                    && reader.hasKey(candidate.change(), row.tableId(), row.key())) {
                found.add(candidate.row());
            }
        }
        return found;
    }
}
