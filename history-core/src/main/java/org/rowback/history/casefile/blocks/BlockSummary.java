package org.rowback.history.casefile.blocks;

import org.rowback.history.model.Op;
import org.rowback.history.query.Scan;

import java.util.Arrays;

/// How many changes of which table and operation a block holds, so that a scan can leave it out. Immutable.
///
/// Layout of `summary`: for each table and operation that occurs, rising, two varints: table × 8 + operation, and
/// the count.
public final class BlockSummary {
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
            if (opOf(keys[n - 1]) >= Op.values().length) {
                throw new DamagedBlock("a block's summary has an unknown operation");
            }
        }
        return new BlockSummary(Arrays.copyOf(keys, n), Arrays.copyOf(counts, n));
    }

    /// How many changes a scan's tables and operations let through.
    public int wanted(Scan scan) {
        int sum = 0;
        for (int i = 0; i < keys.length; i++) {
            int table = tableOf(keys[i]);
            if ((scan.tables() == null || scan.tables().get(table))
                    && scan.ops().contains(Op.values()[opOf(keys[i])])) {
                sum += counts[i];
            }
        }
        return sum;
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
