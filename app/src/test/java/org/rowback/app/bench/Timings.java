package org.rowback.app.bench;

import java.util.Arrays;
import java.util.Locale;

/// How long calls took.
///
/// @param coldNanos the first, on a case just opened
/// @param warmNanos the others, rising
/// @param unitMillis what [Unit] took around them
record Timings(long coldNanos, long[] warmNanos, double unitMillis) {
    Timings {
        warmNanos = warmNanos.clone();
        Arrays.sort(warmNanos);
    }

    /// In milliseconds.
    double percentile(int percent) {
        int at = (int) Math.ceil(warmNanos.length * percent / 100.0) - 1;
        return warmNanos[Math.clamp(at, 0, warmNanos.length - 1)] / 1e6;
    }

    double coldMillis() {
        return coldNanos / 1e6;
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
    }
}
