package org.rowback.history.revert;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.RandomAccess;

/// What a plan runs, in order: what rows let go of early, each row's undo, and what rows get late ([Detour]). Reads
/// the rows when somebody asks.
final class Steps extends AbstractList<Step> implements RandomAccess {
    private final PlannedRows rows;
    private final IntList early = new IntList();
    private final IntList late = new IntList();

    /// Rows of which nothing is left to do between; where there are none, every row has a place of its own.
    private final BitSet nothing = new BitSet();

    private final IntList middle = new IntList();
    private final int middles;

    Steps(PlannedRows rows) {
        this.rows = rows;
        BitSet detours = rows.withDetour();
        for (int i = detours.nextSetBit(0);
                i >= 0 && i < rows.statements();
                i = detours.nextSetBit(i + 1)) {
            PlannedRow row = rows.get(i);
            if (!row.detour().early().isEmpty()) {
                early.add(i);
            }
            if (!row.detour().late().isEmpty()) {
                late.add(i);
            }
            Undo main = main(row);
            nothing.set(i, main.isEmpty());
        }
        middles = rows.statements() - nothing.cardinality();
        for (int i = 0; !nothing.isEmpty() && i < rows.statements(); i++) {
            if (!nothing.get(i)) {
                middle.add(i);
            }
        }
    }

    private static Undo main(PlannedRow row) {
        Undo undo = row.undo().orElseThrow();
        return row.detour().equals(Detour.NONE)
                ? undo
                : Step.main(undo, row.detour().early(), row.detour().late());
    }

    @Override
    public int size() {
        return early.size() + middles + late.size();
    }

    @Override
    public Step get(int index) {
        if (index < early.size()) {
            PlannedRow row = rows.get(early.get(index));
            return new Step(row, Step.aside(row.undo().orElseThrow(), row.detour().early()));
        }
        int at = index - early.size();
        if (at < middles) {
            PlannedRow row = rows.get(nothing.isEmpty() ? at : middle.get(at));
            return new Step(row, main(row));
        }
        PlannedRow row = rows.get(late.get(at - middles));
        return new Step(row, Step.finish(row.undo().orElseThrow(), row.detour().late()));
    }
}
