package org.rowback.importers.postgres.replay;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.SegmentHead;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Says of files of a PostgreSQL server that are no WAL segments what they are.
final class NotWal {
    private static final int PAGE = 8192;
    private static final int STOCK_LAYOUT = 0x2004;
    private static final long INCREMENTAL = 0xD3AE1F0DL;

    private NotWal() {}

    /// A sentence's end; empty where they are nothing that is known.
    static Optional<String> say(byte[] head) {
        return SegmentHead.unusable(head)
                .or(() -> incremental(head))
                .or(() -> heap(head))
                .or(() -> control(head));
    }

    /// `INCREMENTAL.NUMBER`, and the label of a backup of such files. Source: PostgreSQL 17
    /// `src/include/backup/basebackup_incremental.h`, `src/backend/access/transam/xlogbackup.c`.
    private static Optional<String> incremental(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.US_ASCII);
        boolean label =
                text.startsWith("START WAL LOCATION: ") && text.contains("INCREMENTAL FROM LSN: ");
        boolean file = head.length >= 4 && LittleEndian.u32(head, 0) == INCREMENTAL;
        return label || file
                ? Optional.of(
                        "of an incremental backup, which holds parts of files only, and no log of"
                                + " its own beside pg_wal: put it together with the backups before"
                                + " it with pg_combinebackup, and give the segments of pg_wal or"
                                + " of the archive")
                : Optional.empty();
    }

    private static Optional<String> heap(byte[] head) {
        if (head.length < PAGE) {
            return Optional.empty();
        }
        int lower = LittleEndian.u16(head, 12);
        int upper = LittleEndian.u16(head, 14);
        int special = LittleEndian.u16(head, 16);
        int layout = LittleEndian.u16(head, 18);
        boolean page =
                lower >= 24
                        && lower <= upper
                        && upper <= special
                        && special <= PAGE
                        && (layout & 0xFF00) == 0x2000
                        && (layout & 0xFF) > 0
                        && (layout & 0xFF) < 16;
        if (!page) {
            return Optional.empty();
        }
        boolean fork = layout != STOCK_LAYOUT || PAGE - special == 24;
        return Optional.of(
                fork
                        ? "a relation's file of a fork of PostgreSQL with another page layout"
                                + " (Postgres Pro with 64-bit transaction numbers has such); stock"
                                + " WAL segments (pg_wal) are read"
                        : "a relation's file of PostgreSQL, not WAL; give the segments of pg_wal or"
                                + " of the archive");
    }

    /// `system identifier, version 900 to 1800, catalog version YYYYMMDDN`.
    private static Optional<String> control(byte[] head) {
        if (head.length < 16) {
            return Optional.empty();
        }
        long version = LittleEndian.u32(head, 8);
        long catalog = LittleEndian.u32(head, 12);
        boolean dated = catalog / 100_000 >= 2010 && catalog / 100_000 < 2100;
        boolean fork = dated && (version & 0xFFFF) < 3000 && version >>> 16 != 0;
        if (dated && (fork || (version >= 900 && version < 3000))) {
            return Optional.of(
                    fork
                            ? "pg_control of a fork of PostgreSQL (Postgres Pro has such); stock"
                                    + " WAL segments (pg_wal) are read"
                            : "pg_control, not WAL; give the segments of pg_wal or of the archive");
        }
        return Optional.empty();
    }
}
