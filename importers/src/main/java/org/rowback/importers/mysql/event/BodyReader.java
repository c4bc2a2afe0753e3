package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.StandardCharsets;

/// Reads little-endian fields from a run of bytes and never past its end. Reused from event to event.
public final class BodyReader {
    private byte[] buffer = new byte[0];
    private int at;
    private int end;

    /// Reads from `offset` to `end` of `buffer` from now on.
    public BodyReader over(byte[] newBuffer, int offset, int newEnd) {
        buffer = newBuffer;
        at = offset;
        end = newEnd;
        return this;
    }

    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public byte[] array() {
        return buffer;
    }

    /// Where the next `length` bytes stand; reading goes on behind them.
    public int take(int length, String what) throws MalformedEvent {
        if (length < 0 || length > end - at) {
            throw new MalformedEvent(
                    what + " needs " + length + " bytes and " + (end - at) + " are left");
        }
        int start = at;
        at += length;
        return start;
    }

    public void skip(int length, String what) throws MalformedEvent {
        take(length, what);
    }

    public int u8(String what) throws MalformedEvent {
        return buffer[take(1, what)] & 0xFF;
    }

    public int u16(String what) throws MalformedEvent {
        return (int) fixed(2, what);
    }

    public long u32(String what) throws MalformedEvent {
        return fixed(4, what);
    }

    public long u64(String what) throws MalformedEvent {
        return fixed(8, what);
    }

    /// An integer of `width` bytes, at most 8.
    public long fixed(int width, String what) throws MalformedEvent {
        return LittleEndian.get(buffer, take(width, what), width);
    }

    /// A length of the client protocol's packed form: 1, 3, 4 or 9 bytes.
    public long packed(String what) throws MalformedEvent {
        int first = u8(what);
        return switch (first) {
            case 251 -> throw new MalformedEvent(what + " is NULL, which no length is");
            case 252 -> fixed(2, what);
            case 253 -> fixed(3, what);
            case 254 -> fixed(8, what);
            case 255 -> throw new MalformedEvent(what + " begins with 255, which no length does");
            default -> first;
        };
    }

    /// An unsigned integer of MySQL's serialisation library: as many bytes as its first has trailing ones, and one.
    ///
    /// Source: MySQL 9.4 `libs/mysql/serialization/variable_length_integers.h`.
    public long varlen(String what) throws MalformedEvent {
        int first = u8(what);
        int bytes = Integer.numberOfTrailingZeros(~first) + 1;
        if (bytes == 1) {
            return (long) first >>> 1;
        }
        long rest = fixed(bytes - 1, what);
        if (bytes == 9) {
            return rest;
        }
        return (long) (first >>> bytes) | (rest << (8 - bytes));
    }

    /// A signed integer of MySQL's serialisation library: the lowest bit is the sign.
    public long varlenSigned(String what) throws MalformedEvent {
        long raw = varlen(what);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /// Text of `length` bytes, read as UTF-8.
    public String text(int length, String what) throws MalformedEvent {
        return new String(buffer, take(length, what), length, StandardCharsets.UTF_8);
    }

    /// A length kept as a long that must fit what is left.
    public int length(long value, String what) throws MalformedEvent {
        if (value < 0 || value > end - at) {
            throw new MalformedEvent(
                    what
                            + " says "
                            + Long.toUnsignedString(value)
                            + " and "
                            + (end - at)
                            + " bytes are left");
        }
        return (int) value;
    }
}
