package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

/// `inet` and `cidr`: family (2 or 3), bits of the netmask, 4 or 16 bytes of address.
///
/// Source: PostgreSQL 18 `src/include/utils/inet.h`, `src/port/inet_net_ntop.c`.
final class Networks {
    private static final int WORDS = 8;

    private Networks() {}

    static void print(StringBuilder out, byte[] v, int at, int end, boolean cidr)
            throws MalformedValue {
        int family = v[at];
        int bits = v[at + 1] & 0xFF;
        int length = end - at - 2;
        if (family == 2 && length == 4) {
            four(out, v, at + 2);
        } else if (family == 3 && length == 16) {
            six(out, v, at + 2);
        } else {
            throw new MalformedValue("an address of " + length + " bytes of family " + family);
        }
        if (cidr || bits != length * 8) {
            out.append('/').append(bits);
        }
    }

    private static void four(StringBuilder out, byte[] v, int at) {
        for (int i = 0; i < 4; i++) {
            out.append(i == 0 ? "" : ".").append(v[at + i] & 0xFF);
        }
    }

    /// The longest run of zeros, of two words at least, is left out; addresses that hold a shorter one end in its form.
    private static void six(StringBuilder out, byte[] v, int at) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = Integer.reverseBytes(LittleEndian.u16(v, at + 2 * i)) >>> 16;
        }
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < WORDS; i++) {
            int run = 0;
            while (i + run < WORDS && words[i + run] == 0) {
                run++;
            }
            if (run > bestLength) {
                best = i;
                bestLength = run;
            }
            i += Math.max(0, run - 1);
        }
        boolean four =
                best == 0
                        && (bestLength == 6
                                || (bestLength == 7 && words[7] != 1)
                                || (bestLength == 5 && words[5] == 0xFFFF));
        for (int i = 0; i < WORDS; i++) {
            if (best >= 0 && i >= best && i < best + bestLength) {
                if (i == best) {
                    out.append(':');
                }
                continue;
            }
            if (i > 0) {
                out.append(':');
            }
            if (i == 6 && four) {
                four(out, v, at + 12);
                return;
            }
            out.append(Integer.toHexString(words[i]));
        }
        if (best >= 0 && best + bestLength == WORDS) {
            out.append(':');
        }
    }

    static void mac(StringBuilder out, byte[] v, int at, int end) {
        for (int i = at; i < end; i++) {
            if (i > at) {
                out.append(':');
            }
            Bits.hex(out, v[i]);
        }
    }
}
