package org.rowback.importers.postgres.wal;

/// A block that a record refers to.
///
/// | bytes | meaning |
/// |---|---|
/// | 1 | id |
/// | 1 | low 4 bits the fork; 0x10 image, 0x20 data, 0x40 the page is made anew, 0x80 same relation as the block before |
/// | 2 | bytes of data |
/// | 2, 2, 1 | where it has an image: its bytes, where its hole begins, flags (see [BlockImage]) |
/// | 2 | bytes of the hole, where the image is compressed and has one |
/// | 4, 4, 4 | tablespace, database, relfilenode, where not the same relation |
/// | 4 | block number |
///
/// Little-endian. Source: PostgreSQL 13 to 18 `src/include/access/xlogrecord.h`.
public final class WalBlock {
    boolean used;
    int fork;
    int flags;
    int tablespace;
    int database;
    int relation;
    int number;
    int imageOffset;
    int imageLength;
    int imageFlags;
    int holeOffset;
    int holeLength;
    int dataOffset;
    int dataLength;

    /// 0 is the relation itself; the others are maps.
    public int fork() {
        return fork;
    }

    public int tablespace() {
        return tablespace;
    }

    public int database() {
        return database;
    }

    /// The relfilenode.
    public int relation() {
        return relation;
    }

    /// Unsigned.
    public int number() {
        return number;
    }

    /// Whether the record holds the whole page.
    public boolean hasImage() {
        return (flags & 0x10) != 0;
    }

    /// Whether data stands beside (or instead of) an image.
    public boolean hasData() {
        return (flags & 0x20) != 0;
    }

    /// In the record's buffer.
    public int dataOffset() {
        return dataOffset;
    }

    public int dataLength() {
        return dataLength;
    }
}
