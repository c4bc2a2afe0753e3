package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

/// Bytes and bits as digits.
final class Bits {
    private Bits() {}

    static void hex(StringBuilder out, byte b) {
        out.append(Character.forDigit((b >> 4) & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
    }

    static void hex(StringBuilder out, byte[] v, int at, int end) {
        for (int i = at; i < end; i++) {
            hex(out, v[i]);
        }
    }

    /// `bit` and `bit varying`: 4 bytes how many bits, then the bits, the first highest.
    static void print(StringBuilder out, byte[] v, int at, int end) throws MalformedValue {
        long count = LittleEndian.u32(v, at);
        if (count > 8L * (end - at - 4)) {
            throw new MalformedValue("more bits than bytes");
        }
        for (int i = 0; i < count; i++) {
            out.append((v[at + 4 + i / 8] >> (7 - i % 8) & 1) == 0 ? '0' : '1');
        }
    }

    /// `8-4-4-4-12` digits.
    static void uuid(StringBuilder out, byte[] v, int at) {
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.append('-');
            }
            hex(out, v[at + i]);
        }
    }
}
