package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;

/// Reads little-endian fields one after the other and never past `end`.
final class ByteCursor {
    final byte[] buf;
    final int end;
    int at;

    ByteCursor(byte[] buf, int at, int end) {
        this.buf = buf;
        this.at = at;
        this.end = end;
    }

    boolean atEnd() {
        return at >= end;
    }

    int remaining() {
        return end - at;
    }

    int u8() throws Malformed {
        need(1);
        return buf[at++] & 0xFF;
    }

    int u16() throws Malformed {
        return (int) unsigned(2);
    }

    /// Little-endian unsigned integer of 1 to 8 bytes (8: two's complement).
    long unsigned(int length) throws Malformed {
        need(length);
        long value = LittleEndian.unsigned(buf, at, length);
        at += length;
        return value;
    }

    /// The server's length-encoded integer: one byte below 251, or 252, 253, 254 and 2, 3, 8 bytes.
    int packed() throws Malformed {
        int first = u8();
        long value =
                switch (first) {
                    case 251, 255 -> throw new Malformed("a length begins with byte " + first);
                    case 252 -> unsigned(2);
                    case 253 -> unsigned(3);
                    case 254 -> unsigned(8);
                    default -> first;
                };
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new Malformed("a length is " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    Bytes bytes(int length) throws Malformed {
        need(length);
        Bytes bytes = Bytes.copyOf(buf, at, length);
        at += length;
        return bytes;
    }

    void skip(int length) throws Malformed {
        need(length);
        at += length;
    }

    private void need(int length) throws Malformed {
        if (length < 0 || length > end - at) {
            throw new Malformed(length + " bytes are needed where " + (end - at) + " are left");
        }
    }
}
