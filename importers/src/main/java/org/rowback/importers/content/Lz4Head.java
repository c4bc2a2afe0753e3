package org.rowback.importers.content;

import java.util.Arrays;

/// Unpacks the beginning of an LZ4 frame whose first block goes on after the bytes that are there: the library unpacks
/// whole blocks only, which may be of 4 MB.
///
/// | bytes | meaning |
/// |---|---|
/// | 4 | magic |
/// | 1, 1 | flags (8: content size, 1: dictionary), block size |
/// | 8, 4 | content size, dictionary, where flagged |
/// | 1 | checksum |
/// | 4 | bytes of the first block; the highest bit: as it is |
///
/// A block is sequences: 1 byte (4 bits literals, 4 bits match length less 4; 15: more bytes follow), literals, 2 bytes
/// offset. Source: the LZ4 frame and block format descriptions, 1.6.
final class Lz4Head {
    private static final int MOST = 1 << 16;

    private final byte[] in;
    private final byte[] out = new byte[MOST];
    private int at;
    private int have;

    private Lz4Head(byte[] in) {
        this.in = in;
    }

    static byte[] of(byte[] head) {
        var unpack = new Lz4Head(head);
        if (head.length > 7) {
            int flags = head[4];
            unpack.at = 7 + ((flags & 8) != 0 ? 8 : 0) + ((flags & 1) != 0 ? 4 : 0) + 4;
            if (unpack.at <= head.length) {
                unpack.block(head[unpack.at - 1] < 0);
            }
        }
        return Arrays.copyOf(unpack.out, unpack.have);
    }

    private void block(boolean plain) {
        if (plain) {
            literals(MOST);
            return;
        }
        while (at < in.length && have < MOST) {
            int token = in[at++] & 0xFF;
            literals(length(token >> 4));
            if (at + 2 > in.length) {
                return;
            }
            int back = LittleEndian.u16(in, at);
            at += 2;
            int count = length(token & 15) + 4;
            if (back == 0 || back > have) {
                return;
            }
            for (int i = 0; i < count && have < MOST; i++, have++) {
                out[have] = out[have - back];
            }
        }
    }

    private int length(int bits) {
        int length = bits;
        boolean more = bits == 15;
        while (more && at < in.length) {
            int next = in[at++] & 0xFF;
            length += next;
            more = next == 255;
        }
        return length;
    }

    private void literals(int count) {
        int copied = Math.min(count, Math.min(in.length - at, MOST - have));
        System.arraycopy(in, at, out, have, copied);
        at += copied;
        have += copied;
    }
}
