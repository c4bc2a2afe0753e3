package org.rowback.importers.postgres.replay;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.nio.charset.StandardCharsets;

/// The end of a transaction, or its being prepared.
///
/// Commits and aborts: 8 bytes time (microseconds since 2000-01-01 UTC), then, where info has 0x80, 4 bytes flags and what
/// they say, in this order:
///
/// | flag | what follows |
/// |---|---|
/// | 1 | database, tablespace, 4 bytes each |
/// | 2 | 4 bytes how many subtransactions, 4 each |
/// | 4 | 4 bytes how many files were dropped, 12 each |
/// | 256 (15 and later) | 4 bytes how many statistics were dropped, 12 each (18: 16) |
/// | 8 (commits) | 4 bytes how many invalidations, 16 each |
/// | 16 | 4 bytes the prepared transaction that is meant |
/// | 128 | its name, ended by a zero |
/// | 32 | origin: 8 bytes position there, 8 bytes time there |
///
/// Source: PostgreSQL 13 to 18 `src/include/access/xact.h`, `src/backend/access/rmgrdesc/xactdesc.c`; PREPARE:
/// `src/backend/access/transam/twophase.c`.
///
/// @param xid the transaction that ends
/// @param timeMicros since 1970 UTC
/// @param name of a prepared transaction where the log has it, else empty
public record XactRecord(Kind kind, int xid, long timeMicros, int[] subtransactions, String name) {
    /// The resource manager.
    public static final int MANAGER = 1;

    private static final long EPOCH_2000 = 946_684_800_000_000L;
    private static final int MOST = 1 << 24;

    /// What a record does to its transaction.
    public enum Kind {
        COMMIT,
        ABORT,
        PREPARE,
        /// Subtransactions of a transaction: `xid` is the top one.
        ASSIGNMENT,
        OTHER
    }

    /// Reads a record of the manager.
    public static XactRecord read(WalRecord record) throws MalformedRecord {
        record.take();
        return switch (record.info() & 0x70) {
            case 0x00, 0x30 -> end(record, Kind.COMMIT);
            case 0x20, 0x40 -> end(record, Kind.ABORT);
            case 0x10 -> prepare(record);
            case 0x50 -> {
                int at = record.main(8);
                int count = (int) LittleEndian.u32(record.buffer(), at + 4);
                yield new XactRecord(
                        Kind.ASSIGNMENT,
                        (int) LittleEndian.u32(record.buffer(), at),
                        0,
                        xids(record, 8, count),
                        "");
            }
            default -> new XactRecord(Kind.OTHER, record.xid(), 0, new int[0], "");
        };
    }

    private static int[] xids(WalRecord record, int offset, int count) throws MalformedRecord {
        if (count < 0 || count > MOST) {
            throw new MalformedRecord("it has " + count + " subtransactions");
        }
        int at = record.main(offset + 4 * count) + offset;
        int[] xids = new int[count];
        for (int i = 0; i < count; i++) {
            xids[i] = (int) LittleEndian.u32(record.buffer(), at + 4 * i);
        }
        return xids;
    }

    private static XactRecord end(WalRecord record, Kind kind) throws MalformedRecord {
        byte[] b = record.buffer();
        long time = LittleEndian.u64(b, record.main(8)) + EPOCH_2000;
        if ((record.info() & 0x80) == 0) {
            return new XactRecord(kind, record.xid(), time, new int[0], "");
        }
        var walk = new Walk(record, 12);
        long flags = LittleEndian.u32(b, record.main(12) + 8);
        if ((flags & 1) != 0) {
            walk.skip(8);
        }
        int[] subtransactions = new int[0];
        if ((flags & 2) != 0) {
            int count = walk.next();
            subtransactions = xids(record, walk.offset, count);
            walk.skip(4L * count);
        }
        if ((flags & 4) != 0) {
            walk.skip(12L * walk.next());
        }
        if ((flags & 256) != 0) {
            walk.skip((record.version().atLeast(18) ? 16L : 12L) * walk.next());
        }
        if ((flags & 8) != 0 && kind == Kind.COMMIT) {
            walk.skip(16L * walk.next());
        }
        int xid = (flags & 16) != 0 ? walk.next() : record.xid();
        String name = (flags & 128) != 0 ? walk.text() : "";
        return new XactRecord(kind, xid, time, subtransactions, name);
    }

    private static XactRecord prepare(WalRecord record) throws MalformedRecord {
        byte[] b = record.buffer();
        boolean counts = record.version().atLeast(15);
        int nameAt = counts ? 54 : 46;
        int head = counts ? 72 : 64;
        int at = record.main(head);
        int length = LittleEndian.u16(b, at + nameAt);
        record.main(head + length);
        String name = new String(b, at + head, Math.max(0, length - 1), StandardCharsets.UTF_8);
        return new XactRecord(
                Kind.PREPARE,
                (int) LittleEndian.u32(b, at + 8),
                LittleEndian.u64(b, at + 16) + EPOCH_2000,
                new int[0],
                name);
    }

    private static final class Walk {
        final WalRecord record;
        int offset;

        Walk(WalRecord record, int offset) {
            this.record = record;
            this.offset = offset;
        }

        int next() throws MalformedRecord {
            int at = record.main(offset + 4) + offset;
            offset += 4;
            return (int) LittleEndian.u32(record.buffer(), at);
        }

        void skip(long bytes) throws MalformedRecord {
            if (bytes < 0 || bytes > record.mainLength() - offset) {
                throw new MalformedRecord("its lists are longer than it is");
            }
            offset += (int) bytes;
        }

        String text() throws MalformedRecord {
            int from = record.mainOffset() + offset;
            int to = from;
            while (to < record.mainOffset() + record.mainLength() && record.buffer()[to] != 0) {
                to++;
            }
            skip(to - from + 1L);
            return new String(record.buffer(), from, to - from, StandardCharsets.UTF_8);
        }
    }
}
