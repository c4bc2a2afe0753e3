package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

/// The event that an [EventReader] stands on. Its bytes lie in the reader's buffer and are good until the next step.
///
/// | offset | bytes | field |
/// |---|---|---|
/// | 0 | 4 | timestamp, seconds since 1970 |
/// | 4 | 1 | type |
/// | 5 | 4 | id of the server that first wrote it |
/// | 9 | 4 | length of the whole event |
/// | 13 | 4 | position after it in the log that its server wrote, modulo 2³² |
/// | 17 | 2 | flags |
///
/// Source: MySQL 9.4 `libs/mysql/binlog/event/binlog_event.h` (`Log_event_header`).

public final class Event {
    public static final int IN_USE = 0x1;
    public static final int THREAD_SPECIFIC = 0x4;
    public static final int ARTIFICIAL = 0x20;
    public static final int RELAY_LOG = 0x40;
    public static final int IGNORABLE = 0x80;

    byte[] buffer = new byte[0];
    int start;
    int length;
    int bodyStart;
    int bodyEnd;
    long offset;
    int type;
    long timestamp;
    long serverId;
    long logPos;
    int flags;

    /// A place in a log where no event stands.
    public static Event place(long offset, long timestamp) {
        Event event = new Event();
        event.offset = offset;
        event.timestamp = timestamp;
        return event;
    }

    /// Takes the header's fields and the body's borders from bytes that are known to hold both.
    void at(byte[] bytes, int begin, int size, long contentOffset, int header, int trailer) {
        buffer = bytes;
        start = begin;
        length = size;
        offset = contentOffset;
        bodyStart = begin + header;
        bodyEnd = begin + size - trailer;
        timestamp = LittleEndian.u32(bytes, begin);
        type = bytes[begin + 4] & 0xFF;
        serverId = LittleEndian.u32(bytes, begin + 5);
        boolean full = header >= FormatDescription.MINIMAL_HEADER;
        logPos = full ? LittleEndian.u32(bytes, begin + 13) : 0;
        flags = full ? LittleEndian.u16(bytes, begin + 17) : 0;
    }

    /// One of [EventType], by its released number.
    public int type() {
        return type;
    }

    public byte[] buffer() {
        return buffer;
    }

    /// Where the event begins in `buffer`.
    public int start() {
        return start;
    }

    /// Bytes of the whole event.
    public int length() {
        return length;
    }

    /// Where what follows the common header begins in `buffer`.
    public int bodyStart() {
        return bodyStart;
    }

    /// Where the body ends in `buffer`: before the checksum.
    public int bodyEnd() {
        return bodyEnd;
    }

    /// Bytes from the beginning of the (uncompressed) file.
    public long offset() {
        return offset;
    }

    /// Where the next event stands.
    public long endOffset() {
        return offset + length;
    }

    /// Seconds since 1970.
    public long timestamp() {
        return timestamp;
    }

    public long serverId() {
        return serverId;
    }

    public int flags() {
        return flags;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
