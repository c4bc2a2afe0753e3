package org.rowback.history.casefile.blocks;

import org.rowback.history.model.Op;
import org.rowback.history.query.Scan;

import java.util.Arrays;

/// How many changes of which table and operation a block holds, so that a scan can leave it out. Immutable.
///
/// Layout of `summary`: for each table and operation that occurs, rising, two varints: table × 8 + operation, and
/// the count.
public final class BlockSummary {
    private static final Op[] OPS = Op.values();

    private final long[] keys;
    private final int[] counts;

    private BlockSummary(long[] keys, int[] counts) {
        this.keys = keys;
        this.counts = counts;
    }

    /// The lane of a table and an operation: one number.
    public static long lane(int table, int op) {
        return ((long) table << 3) | op;
    }

    public static int tableOf(long lane) {
        return (int) (lane >>> 3);
    }

    public static int opOf(long lane) {
        return (int) (lane & 7);
    }

    public static byte[] write(ChangeBuffer from) {
        LaneCounts lanes = new LaneCounts(64);
        for (int i = 0; i < from.count; i++) {
            lanes.add(lane(from.table[i], from.op[i]), 1);
        }
        ByteSink out = new ByteSink(32);
        for (long lane : lanes.sortedKeys()) {
            out.varint(lane);
            out.varint(lanes.get(lane));
        }
        return out.toBytes();
    }

    public static BlockSummary read(byte[] bytes) throws DamagedBlock {
        long[] keys = new long[bytes.length / 2];
        int[] counts = new int[bytes.length / 2];
        ByteSource in = new ByteSource(bytes);
        int n = 0;
        while (!in.atEnd()) {
            keys[n] = in.varint();
            counts[n++] = in.number(ChangeBuffer.FULL_CHANGES);
            if (opOf(keys[n - 1]) >= OPS.length) {
                throw new DamagedBlock("a block's summary has an unknown operation");
            }
        }
        return new BlockSummary(Arrays.copyOf(keys, n), Arrays.copyOf(counts, n));
    }

    public int lanes() {
        return keys.length;
    }

    public long lane(int i) {
        return keys[i];
    }

    public int count(int i) {
        return counts[i];
    }

    /// How many changes a scan's tables and operations let through.
    public int wanted(Scan scan) {
        int sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += isWanted(i, scan) ? counts[i] : 0;
        }
        return sum;
    }

    /// Whether a scan's tables and operations let a lane through.
    public boolean isWanted(int i, Scan scan) {
        return (scan.tables() == null || scan.tables().get(tableOf(keys[i])))
                && scan.ops().contains(OPS[opOf(keys[i])]);
    }

    /// How many changes of a table there are.
    public int of(int table) {
        int sum = 0;
        for (int i = 0; i < keys.length; i++) {
            if (tableOf(keys[i]) == table) {
                sum += counts[i];
            }
        }
        return sum;
    }
}
