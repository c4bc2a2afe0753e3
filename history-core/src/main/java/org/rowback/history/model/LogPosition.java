package org.rowback.history.model;

import java.util.Locale;

/// Where in the evidence something stands.
///
/// @param file the source's name without folders, e.g. `binlog.000412`
/// @param offset bytes from the file's start (of the uncompressed content), or an LSN
/// @param row which row of the event, from 0
/// @param isLsn whether `offset` is an LSN
public record LogPosition(String file, long offset, int row, boolean isLsn) {
    /// A place in a file.
    public LogPosition(String file, long offset, int row) {
        this(file, offset, row, false);
    }

    /// An LSN as PostgreSQL prints it: `0/16B3748`.
    public static String lsn(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(Locale.ROOT)
                + "/"
                + Long.toHexString(lsn & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT);
    }

    /// `binlog.000412:91822`, or `0/16B3748`.
    @Override
    public String toString() {
        return isLsn ? lsn(offset) : file + ":" + offset;
    }
}
