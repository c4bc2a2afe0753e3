package org.rowback.importers.postgres.wal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

import java.util.Arrays;

/// Restores the page that a record holds: compressed or not, the hole between line pointers and tuples left out.
///
/// | flag | 13, 14 | 15 and later |
/// |---|---|---|
/// | 0x01 | has a hole | has a hole |
/// | 0x02 | compressed with pglz | replay restores it |
/// | 0x04 | replay restores it | pglz |
/// | 0x08 | | lz4 |
/// | 0x10 | | zstd |
///
/// Source: `src/include/access/xlogrecord.h`, `RestoreBlockImage` in `src/backend/access/transam/xlogreader.c`.
public final class BlockImage {
    /// Bytes of a block.
    public static final int PAGE = 8192;

    private BlockImage() {}

    static boolean hasHole(int flags) {
        return (flags & 1) != 0;
    }

    static boolean compressed(WalVersion version, int flags) {
        return (flags & (version.atLeast(15) ? 0x1C : 0x02)) != 0;
    }

    /// Whether the image is the page after the record, and not only there to be compared with
    /// (`wal_consistency_checking`).
    public static boolean applies(WalVersion version, WalBlock block) {
        return block.hasImage() && (block.imageFlags & (version.atLeast(15) ? 0x02 : 0x04)) != 0;
    }

    /// Writes the page of 8192 bytes to `page`.
    public static void restore(WalRecord record, WalBlock block, byte[] page)
            throws MalformedRecord {
        int hole = hasHole(block.imageFlags) ? block.holeLength : 0;
        int length = PAGE - hole;
        if (hole < 0 || length < 0 || (hole > 0 && block.holeOffset + hole > PAGE)) {
            throw new MalformedRecord("the hole of a block's image does not fit the block");
        }
        if (compressed(record.version(), block.imageFlags)) {
            if (!unpack(record, block, page, length)) {
                throw new MalformedRecord("the compressed image of a block cannot be unpacked");
            }
        } else if (block.imageLength != length) {
            throw new MalformedRecord("the image of a block has the wrong length");
        } else {
            System.arraycopy(record.buffer(), block.imageOffset, page, 0, length);
        }
        if (hole > 0) {
            int after = block.holeOffset + hole;
            System.arraycopy(page, block.holeOffset, page, after, PAGE - after);
            Arrays.fill(page, block.holeOffset, after, (byte) 0);
        }
    }

    private static boolean unpack(WalRecord record, WalBlock block, byte[] page, int length)
            throws MalformedRecord {
        byte[] from = record.buffer();
        int at = block.imageOffset;
        int count = block.imageLength;
        int method = record.version().atLeast(15) ? block.imageFlags & 0x1C : 0x04;
        return switch (method) {
            case 0x04 -> Pglz.decompress(from, at, count, page, 0, length);
            case 0x08 -> Lz4.decompress(from, at, count, page, 0, length);
            case 0x10 -> zstd(from, at, count, page, length);
            default ->
                    throw new MalformedRecord(
                            "the image of a block is compressed in an unknown way");
        };
    }

    private static boolean zstd(byte[] from, int at, int count, byte[] page, int length) {
        try {
            return Zstd.decompressByteArray(page, 0, length, from, at, count) == length;
        } catch (ZstdException e) {
            return false;
        }
    }
}
