package org.rowback.ui.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Decision;
import org.rowback.history.revert.Decisions;
import org.rowback.history.revert.RevertOptions.Collisions;
import org.rowback.history.revert.Selection;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/// The changes that the user calls bad: rules, changes picked by hand, and exceptions, as a set of change ids. Immutable.
///
/// @param ids of the changes; never altered
/// @param rules filters whose answers were added, for people
/// @param picked how many changes were added one by one
/// @param excepted how many were taken out one by one
/// @param waived changes that are undone whatever stands in the way; never altered
/// @param decisions what was decided of rows and columns
/// @param collisions what becomes of deleted rows that cannot come back to their place
/// @param relative columns in which later differences stay, or `all`
public record Basket(
        BitSet ids,
        List<String> rules,
        int picked,
        int excepted,
        BitSet waived,
        Decisions decisions,
        Collisions collisions,
        Set<String> relative)
        implements Selection {
    public static final Basket EMPTY =
            new Basket(
                    new BitSet(),
                    List.of(),
                    0,
                    0,
                    new BitSet(),
                    Decisions.NONE,
                    Collisions.REFUSE,
                    Set.of());

    public Basket {
        rules = List.copyOf(rules);
        relative = Set.copyOf(relative);
    }

    /// One change, picked by hand.
    public static Basket of(long id) {
        return EMPTY.after(new SelectionStep.Pick(id));
    }

    public boolean contains(long id) {
        return id <= Integer.MAX_VALUE && ids.get((int) id);
    }

    public long size() {
        return ids.cardinality();
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /// What putting a change in, or taking it out where it is in, comes to.
    SelectionStep toggling(long id) {
        return contains(id) ? new SelectionStep.Drop(id) : new SelectionStep.Pick(id);
    }

    /// The basket after a step.
    Basket after(SelectionStep step) {
        BitSet now = (BitSet) ids.clone();
        Basket next =
                switch (step) {
                    case SelectionStep.Pick(long id) -> {
                        now.set(Math.toIntExact(id));
                        yield with(now, rules, picked + 1, excepted);
                    }
                    case SelectionStep.Drop(long id) -> {
                        now.clear(Math.toIntExact(id));
                        yield with(now, rules, picked, excepted + 1);
                    }
                    case SelectionStep.Rule(String rule, BitSet answers) -> {
                        now.or(answers);
                        yield with(now, withRule(rule), picked, excepted);
                    }
                    case SelectionStep.TakeOut(BitSet out) -> {
                        now.andNot(out);
                        int gone = ids.cardinality() - now.cardinality();
                        yield with(now, rules, picked, excepted + gone);
                    }
                    case SelectionStep.Waive(BitSet more) -> {
                        BitSet all = (BitSet) waived.clone();
                        all.or(more);
                        yield with(all, decisions);
                    }
                    case SelectionStep.Unwaive(BitSet less) -> {
                        BitSet left = (BitSet) waived.clone();
                        left.andNot(less);
                        yield with(left, decisions);
                    }
                    case SelectionStep.Decide(Decision decision) ->
                            with(waived, decisions.and(List.of(decision)));
                    case SelectionStep.Undecide(Decision named) ->
                            with(waived, decisions.without(named));
                    case SelectionStep.Collide(Collisions word) ->
                            new Basket(
                                    ids, rules, picked, excepted, waived, decisions, word,
                                    relative);
                    case SelectionStep.Relate(Set<String> names) ->
                            new Basket(
                                    ids,
                                    rules,
                                    picked,
                                    excepted,
                                    waived,
                                    decisions,
                                    collisions,
                                    names);
                    case SelectionStep.Clear() -> EMPTY;
                };
        return next.isEmpty() ? EMPTY : next;
    }

    private Basket with(BitSet changes, List<String> given, int one, int less) {
        return new Basket(changes, given, one, less, waived, decisions, collisions, relative);
    }

    private Basket with(BitSet accepted, Decisions decided) {
        return new Basket(ids, rules, picked, excepted, accepted, decided, collisions, relative);
    }

    private List<String> withRule(String rule) {
        List<String> all = new ArrayList<>(rules);
        if (!all.contains(rule)) {
            all.add(rule);
        }
        return all;
    }

    @Override
    public String description() {
        List<String> parts = new ArrayList<>(rules);
        if (picked > 0) {
            parts.add(Text.of("basket.picked", Figures.count(picked, "change")));
        }
        String all = String.join(" or ", parts);
        return excepted == 0
                ? all
                : Text.of("basket.excepted", all, Figures.count(excepted, "change"));
    }

    @Override
    public Cursor<Change> changes(History history, ImportMonitor monitor) throws RowbackException {
        long from = Math.max(1, ids.nextSetBit(0));
        Scan scan = Scan.ALL.ids(from, ids.length() - 1L).includingVoid();
        return new Picked(history.changes(scan, monitor), ids);
    }

    private static final class Picked implements Cursor<Change> {
        private final Cursor<Change> all;
        private final BitSet ids;
        private boolean there;

        Picked(Cursor<Change> all, BitSet ids) {
            this.all = all;
            this.ids = ids;
        }

        @Override
        public boolean next() throws RowbackException {
            there = false;
            while (!there && all.next()) {
                there = ids.get(Math.toIntExact(all.get().id()));
            }
            return there;
        }

        @Override
        public Change get() {
            if (!there) {
                throw new NoSuchElementException();
            }
            return all.get();
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
