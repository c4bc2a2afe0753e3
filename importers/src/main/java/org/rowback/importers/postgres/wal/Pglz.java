package org.rowback.importers.postgres.wal;

/// Unpacks PostgreSQL's own compression.
///
/// Groups of a control byte and eight items, the lowest bit first. Bit 0: one byte as it is. Bit 1: a copy of what came
/// before: `oooollll oooooooo`, length `llll` + 3 (and where that is 18, plus a third byte), offset 12 bits.
///
/// Source: PostgreSQL 18 `src/common/pg_lzcompress.c`.
public final class Pglz {
    private Pglz() {}

    /// Unpacks into `target` from `to` on.
    ///
    /// @return whether it gave exactly `targetLength` bytes and used all of the source
    public static boolean decompress(
            byte[] source, int from, int length, byte[] target, int to, int targetLength) {
        int at = from;
        int end = from + length;
        int out = to;
        int outEnd = to + targetLength;
        while (at < end && out < outEnd) {
            int control = source[at++];
            for (int bit = 0; bit < 8 && at < end && out < outEnd; bit++, control >>= 1) {
                if ((control & 1) == 0) {
                    target[out++] = source[at++];
                    continue;
                }
                if (at + 1 >= end) {
                    return false;
                }
                int count = (source[at] & 0x0F) + 3;
                int back = ((source[at] & 0xF0) << 4) | (source[at + 1] & 0xFF);
                at += 2;
                if (count == 18) {
                    if (at >= end) {
                        return false;
                    }
                    count += source[at++] & 0xFF;
                }
                if (back == 0 || back > out - to) {
                    return false;
                }
                count = Math.min(count, outEnd - out);
                for (int i = 0; i < count; i++, out++) {
                    target[out] = target[out - back];
                }
            }
        }
        return at == end && out == outEnd;
    }
}
