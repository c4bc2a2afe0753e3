package org.rowback.importers.postgres.wal;

import java.util.Optional;

/// What the first page of a segment says of it.
///
/// @param address of its first byte, an LSN
/// @param system the cluster's identifier
/// @param timeline of the first page: the one that wrote it, which may be older than the one in the file's name
public record SegmentHead(
        WalVersion version, long address, long system, int timeline, long segmentBytes) {
    /// How many first bytes tell.
    public static final int BYTES = WalPage.LONG_HEADER;

    /// Reads it; empty where the bytes do not begin a segment that is read here.
    ///
    /// @param head the uncompressed first bytes
    public static Optional<SegmentHead> of(byte[] head) {
        if (head.length < BYTES || !WalPage.isLong(head, 0) || WalPage.flags(head, 0) > 0xF) {
            return Optional.empty();
        }
        long segment = WalPage.segmentBytes(head, 0);
        long address = WalPage.address(head, 0);
        boolean plausible =
                Long.bitCount(segment) == 1
                        && segment >= 1 << 20
                        && segment <= 1 << 30
                        && WalPage.pageBytes(head, 0) == WalPage.SIZE
                        && address % segment == 0;
        return plausible
                ? WalVersion.ofMagic(WalPage.magic(head, 0))
                        .map(
                                version ->
                                        new SegmentHead(
                                                version,
                                                address,
                                                WalPage.system(head, 0),
                                                WalPage.timeline(head, 0),
                                                segment))
                : Optional.empty();
    }

    /// The name that the server gives to the segment on a timeline.
    public String name(int onTimeline) {
        long number = address / segmentBytes;
        long perId = 0x1_0000_0000L / segmentBytes;
        return "%08X%08X%08X".formatted(onTimeline, number / perId, number % perId);
    }

    /// Why bytes that look like WAL are not read: what they are, and what to do, as a sentence's end. Empty where they
    /// do not look like it.
    public static Optional<String> unusable(byte[] head) {
        if (head.length < BYTES) {
            return Optional.empty();
        }
        int magic = WalPage.magic(head, 0);
        Optional<String> other = WalVersion.unread(magic);
        boolean page = WalPage.flags(head, 0) <= 0xF && WalPage.address(head, 0) % 8192 == 0;
        if (other.isPresent() && WalPage.flags(head, 0) <= 0xF) {
            return Optional.of(
                    "WAL of "
                            + other.get()
                            + " (page magic 0x%04X); the WAL of PostgreSQL 13 to 18 on"
                                    .formatted(magic)
                            + " little-endian machines is read");
        }
        if (page && WalVersion.ofMagic(magic).isPresent()) {
            return Optional.of(
                    WalPage.isLong(head, 0)
                            ? "WAL with pages of "
                                    + WalPage.pageBytes(head, 0)
                                    + " bytes in segments of "
                                    + WalPage.segmentBytes(head, 0)
                                    + "; pages of 8192 bytes in segments of 1 MB to 1 GB are read"
                            : "it begins inside a WAL segment; give the segment as a whole file");
        }
        return Optional.empty();
    }
}
