package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.UniqueKey;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a statement of a patch does to one value that only one row may hold, or that other rows refer to.
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

    /// Equal for claims of one value.
    public long hash() {
        return Values.hash(tableId, columns, values);
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
        List<Claim> claims = new ArrayList<>();
        for (List<String> columns : identities(tables, row.tableId(), head)) {
            add(
                    claims,
                    row.tableId(),
                    columns,
                    columns,
                    Kind.FREES,
                    was ? HiddenEffects.reference(head, columns, before) : Optional.empty(),
                    Kind.TAKES,
                    will ? HiddenEffects.reference(head, columns, after) : Optional.empty());
        }
        for (Tables.Link link : tables.parentsOf(row.tableId())) {
            List<String> columns = link.key().columns();
            add(
                    claims,
                    link.parent(),
                    link.key().parentColumns(),
                    columns,
                    Kind.LEAVES,
                    was ? HiddenEffects.reference(head, columns, before) : Optional.empty(),
                    Kind.NEEDS,
                    will ? HiddenEffects.reference(head, columns, after) : Optional.empty());
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
