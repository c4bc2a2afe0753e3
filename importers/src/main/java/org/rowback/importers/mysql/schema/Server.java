package org.rowback.importers.mysql.schema;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which server understood a statement: both vendors read some DDL differently.
///
/// @param version as in versioned comments: 10000 for each major, 100 for each minor version, e.g. 90701, 101106; 0 where
///     not known
record Server(Vendor vendor, int version) {
    enum Vendor {
        MYSQL,
        MARIADB,
        UNKNOWN
    }

    static final Server UNKNOWN = new Server(Vendor.UNKNOWN, 0);

    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    /// Reads a name like `MySQL 9.7.1`, `10.11.8-MariaDB-log`, `5.7.43-47-log`.
    static Server of(String text) {
        Matcher number = NUMBER.matcher(text.replaceFirst("^5\\.5\\.5-", ""));
        boolean mariaDb = text.toLowerCase(Locale.ROOT).contains("mariadb");
        if (!number.find()) {
            return text.isEmpty()
                    ? UNKNOWN
                    : new Server(mariaDb ? Vendor.MARIADB : Vendor.MYSQL, 0);
        }
        int patch = number.group(3) == null ? 0 : Integer.parseInt(number.group(3));
        int version =
                Integer.parseInt(number.group(1)) * 10_000
                        + Integer.parseInt(number.group(2)) * 100
                        + Math.min(patch, 99);
        return new Server(mariaDb ? Vendor.MARIADB : Vendor.MYSQL, version);
    }

    boolean isMariaDb() {
        return vendor == Vendor.MARIADB;
    }

    /// Whether the server reads the content of `/*!version … */`, or of `/*M!version … */`.
    ///
    /// MariaDB leaves out MySQL's from 5.7 on, whose syntax is not its own (Knowledge base, "Comment Syntax").
    boolean reads(int commentVersion, boolean mariaDbOnly) {
        if (mariaDbOnly && vendor == Vendor.MYSQL) {
            return false;
        }
        if (isMariaDb() && !mariaDbOnly && commentVersion >= 50_700 && commentVersion <= 99_999) {
            return false;
        }
        return version == 0 || commentVersion <= version;
    }

    /// Whether `REFERENCES` in a column's own definition makes a foreign key: in MariaDB from 10.5, in MySQL from 9.0.
    boolean honoursInlineReferences() {
        return isMariaDb()
                ? version == 0 || version >= 100_500
                : vendor == Vendor.MYSQL && version >= 90_000;
    }
}
