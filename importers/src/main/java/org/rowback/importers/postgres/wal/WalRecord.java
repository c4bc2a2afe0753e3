package org.rowback.importers.postgres.wal;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.content.LittleEndian;

/// A WAL record, taken apart where it lies. One object is used for all records: what it says holds until the next.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 4 | bytes of the record |
/// | 4 | 4 | transaction, 0 where none |
/// | 8 | 8 | LSN of the record before |
/// | 16 | 1 | info: the high 4 bits are the resource manager's |
/// | 17 | 1 | resource manager |
/// | 18 | 2 | padding |
/// | 20 | 4 | CRC-32C of bytes 24 to the end, then of bytes 0 to 19 |
/// | 24 | | headers, each with its id: 0 to 32 a block, 255 and 254 main data with a length of 1 or 4 bytes, 253 an origin (2 bytes), 252 the top transaction (4 bytes; 14 and later) |
/// | | | for each block its image and its data, then main data |
///
/// A block's header: [WalBlock].
///
/// Little-endian. Source: PostgreSQL 13 to 18 `src/include/access/xlogrecord.h`, `src/backend/access/transam/xlogreader.c`.
public final class WalRecord {
    /// Bytes of the fixed header.
    public static final int HEADER = 24;

    private static final int MAX_BLOCKS = 33;
    private static final int MAIN_SHORT = 255;
    private static final int MAIN_LONG = 254;
    private static final int ORIGIN = 253;
    private static final int TOP_XID = 252;

    private final WalVersion version;
    private byte[] buffer = new byte[0];
    private int start;
    private int length;
    private long lsn;
    private long endLsn;
    private int mainOffset;
    private int mainLength;
    private int origin;
    private int topXid;
    private int blocks;
    private final WalBlock[] block = new WalBlock[MAX_BLOCKS];

    WalRecord(WalVersion version) {
        this.version = version;
        for (int i = 0; i < MAX_BLOCKS; i++) {
            block[i] = new WalBlock();
        }
    }

    void at(byte[] newBuffer, int newStart, int newLength, long newLsn, long newEndLsn) {
        buffer = newBuffer;
        start = newStart;
        length = newLength;
        lsn = newLsn;
        endLsn = newEndLsn;
        blocks = -1;
    }

    public WalVersion version() {
        return version;
    }

    public byte[] buffer() {
        return buffer;
    }

    /// Where it begins in [#buffer].
    public int start() {
        return start;
    }

    public int length() {
        return length;
    }

    public long lsn() {
        return lsn;
    }

    /// The first byte after it.
    public long endLsn() {
        return endLsn;
    }

    /// 0 where it belongs to no transaction.
    public int xid() {
        return (int) LittleEndian.u32(buffer, start + 4);
    }

    long previous() {
        return LittleEndian.u64(buffer, start + 8);
    }

    /// The resource manager's bits.
    public int info() {
        return buffer[start + 16] & 0xF0;
    }

    public int manager() {
        return buffer[start + 17] & 0xFF;
    }

    /// How many block ids [#take] found, the unused among them.
    public int blocks() {
        return blocks;
    }

    /// A block by its id.
    ///
    /// @throws MalformedRecord where the record has none of that id
    public WalBlock block(int id) throws MalformedRecord {
        if (id >= blocks || !block[id].used) {
            throw new MalformedRecord("it does not name block " + id);
        }
        return block[id];
    }

    public boolean hasBlock(int id) {
        return id < blocks && block[id].used;
    }

    public int mainOffset() {
        return mainOffset;
    }

    public int mainLength() {
        return mainLength;
    }

    /// The main data's offset, where it has at least `bytes`.
    public int main(int bytes) throws MalformedRecord {
        if (mainLength < bytes) {
            throw new MalformedRecord(
                    "its main data has " + mainLength + " bytes, not the " + bytes + " needed");
        }
        return mainOffset;
    }

    /// 0 where the change was made here.
    public int origin() {
        return origin;
    }

