package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.query.Scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Where changes that a filter may match, or cannot decide, must lie: everything outside is certainly false.
///
/// @param tables ids; null for all
/// @param keys rows one of which must be touched; null for any
record Bounds(
        long fromId,
        long toId,
        long fromMicros,
        long toMicros,
        @Nullable BitSet tables,
        Set<Op> ops,
        @Nullable List<KeyOf> keys) {
    /// A row by table and key.
    record KeyOf(int tableId, RowKey key) {}

    static final Bounds ALL =
            new Bounds(
                    1,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    null,
                    Set.copyOf(EnumSet.allOf(Op.class)),
                    null);

    static Bounds ids(long from, long to) {
        return new Bounds(Math.max(from, 1), to, ALL.fromMicros, ALL.toMicros, null, ALL.ops, null);
    }

    static Bounds times(long from, long to) {
        return new Bounds(ALL.fromId, ALL.toId, from, to, null, ALL.ops, null);
    }

    static Bounds tables(BitSet tables) {
        return new Bounds(
                ALL.fromId, ALL.toId, ALL.fromMicros, ALL.toMicros, tables, ALL.ops, null);
    }

    static Bounds ops(Set<Op> ops) {
        return new Bounds(ALL.fromId, ALL.toId, ALL.fromMicros, ALL.toMicros, null, ops, null);
    }

    static Bounds keys(List<KeyOf> keys) {
        return new Bounds(ALL.fromId, ALL.toId, ALL.fromMicros, ALL.toMicros, null, ALL.ops, keys);
    }

    Bounds and(Bounds other) {
        BitSet bothTables = tables;
        if (tables != null && other.tables != null) {
            bothTables = (BitSet) tables.clone();
            bothTables.and(other.tables);
        } else if (tables == null) {
            bothTables = other.tables;
        }
        EnumSet<Op> bothOps = copy(ops);
        bothOps.retainAll(other.ops);
        return new Bounds(
                Math.max(fromId, other.fromId),
                Math.min(toId, other.toId),
                Math.max(fromMicros, other.fromMicros),
                Math.min(toMicros, other.toMicros),
                bothTables,
                bothOps,
                keys == null || (other.keys != null && other.keys.size() < keys.size())
                        ? other.keys
                        : keys);
    }

    Bounds or(Bounds other) {
        BitSet eitherTable = null;
        if (tables != null && other.tables != null) {
            eitherTable = (BitSet) tables.clone();
            eitherTable.or(other.tables);
        }
        EnumSet<Op> eitherOp = copy(ops);
        eitherOp.addAll(other.ops);
        List<KeyOf> eitherKey = null;
        if (keys != null && other.keys != null) {
            eitherKey = new ArrayList<>(keys);
            eitherKey.addAll(other.keys);
        }
        return new Bounds(
                Math.min(fromId, other.fromId),
                Math.max(toId, other.toId),
                Math.min(fromMicros, other.fromMicros),
                Math.max(toMicros, other.toMicros),
                eitherTable,
                eitherOp,
                eitherKey);
    }

    private static EnumSet<Op> copy(Set<Op> ops) {
        EnumSet<Op> copy = EnumSet.noneOf(Op.class);
        copy.addAll(ops);
        return copy;
    }

    /// Whether nothing can lie inside.
    boolean isEmpty() {
        return fromId > toId
                || fromMicros >= toMicros
                || ops.isEmpty()
                || (tables != null && tables.isEmpty())
                || (keys != null && keys.isEmpty());
    }

    Scan scan() {
        Scan scan = Scan.ALL.ids(fromId, toId).times(fromMicros, toMicros).ops(ops);
        return tables == null ? scan : scan.tables(tables);
    }
}
