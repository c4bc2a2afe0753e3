package org.rowback.importers.postgres.logical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes gathered one by one.
final class ByteLine {
    byte[] bytes = new byte[1 << 10];
    int length;

    void add(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
    }

    void clear() {
        length = 0;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