    /// The transaction that [#xid] is part of, where the record says so; else 0.
    public int topXid() {
        return topXid;
    }

    /// Takes the headers apart, once.
    public void take() throws MalformedRecord {
        if (blocks >= 0) {
            return;
        }
        blocks = 0;
        mainOffset = start + length;
        mainLength = 0;
        origin = 0;
        topXid = 0;
        int end = start + length;
        int at = start + HEADER;
        long data = 0;
        @Nullable WalBlock before = null;
        while (end - at > data) {
            int id = buffer[at] & 0xFF;
            if (id == MAIN_SHORT) {
                need(at + 2, end);
                mainLength = buffer[at + 1] & 0xFF;
                at += 2;
                data += mainLength;
                break;
            } else if (id == MAIN_LONG) {
                need(at + 5, end);
                long long32 = LittleEndian.u32(buffer, at + 1);
                at += 5;
                if (long32 > end - at) {
                    throw new MalformedRecord("its main data is longer than it is");
                }
                mainLength = (int) long32;
                data += mainLength;
                break;
            } else if (id == ORIGIN) {
                need(at + 3, end);
                origin = LittleEndian.u16(buffer, at + 1);
                at += 3;
            } else if (id == TOP_XID) {
                need(at + 5, end);
                topXid = (int) LittleEndian.u32(buffer, at + 1);
                at += 5;
            } else if (id < MAX_BLOCKS && id >= blocks) {
                at = header(id, at, end, before);
                before = block[id];
                data += before.dataLength + before.imageLength;
            } else {
                throw new MalformedRecord("a header has the unknown id " + id);
            }
        }
        if (data != end - at) {
            throw new MalformedRecord("its parts do not add up to its length");
        }
        for (int i = 0; i < blocks; i++) {
            if (block[i].used) {
                block[i].imageOffset = at;
                at += block[i].imageLength;
                block[i].dataOffset = at;
                at += block[i].dataLength;
            }
        }
        mainOffset = at;
    }

    private int header(int id, int from, int end, @Nullable WalBlock before)
            throws MalformedRecord {
        for (int i = blocks; i < id; i++) {
            block[i].used = false;
        }
        int at = from;
        need(at + 8, end);
        WalBlock b = block[id];
        b.used = true;
        b.fork = buffer[at + 1] & 0x0F;
        b.flags = buffer[at + 1] & 0xF0;
        b.dataLength = LittleEndian.u16(buffer, at + 2);
        b.imageLength = 0;
        b.imageFlags = 0;
        at += 4;
        if (b.hasImage()) {
            need(at + 5, end);
            b.imageLength = LittleEndian.u16(buffer, at);
            b.holeOffset = LittleEndian.u16(buffer, at + 2);
            b.imageFlags = buffer[at + 4] & 0xFF;
            at += 5;
            if (BlockImage.compressed(version, b.imageFlags)) {
                b.holeLength = 0;
                if (BlockImage.hasHole(b.imageFlags)) {
                    need(at + 2, end);
                    b.holeLength = LittleEndian.u16(buffer, at);
                    at += 2;
                }
            } else {
                b.holeLength = BlockImage.PAGE - b.imageLength;
            }
        }
        if ((b.flags & 0x80) == 0) {
            need(at + 12, end);
            b.tablespace = (int) LittleEndian.u32(buffer, at);
            b.database = (int) LittleEndian.u32(buffer, at + 4);
            b.relation = (int) LittleEndian.u32(buffer, at + 8);
            at += 12;
        } else if (before == null) {
            throw new MalformedRecord("its first block names no relation");
        } else {
            b.tablespace = before.tablespace;
            b.database = before.database;
            b.relation = before.relation;
        }
        need(at + 4, end);
        b.number = (int) LittleEndian.u32(buffer, at);
        blocks = id + 1;
        return at + 4;
    }

    private static void need(int to, int end) throws MalformedRecord {
        if (to > end) {
            throw new MalformedRecord("it ends inside a header");
        }
    }
}
