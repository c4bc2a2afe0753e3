package org.rowback.importers.mysql.event;

/// A server's version as its log states it, e.g. `8.0.40`, `10.11.8-MariaDB-log`, `5.7.43-47-log`.
///
/// @param text as logged
/// @param mariaDb whether MariaDB wrote the log
public record ServerVersion(String text, int major, int minor, int patch, boolean mariaDb) {
    /// Reads the leading three numbers; what is not a number counts as 0.
    ///
    /// @param mariaEvents whether the log declares MariaDB's own event types, which proves the vendor even where the
    ///     version was renamed
    public static ServerVersion parse(String text, boolean mariaEvents) {
        int[] numbers = new int[3];
        int at = 0;
        for (int i = 0; i < 3; i++) {
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 5) {
                numbers[i] = numbers[i] * 10 + (text.charAt(at++) - '0');
            }
            if (at >= text.length() || text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        boolean maria = mariaEvents || text.contains("MariaDB") || text.contains("-maria-");
        return new ServerVersion(text, numbers[0], numbers[1], numbers[2], maria);
    }

    /// Whether this version is the given one or newer.
    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major > otherMajor;
        }
        return minor != otherMinor ? minor > otherMinor : patch >= otherPatch;
    }

    /// Whether servers of this version end the format description with a checksum algorithm.
    ///
    /// Sources: MySQL 5.6.1 (WL#2540), MariaDB 5.3.0.
    boolean knowsChecksums() {
        return mariaDb ? atLeast(5, 3, 0) : atLeast(5, 6, 1);
    }

    /// Whether the server logs the rows that foreign keys cascade to.
    public boolean logsCascades() {
        return !mariaDb && atLeast(9, 6, 0);
    }

    /// `MySQL 8.0.40`, `MariaDB 10.11.8-MariaDB-log`.
    @Override
    public String toString() {
        return (mariaDb ? "MariaDB " : "MySQL ") + text;
    }
}
