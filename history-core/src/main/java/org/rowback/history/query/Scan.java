package org.rowback.history.query;

import org.rowback.history.model.Op;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/// Which changes to read: all bounds hold together. Blocks that cannot hold such changes are not read.
///
/// @param fromId first change id, included
/// @param toId last change id, included
/// @param fromMicros commit time, included
/// @param toMicros commit time, excluded
/// @param tables ids of tables; null for all
/// @param ops kinds of change
/// @param forward by rising id; otherwise by falling id
/// @param withVoid whether changes that do not count as history are read too
public record Scan(
        long fromId,
        long toId,
        long fromMicros,
        long toMicros,
        @org.jspecify.annotations.Nullable BitSet tables,
        Set<Op> ops,
        boolean forward,
        boolean withVoid) {
    /// Every change that counts, in log order.
    public static final Scan ALL =
            new Scan(
                    1,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    null,
                    Set.copyOf(EnumSet.allOf(Op.class)),
                    true,
                    false);

    public Scan ids(long from, long to) {
        return new Scan(from, to, fromMicros, toMicros, tables, ops, forward, withVoid);
    }

    public Scan times(long from, long to) {
        return new Scan(fromId, toId, from, to, tables, ops, forward, withVoid);
    }

    public Scan tables(BitSet only) {
        return new Scan(fromId, toId, fromMicros, toMicros, only, ops, forward, withVoid);
    }

    public Scan ops(Set<Op> only) {
        return new Scan(fromId, toId, fromMicros, toMicros, tables, only, forward, withVoid);
    }

    public Scan backward() {
        return new Scan(fromId, toId, fromMicros, toMicros, tables, ops, false, withVoid);
    }

    public Scan includingVoid() {
        return new Scan(fromId, toId, fromMicros, toMicros, tables, ops, forward, true);
    }

    /// Whether a change of these properties is wanted (standing apart).
    public boolean wants(long id, long commitTimeMicros, int table, Op op) {
        return id >= fromId
                && id <= toId
                && commitTimeMicros >= fromMicros
                && commitTimeMicros < toMicros
                && (tables == null || tables.get(table))
                && ops.contains(op);
    }
}
