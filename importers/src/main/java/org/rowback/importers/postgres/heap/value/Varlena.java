package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.Lz4;
import org.rowback.importers.postgres.wal.Pglz;

import java.util.Arrays;

/// Values of variable length, in their four forms.
///
/// | first byte | form |
/// |---|---|
/// | `......00` | 4 bytes header: length × 4, with it; the value as it is |
/// | `......10` | 4 bytes header: length × 4, with it; then 4 bytes: 30 bits length unpacked, 2 bits method (0 pglz, 1 lz4, from 14 on); the packed value |
/// | `00000001` | external: 1 byte tag (18 on disk), then 16 bytes: length unpacked with header, length as stored (from 14 on the high 2 bits the method), value id, TOAST relation |
/// | `.......1` | 1 byte header: length × 2, with it; the value as it is |
///
/// Little-endian. Source: PostgreSQL 18 `src/include/varatt.h`.
public final class Varlena {
    /// Bytes of a pointer to a value kept outside of the row.
    public static final int POINTER = 18;

    private static final int ON_DISK = 18;
    private static final int MASK30 = 0x3FFF_FFFF;

    private Varlena() {}

    public static boolean isExternal(byte[] b, int at) {
        return b[at] == 1;
    }

    /// Whether it is aligned as its type says; a 1-byte header is not.
    public static boolean isShort(byte[] b, int at) {
        return (b[at] & 1) != 0;
    }

    public static boolean isCompressed(byte[] b, int at) {
        return (b[at] & 3) == 2;
    }

    /// Bytes with its header.
    public static int size(byte[] b, int at) throws MalformedValue {
        if (isExternal(b, at)) {
            if (b[at + 1] != ON_DISK) {
                throw new MalformedValue("a pointer of the unknown kind " + b[at + 1]);
            }
            return POINTER;
        }
        if (isShort(b, at)) {
            return (b[at] & 0xFF) >> 1;
        }
        int size = (int) (LittleEndian.u32(b, at) >> 2);
        if (size < 4) {
            throw new MalformedValue("a length of " + size + " bytes");
        }
        return size;
    }

    /// The value without header, unpacked, where it is not external.
    public static byte[] payload(byte[] b, int at) throws MalformedValue {
        int size = size(b, at);
        if (isExternal(b, at)) {
            throw new MalformedValue("a pointer where a value should be");
        }
        if (isShort(b, at)) {
            return Arrays.copyOfRange(b, at + 1, at + size);
        }
        return isCompressed(b, at)
                ? unpack(b, at + 4, size - 4)
                : Arrays.copyOfRange(b, at + 4, at + size);
    }

    /// Unpacks what follows the header of a compressed value: 4 bytes, then the packed value.
    static byte[] unpack(byte[] b, int at, int length) throws MalformedValue {
        int info = (int) LittleEndian.u32(b, at);
        return unpack(b, at + 4, length - 4, info & MASK30, info >>> 30);
    }

    private static byte[] unpack(byte[] b, int at, int length, int raw, int method)
            throws MalformedValue {
        if (length < 0 || at + length > b.length || raw > 256L * (length + 16)) {
            throw new MalformedValue("the lengths of a compressed value do not fit");
        }
        byte[] value = new byte[raw];
        boolean done =
                switch (method) {
                    case 0 -> Pglz.decompress(b, at, length, value, 0, raw);
                    case 1 -> Lz4.decompress(b, at, length, value, 0, raw);
                    default -> throw new MalformedValue("compressed in the unknown way " + method);
                };
        if (!done) {
            throw new MalformedValue("a compressed value that cannot be unpacked");
        }
        return value;
    }

    /// Bytes that a pointer's value has where it is stored.
    public static int storedSize(byte[] b, int at) {
        return (int) LittleEndian.u32(b, at + 6) & MASK30;
    }

    /// The value's number in its TOAST relation.
    public static int valueId(byte[] b, int at) {
        return (int) LittleEndian.u32(b, at + 10);
    }

    /// OID of the TOAST relation.
    public static int toastRelation(byte[] b, int at) {
        return (int) LittleEndian.u32(b, at + 14);
    }

    /// The value that a pointer stands for.
    ///
    /// @param pointer where the pointer stands in `b`
    /// @param stored what the chunks hold, all of it
    public static byte[] external(byte[] b, int pointer, byte[] stored) throws MalformedValue {
        int raw = (int) LittleEndian.u32(b, pointer + 2) - 4;
        if (storedSize(b, pointer) < raw) {
            return unpack(stored, 0, stored.length);
        }
        if (stored.length != raw) {
            throw new MalformedValue("the chunks of a value do not add up to its length");
        }
        return stored;
    }
}
