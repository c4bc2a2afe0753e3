package org.rowback.importers.postgres.logical;

import java.io.IOException;
import java.io.InputStream;

/// Bytes of a stream one by one, with where they are.
final class ByteQueue {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long offset;

    ByteQueue(InputStream in) {
        this.in = in;
    }

    /// The next byte, -1 at the end.
    int next() throws IOException {
        if (peek() < 0) {
            return -1;
        }
        offset++;
        return buffer[at++] & 0xFF;
    }

    int peek() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[at] & 0xFF;
    }

    long offset() {
        return offset;
    }
}
