package org.rowback.importers.postgres.wal;

import java.util.Locale;

/// Prints log sequence numbers as the server does.
public final class Lsn {
    private Lsn() {}

    /// e.g. `0/16B3748`.
    public static String text(long lsn) {
        return String.format(Locale.ROOT, "%X/%X", lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }
}
