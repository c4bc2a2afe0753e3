package org.rowback.ui.fx;

/// How far some work is; see [org.rowback.history.importing.ImportMonitor].
///
/// @param total 0 where not known
public record Progress(String phase, long done, long total, String unit) {
    /// Nothing done yet.
    public static final Progress NONE = new Progress("", 0, 0, "");

    /// From 0 to 1, or -1 where the total is not known.
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }
}
