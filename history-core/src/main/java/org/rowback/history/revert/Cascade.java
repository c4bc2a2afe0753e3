package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.BitSet;
import java.util.Optional;

/// Grows a selection by the good changes that stand in the way of its undo, until none does: later writes of the same
/// rows, rows that took a key or value, children of rows that go.
final class Cascade {
    /// Each round finds what stands in the way of the round before.
    private static final int ROUNDS = 50;

    private final History history;

    /// The same with tables under the names that they have now.
    private final History named;

    private final Selection selection;
    private final RevertOptions options;
    private final ImportMonitor monitor;
    private final RowTracer tracer;

    private final BitSet chosen = new BitSet();
    private final BitSet all = new BitSet();

    Cascade(History history, Selection selection, RevertOptions options, ImportMonitor monitor)
            throws RowbackException {
        this.history = history;
        this.selection = selection;
        this.options = options;
        this.monitor = monitor;
        this.named = Renames.of(history, monitor).history();
        this.tracer = new RowTracer(named);
    }

    RevertPlan plan() throws RowbackException {
        read();
        return grown(planned());
    }

    /// The same, where the selection alone is planned already.
    RevertPlan planFrom(RevertPlan alone) throws RowbackException {
        read();
        return grown(alone);
    }

    private void read() throws RowbackException {
        try (Cursor<Change> changes = selection.changes(history, monitor)) {
            while (changes.next()) {
                chosen.set(Math.toIntExact(changes.get().id()));
            }
        }
        all.or(chosen);
    }

    private RevertPlan grown(RevertPlan alone) throws RowbackException {
        RevertPlan plan = alone;
        for (int round = 0; round < ROUNDS && grow(plan); round++) {
            plan = planned();
        }
        return plan;
    }

    private RevertPlan planned() throws RowbackException {
        Selection grown = all.equals(chosen) ? selection : new WithDependants(selection, all);
        long dependants = all.cardinality() - (long) chosen.cardinality();
        return new Planning(history, grown, options, monitor)
                .plan()
                .withDependants(dependants, picked());
    }

    /// What was selected in the first place.
    private RevertPlan.Stored picked() {
        return RevertPlan.Stored.of(selection, chosen);
    }

    /// Adds what stands in the way; false where nothing does, or nothing that could be undone.
    private boolean grow(RevertPlan plan) throws RowbackException {
        boolean grew = false;
        for (PlannedRow row : plan.rows()) {
            if (row.state().isLeftOut()) {
                for (Witness witness : row.witnesses()) {
                    grew |= witness.isInTheWay() && add(witness.change(), first(row));
                }
            }
        }
        return grew;
    }

    /// The first change of a row that is undone: what stands in its way came after.
    private long first(PlannedRow row) {
        return row.witnesses().stream()
                .mapToLong(Witness::change)
                .filter(id -> all.get(Math.toIntExact(id)))
                .min()
                .orElse(0);
    }

    /// A later write depends on those before it: with one of a row go all that came after.
    private boolean add(long id, long from) throws RowbackException {
        Optional<Change> change = named.change(id);
        boolean grew = false;
        if (change.isPresent()) {
            for (Version version : tracer.rowOf(change.get())) {
                int other = Math.toIntExact(version.id());
                if (version.id() > from && version.change().op().isRow() && !all.get(other)) {
                    all.set(other);
                    grew = true;
                }
            }
        }
        return grew;
    }

    /// A selection with the changes that depend on it.
    private record WithDependants(Selection selection, BitSet all) implements Selection {
        @Override
        public String description() {
            return selection.description() + ", and what depends on it";
        }

        @Override
        public Cursor<Change> changes(History history, ImportMonitor monitor)
                throws RowbackException {
            return Selection.ofIds("", all.stream().asLongStream().toArray())
                    .changes(history, monitor);
        }

        @Override
        public long undecidable() {
            return selection.undecidable();
        }
    }
}
