package org.rowback.importers.mysql.event;

/// The first four bytes of a binlog file.
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/binlog_event.h` (`BINLOG_MAGIC`), `sql/stream_cipher.h` and
/// `sql/rpl_log_encryption.h` (encrypted logs).
public final class BinlogMagic {
    /// How many bytes the magic has.
    public static final int LENGTH = 4;

    private BinlogMagic() {}

    /// `fe 62 69 6e`: a log as it is.
    public static boolean isPlain(byte[] head, int at) {
        return startsWith(head, at, 0xFE, 'b', 'i', 'n');
    }

    /// `fd 62 69 6e`: a log that MySQL (8.0.14 and later) encrypted with a key of its keyring.
    public static boolean isEncrypted(byte[] head, int at) {
        return startsWith(head, at, 0xFD, 'b', 'i', 'n');
    }

    /// Whether `bytes` stand at `at`.
    public static boolean startsWith(byte[] head, int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
