package org.rowback.importers.postgres.wal;

import java.util.Arrays;

/// A record that goes on in the next page, as far as it was read. Used again and again.
final class PendingRecord {
    /// Longer ones the server does not write.
    static final long LARGEST = 1L << 30;

    private static final int KEPT = 1 << 16;

    private byte[] bytes = new byte[KEPT];
    private int have;
    private int length;
    private long lsn = -1;

    boolean isOpen() {
        return lsn >= 0;
    }

    /// Where it begins in the log; -1 where there is none.
    long lsn() {
        return lsn;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// How many bytes are to come.
    int lacks() {
        return length - have;
    }

    void begin(long newLsn, int newLength) {
        lsn = newLsn;
        length = newLength;
        have = 0;
        if (bytes.length > 64 * KEPT && newLength < KEPT) {
            bytes = new byte[KEPT];
        }
    }

    void add(byte[] buffer, int at, int count) {
        if (have + count > bytes.length) {
            int most = (int) Math.min(2L * bytes.length, LARGEST);
            bytes = Arrays.copyOf(bytes, Math.max(have + count, most));
        }
        System.arraycopy(buffer, at, bytes, have, count);
        have += count;
    }

    /// There is none any more; its bytes hold until the next begins.
    void end() {
        lsn = -1;
    }
}
