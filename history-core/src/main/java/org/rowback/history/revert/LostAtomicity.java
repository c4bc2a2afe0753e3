package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Bad transactions that are undone only in part: what the server committed as one unit comes apart.
///
/// @param leftOut how many have rows that are undone and rows that are left out, or left as later writes made them
/// @param notSelected how many have changes that are not selected, beside those that are
/// @param first the first of those with rows left out
public record LostAtomicity(long leftOut, long notSelected, List<Part> first) {
    /// More are only counted.
    public static final int MOST = 100;

    public static final LostAtomicity NONE = new LostAtomicity(0, 0, List.of());

    public LostAtomicity {
        first = List.copyOf(first);
    }

    /// One such transaction.
    ///
    /// @param transaction its id
    /// @param undone rows of it that are undone
    /// @param left rows of it that are left out, or are undone without some columns
    public record Part(long transaction, long undone, long left) {}

    public boolean isEmpty() {
        return leftOut == 0 && notSelected == 0;
    }

    /// One sentence for each kind; none where nothing comes apart.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (leftOut > 0) {
            sentences.add(
                    transactions(leftOut)
                            + " undone only in part: some of the rows are left out (lost"
                            + " atomicity)");
        }
        if (notSelected > 0) {
            sentences.add(
                    transactions(notSelected)
                            + " undone only in part: not all of the changes are selected");
        }
        return sentences;
    }

    private static String transactions(long count) {
        return count == 1 ? "1 transaction is" : count + " transactions are";
    }

    static boolean leaves(PlannedRow row) {
        return row.undo().isEmpty()
                ? row.state().isLeftOut()
                : row.state() == RowState.UNPROVABLE || row.state().isConflict();
    }

    /// Finds them. Memory is a few bits for each transaction of the case.
    ///
    /// @param replay for rows that were written so often that a plan does not hold all of it
    static LostAtomicity of(PlannedRows rows, SelectedParts parts, Replay replay)
            throws RowbackException {
        BitSet left = new BitSet();
        BitSet undone = new BitSet();
        boolean leaves = false;
        for (Map<RowState, Long> states : rows.tables().values()) {
            for (RowState state : states.keySet()) {
                leaves |= state.isLeftOut();
            }
        }
        if (!leaves) {
            return new LostAtomicity(0, parts.notWhole(), List.of());
        }
        for (PlannedRow row : rows) {
            for (long transaction : bad(row, parts, replay)) {
                if (row.undo().isPresent()) {
                    undone.set(Math.toIntExact(transaction));
                }
                if (leaves(row)) {
                    left.set(Math.toIntExact(transaction));
                }
            }
        }
        left.and(undone);
        return new LostAtomicity(
                left.cardinality(), parts.notWhole(), first(rows, left, parts, replay));
    }

    private static List<Part> first(
            PlannedRows rows, BitSet split, SelectedParts parts, Replay replay)
            throws RowbackException {
        Map<Long, long[]> counts = new TreeMap<>();
        split.stream().limit(MOST).forEach(t -> counts.put((long) t, new long[2]));
        for (PlannedRow row : counts.isEmpty() ? List.<PlannedRow>of() : rows) {
            for (long transaction : bad(row, parts, replay)) {
                long[] count = counts.get(transaction);
                if (count != null) {
                    count[0] += row.undo().isPresent() ? 1 : 0;
                    count[1] += leaves(row) ? 1 : 0;
                }
            }
        }
        List<Part> first = new ArrayList<>();
        counts.forEach((id, count) -> first.add(new Part(id, count[0], count[1])));
        return first;
    }

    /// The bad transactions that wrote a row.
    private static long[] bad(PlannedRow row, SelectedParts parts, Replay replay)
            throws RowbackException {
        List<Witness> bad = row.witnesses().stream().filter(Witness::isBad).toList();
        if (bad.size() < Witness.MOST) {
            return bad.stream().mapToLong(Witness::transaction).distinct().toArray();
        }
        Optional<Change> first = replay.change(row.lineage());
        Optional<Replay.Row> whole = first.isEmpty() ? Optional.empty() : replay.rowOf(first.get());
        return whole.stream()
                .flatMap(w -> w.versions().stream())
                .map(Version::change)
                .filter(c -> parts.isSelected(c.id()))
                .mapToLong(c -> c.transaction().id())
                .distinct()
                .toArray();
    }
}
