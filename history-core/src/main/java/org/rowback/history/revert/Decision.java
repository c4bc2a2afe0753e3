package org.rowback.history.revert;

import org.rowback.history.model.TableName;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/// What the user decided of some rows, or of one column of them.
///
/// @param table `shop.orders` or `orders`; empty for every table
/// @param keys of the rows, as a plan shows them (`42`, `('DE',7)`); empty for every row
/// @param changes ids of selected changes of the rows; empty for every row. For rows without a key
/// @param column its name; empty for the rows whole
public record Decision(
        String table, Set<String> keys, BitSet changes, String column, Choice choice) {
    public Decision {
        keys = Set.copyOf(keys);
        changes = (BitSet) changes.clone();
        if (choice instanceof Choice.Own && column.isEmpty()) {
            throw new IllegalArgumentException("an own value is a column's");
        }
    }

    /// What to do.
    public sealed interface Choice {
        /// What is there now stays.
        record Keep() implements Choice {}

        /// What the bad writes changed is put back, whatever good hands wrote since.
        record Revert() implements Choice {}

        /// The column gets this value.
        ///
        /// @param text as the server prints it; empty for NULL
        record Own(Optional<String> text) implements Choice {}
    }

    /// Of rows of one table: by their keys, or by their changes where they have none.
    public static Decision of(java.util.Collection<PlannedRow> rows, String column, Choice choice) {
        PlannedRow first = rows.iterator().next();
        boolean named = first.schema().hasKey();
        Set<String> keys = new HashSet<>();
        BitSet changes = new BitSet();
        for (PlannedRow row : rows) {
            if (named) {
                keys.add(row.key());
            } else {
                changes.set(Math.toIntExact(row.lastBad()));
            }
        }
        return new Decision(first.table().toString(), keys, changes, column, choice);
    }

    /// Of a column, or of all, in every row of a table.
    public static Decision everywhere(String table, String column, Choice choice) {
        return new Decision(table, Set.of(), new BitSet(), column, choice);
    }

    @Override
    public BitSet changes() {
        return (BitSet) changes.clone();
    }

    /// What is left of it when rows that another names by key or change are decided no more; empty where nothing is.
    /// What is about every row of a table stays.
    public Optional<Decision> without(Decision other) {
        boolean same =
                table.equalsIgnoreCase(other.table)
                        && (other.column.isEmpty() || column.equalsIgnoreCase(other.column));
        if (!same || (keys.isEmpty() && changes.isEmpty())) {
            return Optional.of(this);
        }
        Set<String> rest = new HashSet<>(keys);
        rest.removeAll(other.keys);
        BitSet left = changes();
        left.andNot(other.changes);
        return rest.isEmpty() && left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision(table, rest, left, column, choice));
    }

    /// Whether it is about a row.
    ///
    /// @param isOf whether a change is one of the row
    boolean isAbout(TableName name, String key, LongPredicate isOf) {
        return (keys.isEmpty() || keys.contains(key))
                && (table.isEmpty()
                        || table.equalsIgnoreCase(name.toString())
                        || table.equalsIgnoreCase(name.table()))
                && (changes.isEmpty() || changes.stream().anyMatch(isOf::test));
    }

    /// Whether it is about a column, or about all.
    boolean isAbout(String name) {
        return column.isEmpty() || column.equalsIgnoreCase(name);
    }
}
