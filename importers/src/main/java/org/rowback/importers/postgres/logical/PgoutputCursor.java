package org.rowback.importers.postgres.logical;

import java.nio.charset.StandardCharsets;

/// Walks a pgoutput message: big-endian integers and strings that end with a zero.
final class PgoutputCursor {
    /// More bytes are needed than there are.
    static final class Underflow extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1L;

        Underflow() {
            super("the message goes on", null, false, false);
        }
    }

    final byte[] buffer;
    final int limit;
    int at;

    PgoutputCursor(byte[] buffer, int at, int limit) {
        this.buffer = buffer;
        this.at = at;
        this.limit = limit;
    }

    private int need(int bytes) {
        if (limit - at < bytes) {
            throw new Underflow();
        }
        int from = at;
        at += bytes;
        return from;
    }

    char letter() {
        return (char) (buffer[need(1)] & 0xFF);
    }

    int int8() {
        return buffer[need(1)] & 0xFF;
    }

    int int16() {
        int from = need(2);
        return (buffer[from] & 0xFF) << 8 | (buffer[from + 1] & 0xFF);
    }

    int int32() {
        return int16() << 16 | int16();
    }

    long unsigned32() {
        return int32() & 0xFFFF_FFFFL;
    }

    long int64() {
        return (long) int32() << 32 | unsigned32();
    }

    String string() {
        int end = at;
        while (end < limit && buffer[end] != 0) {
            end++;
        }
        if (end >= limit) {
            throw new Underflow();
        }
        String text = new String(buffer, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }

    void skip(int bytes) {
        need(bytes);
    }

    /// Walks a row.
    void tuple() throws MalformedCapture {
        int columns = int16();
        for (int i = 0; i < columns; i++) {
            char kind = letter();
            switch (kind) {
                case 'n', 'u' -> {}
                case 't', 'b' -> {
                    int length = int32();
                    if (length < 0) {
                        throw new MalformedCapture("a value has " + length + " bytes");
                    }
                    skip(length);
                }
                default -> throw new MalformedCapture("a column is of the kind " + (int) kind);
            }
        }
    }
}
