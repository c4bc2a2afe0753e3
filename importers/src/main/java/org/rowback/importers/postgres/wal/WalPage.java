package org.rowback.importers.postgres.wal;

import org.rowback.importers.content.LittleEndian;

/// The header of a WAL page.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 2 | magic, one for each major version |
/// | 2 | 2 | flags: 1 begins with the rest of a record, 2 long header, 4 backups removable, 8 the record that the last page began was never finished (13.5, 14 and later) |
/// | 4 | 4 | timeline |
/// | 8 | 8 | address of the page |
/// | 16 | 4 | bytes that remain of the record from the page before |
/// | 20 | 4 | padding |
/// | 24 | 8 | long header, the first page of each segment: the cluster's system identifier |
/// | 32 | 4 | bytes of a segment |
/// | 36 | 4 | bytes of a page |
///
/// Little-endian. Source: `src/include/access/xlog_internal.h`.
final class WalPage {
    static final int SIZE = 8192;
    static final int SHORT_HEADER = 24;
    static final int LONG_HEADER = 40;

    private static final int CONTINUES = 1;
    private static final int LONG = 2;
    private static final int OVERWRITES = 8;

    private WalPage() {}

    static int magic(byte[] buffer, int page) {
        return LittleEndian.u16(buffer, page);
    }

    static boolean continues(byte[] buffer, int page) {
        return (flags(buffer, page) & CONTINUES) != 0;
    }

    static boolean isLong(byte[] buffer, int page) {
        return (flags(buffer, page) & LONG) != 0;
    }

    static boolean overwrites(byte[] buffer, int page) {
        return (flags(buffer, page) & OVERWRITES) != 0;
    }

    static int flags(byte[] buffer, int page) {
        return LittleEndian.u16(buffer, page + 2);
    }

    static int timeline(byte[] buffer, int page) {
        return (int) LittleEndian.u32(buffer, page + 4);
    }

    static long address(byte[] buffer, int page) {
        return LittleEndian.u64(buffer, page + 8);
    }

    static long remaining(byte[] buffer, int page) {
        return LittleEndian.u32(buffer, page + 16);
    }

    static int headerLength(byte[] buffer, int page) {
        return isLong(buffer, page) ? LONG_HEADER : SHORT_HEADER;
    }

    static long system(byte[] buffer, int page) {
        return LittleEndian.u64(buffer, page + 24);
    }

    static long segmentBytes(byte[] buffer, int page) {
        return LittleEndian.u32(buffer, page + 32);
    }

    static int pageBytes(byte[] buffer, int page) {
        return (int) LittleEndian.u32(buffer, page + 36);
    }
}
