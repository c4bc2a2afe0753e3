package org.rowback.importers.mysql.row;

/// SQL values as binary JSON packs them, printed with six fraction digits as the server does.
public final class Packed {
    private Packed() {}

    /// Precision (1), scale (1), then as in a column.
    public static String decimal(byte[] buf, int at, int length) throws Malformed {
        if (length < 2) {
            throw new Malformed("a DECIMAL takes " + length + " bytes");
        }
        int precision = buf[at] & 0xFF;
        int scale = buf[at + 1] & 0xFF;
        int bytes = Decimals.storedBytes(precision, scale);
        if (bytes < 0 || bytes > length - 2 || precision > 100) {
            throw new Malformed(
                    "a decimal(" + precision + "," + scale + ") takes " + length + " bytes");
        }
        return Decimals.read(buf, at + 2, precision, scale).text();
    }

    /// `2015-01-15`.
    public static String date(byte[] buf, int at, int length) throws Malformed {
        return datetime(buf, at, length).substring(0, 10);
    }

    /// `2015-01-15 23:24:25.000000`.
    public static String datetime(byte[] buf, int at, int length) throws Malformed {
        long packed = packed(buf, at, length);
        return NewTemporal.datetime(bigEndian(packed + (1L << 63), 8), 0, 6).text();
    }

    /// `-23:24:25.120000`.
    public static String time(byte[] buf, int at, int length) throws Malformed {
        long packed = packed(buf, at, length);
        if (packed < -(1L << 47) || packed >= 1L << 47) {
            throw new Malformed("a TIME holds " + packed);
        }
        return NewTemporal.time(bigEndian(packed + (1L << 47), 6), 0, 6).text();
    }

    private static long packed(byte[] buf, int at, int length) throws Malformed {
        if (length != 8) {
            throw new Malformed("a temporal value takes " + length + " bytes");
        }
        return LittleEndian.unsigned(buf, at, 8);
    }

    private static byte[] bigEndian(long value, int bytes) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
        return out;
    }
}
