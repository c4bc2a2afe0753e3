package org.rowback.history.model;

/// A global transaction identifier, cut before its last number: neighbours share what stands before it.
///
/// @param prefix e.g. `3e11fa47-71ca-11e1-9e33-c80aa9429562:` or MariaDB's `0-1-`; all of it where it ends in no number;
///     empty where there is none
/// @param number at least 1; 0 where all of it is in the prefix
public record Gtid(String prefix, long number) {
    /// No identifier was logged.
    public static final Gtid NONE = new Gtid("", 0);

    private static final int SAFE_DIGITS = 18;

    public Gtid {
        if (number < 0) {
            throw new IllegalArgumentException("GTID number " + number);
        }
    }

    /// Cuts a text. What does not come back as it was, such as a number with leading zeros, stays in the prefix.
    public static Gtid of(String text) {
        int at = text.length();
        while (at > 0 && text.length() - at < SAFE_DIGITS && isDigit(text.charAt(at - 1))) {
            at--;
        }
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        return at == text.length()
                ? new Gtid(text, 0)
                : new Gtid(text.substring(0, at), Long.parseLong(text, at, text.length(), 10));
    }

    public boolean isNone() {
        return prefix.isEmpty() && number == 0;
    }

    /// As the server prints it.
    @Override
    public String toString() {
        return number == 0 ? prefix : prefix + number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
