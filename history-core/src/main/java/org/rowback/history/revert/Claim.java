package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.UniqueKey;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a statement of a patch, or a change of the log, does to one value that only one row may hold, or that other rows
/// refer to. Two claims to one value tie who makes them: [#rule].
///
/// @param tableId the table whose `columns` hold `values`: for NEEDS and LEAVES the parent's
/// @param own the row's own columns: for NEEDS and LEAVES those of its foreign key
public record Claim(
        Kind kind, int tableId, List<String> columns, List<ColumnValue> values, List<String> own) {
    public Claim {
        columns = List.copyOf(columns);
        own = List.copyOf(own);
        values = List.copyOf(values);
    }

    /// What is done.
    public enum Kind {
        /// The row comes to hold the values.
        TAKES,
        /// The row held the values and does not any more.
        FREES,
        /// The row comes to refer to the parent that holds the values.
        NEEDS,
        /// The row referred to the parent that holds the values and does not any more.
        LEAVES
    }

    /// Whether two claims are to one value; who compares hashes looks again.
    public boolean isOfSameValue(Claim other) {
        return tableId == other.tableId && same(values, other.values);
    }

    /// The values as people read them.
    public String shownValues() {
        return new RowKey(values, false).toString();
    }

    /// Equal for claims of one value.
    public long hash() {
        return Values.hash(tableId, columns, values);
    }

    /// Why a later change that makes one claim to a value is tied to an earlier one that makes another; empty where it is
    /// not.
    public static Optional<CauseRule> rule(Kind earlier, Kind later) {
        return switch (earlier) {
            case FREES ->
                    later == Kind.TAKES ? Optional.of(CauseRule.KEY_REUSED) : Optional.empty();
            case TAKES ->
                    later == Kind.NEEDS ? Optional.of(CauseRule.FOREIGN_KEY) : Optional.empty();
            case LEAVES ->
                    later == Kind.FREES ? Optional.of(CauseRule.PARENT_NEEDED) : Optional.empty();
            case NEEDS -> Optional.empty();
        };
    }

    /// Those of a change, as far as its images hold the values.
    public static List<Claim> of(Tables tables, Change change) {
        return of(
                tables,
                change.tableId(),
                tables.head(change.tableId()).orElse(change.schema()),
                columns -> held(change.before(), columns),
                columns -> held(change.after(), columns));
    }

    private static Optional<List<ColumnValue>> held(
            Optional<RowImage> image, List<String> columns) {
        return image.flatMap(i -> Values.allHeld(columns.stream().map(i::value).toList()));
    }

    static List<Claim> of(Tables tables, Replay.Row row, Undo undo) {
        SchemaVersion head = row.head();
        ColumnValue[] before = row.fold().nowValues();
        ColumnValue[] after = before.clone();
        for (Cell cell : undo.set()) {
            after[head.indexOf(cell.name())] = cell.value();
        }
        boolean was = undo.kind() != Undo.Kind.INSERT;
        boolean will = undo.kind() != Undo.Kind.DELETE;
        return of(
                tables,
                row.tableId(),
                head,
                columns -> was ? HiddenEffects.reference(head, columns, before) : Optional.empty(),
                columns -> will ? HiddenEffects.reference(head, columns, after) : Optional.empty());
    }

    /// The values of some columns; empty where one is NULL or not known, or there is no row.
    private interface Held extends Function<List<String>, Optional<List<ColumnValue>>> {}

    private static List<Claim> of(
            Tables tables, int tableId, SchemaVersion schema, Held before, Held after) {
        List<Claim> claims = new ArrayList<>();
        for (List<String> columns : identities(tables, tableId, schema)) {
            add(
                    claims,
                    tableId,
                    columns,
                    columns,
                    Kind.FREES,
                    before.apply(columns),
                    Kind.TAKES,
                    after.apply(columns));
        }
        for (Tables.Link link : tables.parentsOf(tableId)) {
            List<String> columns = link.key().columns();
            add(
                    claims,
                    link.parent(),
                    link.key().parentColumns(),
                    columns,
                    Kind.LEAVES,
                    before.apply(columns),
                    Kind.NEEDS,
                    after.apply(columns));
        }
        return claims;
    }

    /// The sets of columns by which a table's rows are told apart or referred to.
    private static Set<List<String>> identities(Tables tables, int tableId, SchemaVersion head) {
        Set<List<String>> sets = new LinkedHashSet<>();
        if (head.hasKey()) {
            sets.add(head.primaryKey());
        }
        for (UniqueKey key : head.uniqueKeys()) {
            if (key.columns().stream().allMatch(c -> head.indexOf(c) >= 0)) {
                sets.add(key.columns());
            }
        }
        for (Tables.Link link : tables.childrenOf(tableId)) {
            if (link.key().parentColumns().stream().allMatch(c -> head.indexOf(c) >= 0)) {
                sets.add(link.key().parentColumns());
            }
        }
        return sets;
    }

    private static void add(
            List<Claim> claims,
            int tableId,
            List<String> columns,
            List<String> own,
            Kind gone,
            Optional<List<ColumnValue>> before,
            Kind come,
            Optional<List<ColumnValue>> after) {
        if (before.isPresent() && after.isPresent() && same(before.get(), after.get())) {
            return;
        }
        before.ifPresent(v -> claims.add(new Claim(gone, tableId, columns, v, own)));
        after.ifPresent(v -> claims.add(new Claim(come, tableId, columns, v, own)));
    }

    static boolean same(List<ColumnValue> a, List<ColumnValue> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!Values.same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
