package org.rowback.importers.postgres.wal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prints and reads log sequence numbers as the server does.
public final class Lsn {
    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    private Lsn() {}

    /// 0 where it is none.
    public static long parse(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? Long.parseLong(m.group(1), 16) << 32 | Long.parseLong(m.group(2), 16)
                : 0;
    }

    /// e.g. `0/16B3748`.
    public static String text(long lsn) {
        return String.format(Locale.ROOT, "%X/%X", lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }
}
