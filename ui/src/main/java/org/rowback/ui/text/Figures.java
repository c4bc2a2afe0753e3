package org.rowback.ui.text;

import java.util.Locale;

/// How counts, sizes and durations are written.
public final class Figures {
    private Figures() {}

    /// `27,777`.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `1,204 changes`, `1 change`: the unit takes an s unless there is one.
    public static String count(long count, String unit) {
        return count(count) + " " + unit + (count == 1 ? "" : "s");
    }

    /// `12.4 k`, `3.1 M`: at most five characters and a letter, for where room is short.
    public static String brief(long count) {
        if (count < 10_000) {
            return count(count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", count / 1e3)
                : String.format(Locale.ROOT, "%.1fM", count / 1e6);
    }

    /// `809.2 MB`.
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    /// `142 ms`, `8.0 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
    public static String duration(long micros) {
        long seconds = micros / 1_000_000;
        if (seconds < 1) {
            return micros / 1_000 + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        if (seconds < 86_400) {
            return seconds / 3_600
                    + " h"
                    + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
        }
        return seconds / 86_400
                + " d"
                + (seconds / 3_600 % 24 == 0 ? "" : " " + seconds / 3_600 % 24 + " h");
    }
}
