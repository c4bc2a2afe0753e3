package org.rowback.importers.mysql;

/// A log file's name without the compression's ending: what servers count up.
///
/// @param base everything before the number
/// @param number -1 where the name has none
record LogName(String text, String base, long number) {
    static LogName of(String fileName) {
        String text = fileName.replaceFirst("\\.(gz|zst|zstd)$", "");
        int dot = text.lastIndexOf('.');
        String digits = text.substring(dot + 1);
        if (dot < 0 || digits.isEmpty() || digits.length() > 12 || !digits.matches("\\d+")) {
            return new LogName(text, text, -1);
        }
        return new LogName(text, text.substring(0, dot), Long.parseLong(digits));
    }

    /// Whether both are files of one series.
    boolean sameSeries(LogName other) {
        return number >= 0 && other.number >= 0 && base.equals(other.base);
    }
}
