package org.rowback.history.revert;

import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/// What the user decided, in the order of deciding: a later decision overrules those before it.
public final class Decisions {
    public static final Decisions NONE = new Decisions(List.of());

    private final List<Decision> all;

    /// Places of those that name a row by its key.
    private final Map<String, List<Integer>> byKey = new HashMap<>();

    /// Places of the others.
    private final List<Integer> wide = new ArrayList<>();

    public Decisions(List<Decision> all) {
        this.all = List.copyOf(all);
        for (int i = 0; i < this.all.size(); i++) {
            for (String key : this.all.get(i).keys()) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
            if (this.all.get(i).keys().isEmpty()) {
                wide.add(i);
            }
        }
    }

    public List<Decision> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// With more, which overrule these.
    public Decisions and(Collection<Decision> more) {
        List<Decision> both = new ArrayList<>(all);
        both.addAll(more);
        return new Decisions(both);
    }

    /// Without what was decided of rows that one names; see [Decision#without(Decision)].
    public Decisions without(Decision named) {
        return new Decisions(
                all.stream().map(d -> d.without(named)).flatMap(Optional::stream).toList());
    }

    /// What was decided of one row.
    ///
    /// @param isOf whether a change is one of the row
    OfRow of(TableName table, String key, LongPredicate isOf) {
        if (all.isEmpty()) {
            return OfRow.NONE;
        }
        BitSet places = new BitSet();
        for (List<Integer> some : List.of(wide, byKey.getOrDefault(key, List.of()))) {
            for (int place : some) {
                if (all.get(place).isAbout(table, key, isOf)) {
                    places.set(place);
                }
            }
        }
        return new OfRow(places.stream().mapToObj(all::get).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decisions decisions && all.equals(decisions.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }

    /// What was decided of a row, earliest first.
    record OfRow(List<Decision> decisions) {
        static final OfRow NONE = new OfRow(List.of());

        /// What becomes of the row as a whole.
        Optional<Decision.Choice> whole() {
            return last("");
        }

        /// What becomes of a column: what was decided of it, or of the row, last.
        Optional<Decision.Choice> column(String name) {
            return last(name);
        }

        private Optional<Decision.Choice> last(String column) {
            return decisions.reversed().stream()
                    .filter(d -> column.isEmpty() ? d.column().isEmpty() : d.isAbout(column))
                    .map(Decision::choice)
                    .findFirst();
        }

        boolean isReverted() {
            return whole().filter(c -> c instanceof Decision.Choice.Revert).isPresent();
        }

        boolean isKept() {
            return whole().filter(c -> c instanceof Decision.Choice.Keep).isPresent();
        }
    }
}
