package org.rowback.history.revert;

import org.rowback.history.model.TableName;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How to plan.
///
/// @param waived ids of selected changes whose conflicts the user accepts; the waiver is printed in the patch
/// @param columns names (`total`, `orders.total` or `shop.orders.total`) of the only columns to put back; empty for
///     all. Rows that were inserted or deleted are then left alone
/// @param relative names of columns, or `all`, in which later good writes that moved a value by a difference are kept
///     as differences: what is put back is the value before, moved by them
/// @param collisions what becomes of a deleted row that cannot come back to its place
/// @param decisions what the user decided of rows and columns
/// @param probes what was found on the server
public record RevertOptions(
        Mode mode,
        Set<Long> waived,
        Set<String> columns,
        Set<String> relative,
        Collisions collisions,
        Decisions decisions,
        Probes probes) {
    /// What asks for every column with a difference in its statement's text.
    public static final String ALL = "all";

    public static final RevertOptions STRICT = new RevertOptions(Mode.STRICT, Set.of(), Set.of());
    public static final RevertOptions NONCONFLICTING =
            new RevertOptions(Mode.NONCONFLICTING, Set.of(), Set.of());

    public RevertOptions(Mode mode, Set<Long> waived, Set<String> columns) {
        this(mode, waived, columns, Set.of());
    }

    /// Without decisions, and without anything known of the server.
    public RevertOptions(Mode mode, Set<Long> waived, Set<String> columns, Set<String> relative) {
        this(mode, waived, columns, relative, Collisions.REFUSE, Decisions.NONE, Probes.NONE);
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

    /// What becomes of a deleted row whose key or unique value another row has taken, or whose parent is gone.
    public enum Collisions {
        /// It is not put back.
        REFUSE,
        /// It is put back with a new key, where its key is taken and the server counts such keys ([NewKeys]); its
        /// children follow.
        NEW_KEY,
        /// It is kept in a table beside its own, for somebody to decide.
        QUARANTINE;

        /// The command line's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// By the command line's word; empty for another.
        public static Optional<Collisions> of(String word) {
            return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
        }
    }

    /// The same with what the user decided.
    public RevertOptions with(Decisions decided) {
        return new RevertOptions(mode, waived, columns, relative, collisions, decided, probes);
    }

    /// Whether a row is undone whatever stands in its way.
    boolean isWaived(PlannedRow row) {
        return row.witnesses().stream().anyMatch(w -> waived.contains(w.change()))
                || decisions
                        .of(
                                row.table(),
                                row.key(),
                                id -> row.witnesses().stream().anyMatch(w -> w.change() == id))
                        .isReverted();
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
        return new RevertOptions(other, waived, columns, relative, collisions, decisions, probes);
    }

    /// The same with what was found on the server.
    RevertOptions with(Probes found) {
        return new RevertOptions(mode, waived, columns, relative, collisions, decisions, found);
    }

    /// The same with other columns in which later differences are kept.
    public RevertOptions withRelative(Set<String> other) {
        return new RevertOptions(mode, waived, columns, other, collisions, decisions, probes);
    }

    /// The same with another word on collisions.
    public RevertOptions with(Collisions other) {
        return new RevertOptions(mode, waived, columns, relative, other, decisions, probes);
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
