package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.RelativeColumn;
import org.rowback.history.revert.RelativeOutcomes;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RowState;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The columns in which what good writes added or took can stay: offered with the evidence, never taken in silence.
public final class RelativeViewModel {
    /// One of the things that can be taken.
    ///
    /// @param name what `--relative` takes for it
    /// @param text its name for people
    /// @param evidence what speaks for differences; empty for all columns at once
    /// @param sum what taking it comes to; empty while that is counted
    /// @param isTaken whether it is taken
    /// @param blocked why it can be neither taken nor left by itself; empty where it can
    public record Offer(
            String name,
            String text,
            String evidence,
            String sum,
            boolean isTaken,
            String blocked) {}

    private final PatchViewModel patch;
    private final ReadOnlyObjectWrapper<List<Offer>> offers =
            new ReadOnlyObjectWrapper<>(List.of());
    private RelativeOutcomes known = RelativeOutcomes.NONE;

    RelativeViewModel(PatchViewModel patch) {
        this.patch = patch;
        patch.checks().relative().subscribe(this::counted);
        patch.basket().subscribe(_ -> show(isCounting()));
    }

    /// All at once first, then the columns one by one; empty where nothing is to be chosen.
    public ReadOnlyObjectProperty<List<Offer>> offers() {
        return offers.getReadOnlyProperty();
    }

    /// Takes a column, or all that show it, or leaves it again; kept in the case.
    public void take(String name, boolean taken) {
        Set<String> names = new HashSet<>(patch.basket().get().relative());
        if (taken ? names.add(name) : names.remove(name)) {
            patch.relate(names);
        }
    }

    private boolean isCounting() {
        return patch.checks().relative().get().isEmpty();
    }

    private void counted(Optional<RelativeOutcomes> now) {
        now.ifPresent(outcomes -> known = outcomes);
        show(now.isEmpty());
    }

    private void show(boolean counting) {
        Basket basket = patch.basket().get();
        Set<String> taken = basket.relative();
        if (basket.isEmpty()) {
            known = RelativeOutcomes.NONE;
        }
        List<Offer> all = new ArrayList<>();
        boolean every = taken.contains(RevertOptions.ALL);
        if (!known.columns().isEmpty() || every) {
            boolean some = every || known.columns().stream().anyMatch(RelativeColumn::isShown);
            all.add(
                    new Offer(
                            RevertOptions.ALL,
                            Text.of("relative.all"),
                            "",
                            counting ? "" : sum(known.all()),
                            every,
                            some ? "" : Text.of("relative.all.none")));
        }
        Set<String> left = new TreeSet<>(taken);
        left.remove(RevertOptions.ALL);
        for (RelativeColumn column : known.columns()) {
            boolean named = left.remove(column.name());
            boolean byAll = every && column.isShown() && !named;
            String sum =
                    known.alone().containsKey(column)
                            ? sum(Optional.ofNullable(known.alone().get(column)))
                            : Text.of("relative.later");
            all.add(
                    new Offer(
                            column.name(),
                            column.name(),
                            evidence(column),
                            counting ? "" : sum,
                            named || byAll,
                            byAll ? Text.of("relative.by.all") : ""));
        }
        for (String name : left) {
            all.add(new Offer(name, name, Text.of("relative.idle"), "", true, ""));
        }
        offers.set(List.copyOf(all));
    }

    /// What the planner counts for a column.
    static String evidence(RelativeColumn column) {
        List<String> parts = new ArrayList<>();
        String writes = Figures.count(column.writes(), "later write");
        add(parts, "relative.said", column.said(), writes);
        add(parts, "relative.shown", column.shown(), writes);
        add(parts, "relative.open", column.open(), writes);
        if (column.bad() > 0) {
            parts.add(Text.of("relative.bad", Figures.count(column.bad(), "selected write")));
        }
        if (parts.isEmpty()) {
            parts.add(Text.of("relative.nothing", writes));
        }
        if (!column.evidence().isEmpty()) {
            parts.add(column.evidence());
        }
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String key, long count, String writes) {
        if (count > 0) {
            parts.add(Text.of(key, Figures.count(count), writes));
        }
    }

    /// How the counts of row states change.
    private String sum(Optional<ModeOutcome> with) {
        if (known.without().isEmpty() || with.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (RowState state : RowState.values()) {
            long before = known.without().get().rows().getOrDefault(state, 0L);
            long after = with.get().rows().getOrDefault(state, 0L);
            if (before != after) {
                parts.add(
                        Text.of(
                                "relative.sum",
                                state.label(),
                                Figures.count(before),
                                Figures.count(after)));
            }
        }
        return parts.isEmpty() ? Text.of("relative.same") : String.join(" · ", parts);
    }
}
