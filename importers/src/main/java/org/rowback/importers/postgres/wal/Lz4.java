package org.rowback.importers.postgres.wal;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// Unpacks a raw LZ4 block.
public final class Lz4 {
    private static final LZ4SafeDecompressor UNPACK =
            LZ4Factory.fastestInstance().safeDecompressor();

    private Lz4() {}

    /// Unpacks into `target` from `to` on.
    ///
    /// @return whether it gave exactly `targetLength` bytes
    public static boolean decompress(
            byte[] source, int from, int length, byte[] target, int to, int targetLength) {
        try {
            return UNPACK.decompress(source, from, length, target, to, targetLength)
                    == targetLength;
        } catch (LZ4Exception e) {
            return false;
        }
    }
}
