package org.rowback.history.revert;

import org.rowback.history.model.TableName;

import java.util.Locale;
import java.util.Set;

/// How to plan.
///
/// @param waived ids of selected changes whose conflicts the user accepts; the waiver is printed in the patch
/// @param columns names (`total`, `orders.total` or `shop.orders.total`) of the only columns to put back; empty for
///     all. Rows that were inserted or deleted are then left alone
/// @param relative names of columns, or `all`, in which later good writes that moved a value by a difference are kept
///     as differences: what is put back is the value before, moved by them
/// @param probes what was found on the server
public record RevertOptions(
        Mode mode, Set<Long> waived, Set<String> columns, Set<String> relative, Probes probes) {
    /// What asks for every column with a difference in its statement's text.
    public static final String ALL = "all";

    public static final RevertOptions STRICT = new RevertOptions(Mode.STRICT, Set.of(), Set.of());
    public static final RevertOptions NONCONFLICTING =
            new RevertOptions(Mode.NONCONFLICTING, Set.of(), Set.of());

    public RevertOptions(Mode mode, Set<Long> waived, Set<String> columns) {
        this(mode, waived, columns, Set.of());
    }

    /// Without anything known of the server.
    public RevertOptions(Mode mode, Set<Long> waived, Set<String> columns, Set<String> relative) {
        this(mode, waived, columns, relative, Probes.NONE);
    }

    public RevertOptions {
        relative = Set.copyOf(relative);
        waived = Set.copyOf(waived);
        columns = Set.copyOf(columns);
    }

    /// What to do about what cannot be undone safely.
    public enum Mode {
        /// Refuse everything at the first conflict or unprovable row.
        STRICT,
        /// Leave such rows and columns out, report them, and undo the rest.
        NONCONFLICTING,
        /// Undo what depends on the selected changes too.
        CASCADE;

        /// The command line's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether a column may be put back.
    boolean wants(TableName table, String column) {
        return columns.isEmpty() || names(columns, table, column);
    }

    /// Whether differences in a column are asked for by its name.
    boolean isRelative(TableName table, String column) {
        return names(relative, table, column);
    }

    boolean isAllRelative() {
        return relative.contains(ALL);
    }

    /// The same in another mode.
    RevertOptions in(Mode other) {
        return new RevertOptions(other, waived, columns, relative, probes);
    }

    /// The same with what was found on the server.
    RevertOptions with(Probes found) {
        return new RevertOptions(mode, waived, columns, relative, found);
    }

    private static boolean names(Set<String> names, TableName table, String column) {
        return names.stream()
                .anyMatch(
                        name ->
                                name.equalsIgnoreCase(column)
                                        || name.equalsIgnoreCase(table.table() + "." + column)
                                        || name.equalsIgnoreCase(table + "." + column));
    }
}
