package org.rowback.history.revert;

import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/// How a plan differs, row by row, from an earlier one of the same selection. Memory: some thirty bytes a row.
///
/// @param same rows that are planned as before
/// @param changed rows that are planned otherwise
/// @param added rows that were not in the earlier plan
/// @param gone rows that are in the earlier plan only
/// @param first some of those that differ, in the order of the plans
/// @param touched numbers of rows of the earlier plan that are changed or gone
/// @param numbers the numbers that rows have now, by the numbers that they had; 0 where they are gone
public record PlanDifference(
        long same,
        long changed,
        long added,
        long gone,
        List<RowDifference> first,
        BitSet touched,
        int[] numbers) {
    private static final int TOLD = 1_000;

    public PlanDifference {
        first = List.copyOf(first);
    }

    /// A row of the earlier plan.
    public record EarlierRow(
            int number, String table, String key, String state, String fingerprint) {}

    /// Gives the rows of the earlier plan.
    public interface Earlier {
        void each(Consumer<EarlierRow> taker) throws RowbackException;
    }

    /// A row that is not planned as before.
    ///
    /// @param before its state in the earlier plan; empty where it was not in it
    /// @param after its state now; empty where it is gone
    public record RowDifference(String table, String key, String before, String after) {}

    public boolean isEmpty() {
        return changed + added + gone == 0;
    }

    public static PlanDifference of(Earlier earlier, RevertPlan plan) throws RowbackException {
        return new Comparison(plan).with(earlier);
    }

    private static final class Comparison {
        private final RevertPlan plan;
        private final LongLists places = new LongLists();
        private final long[] fingerprints;
        private final BitSet met = new BitSet();
        private final BitSet touched = new BitSet();
        private final List<RowDifference> first = new ArrayList<>();
        private int[] numbers = new int[1024];
        private long same;
        private long changed;
        private long gone;

        Comparison(RevertPlan plan) {
            this.plan = plan;
            fingerprints = new long[plan.rows().size()];
            int at = 0;
            for (PlannedRow row : plan.rows()) {
                places.add(name(row.table().toString(), row.key()), at);
                fingerprints[at++] = Long.parseUnsignedLong(RowFingerprint.of(row), 16);
            }
        }

        private static long name(String table, String key) {
            KeyHasher hasher = new KeyHasher().table(0);
            hasher.integer(table.hashCode());
            for (int i = 0; i < key.length(); i++) {
                hasher.integer(key.charAt(i));
            }
            return hasher.hash();
        }

        PlanDifference with(Earlier earlier) throws RowbackException {
            earlier.each(this::meet);
            long added = plan.rows().size() - (long) met.cardinality();
            for (int i = met.nextClearBit(0);
                    i < plan.rows().size() && first.size() < TOLD;
                    i = met.nextClearBit(i + 1)) {
                PlannedRow row = plan.rows().get(i);
                tell(row.table().toString(), row.key(), "", row.state().label());
            }
            return new PlanDifference(same, changed, added, gone, first, touched, numbers);
        }

        private void meet(EarlierRow row) {
            int place = place(row);
            if (place < 0) {
                gone++;
                touched.set(row.number());
                tell(row.table(), row.key(), row.state(), "");
                return;
            }
            met.set(place);
            if (row.number() >= numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * row.number());
            }
            numbers[row.number()] = place + 1;
            if (fingerprints[place] == Long.parseUnsignedLong(row.fingerprint(), 16)) {
                same++;
            } else {
                changed++;
                touched.set(row.number());
                tell(row.table(), row.key(), row.state(), plan.rows().get(place).state().label());
            }
        }

        /// The same row, best as it was; rows without a key may have the same name.
        private int place(EarlierRow row) {
            long print = Long.parseUnsignedLong(row.fingerprint(), 16);
            int found = -1;
            for (int place : places.of(name(row.table(), row.key()))) {
                if (!met.get(place) && (found < 0 || fingerprints[place] == print)) {
                    found = place;
                }
            }
            return found;
        }

        private void tell(String table, String key, String before, String after) {
            if (first.size() < TOLD) {
                first.add(new RowDifference(table, key, before, after));
            }
        }
    }
}
