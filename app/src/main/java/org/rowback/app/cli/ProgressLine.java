package org.rowback.app.cli;

import org.rowback.history.importing.ImportMonitor;

import java.util.Locale;

/// Progress on standard error: a line that redraws where a person watches, else one line every few seconds.
final class ProgressLine implements ImportMonitor {
    private static final long REDRAW_NANOS = 200_000_000;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final Console console;
    private final boolean quiet;
    private final long began = System.nanoTime();
    private String phase = "";
    private long phaseBegan = began;
    private long shown;
    private int width;

    ProgressLine(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
        this.shown = began;
    }

    @Override
    public synchronized void progress(String newPhase, long done, long total, String unit) {
        long now = System.nanoTime();
        if (!newPhase.equals(phase)) {
            phase = newPhase;
            phaseBegan = now;
        }
        if (quiet || now - shown < (console.interactive() ? REDRAW_NANOS : LINE_NANOS)) {
            return;
        }
        shown = now;
        String line = describe(done, total, unit, (now - phaseBegan) / 1e9);
        if (console.interactive()) {
            console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            width = line.length();
        } else {
            console.err().println(line);
        }
    }

    /// Clears the line that redraws.
    synchronized void end() {
        if (width > 0) {
            console.err().print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
    }

    private String describe(long done, long total, String unit, double seconds) {
        StringBuilder line = new StringBuilder(phase).append("  ");
        line.append(amount(done, unit));
        if (total > 0) {
            line.append(" of ")
                    .append(amount(total, unit))
                    .append(String.format(Locale.ROOT, "  %d%%", done * 100 / total));
        }
        if (seconds > 0.5 && done > 0) {
            line.append("  ").append(amount((long) (done / seconds), unit)).append("/s");
            if (total > done) {
                line.append(
                        String.format(
                                Locale.ROOT, "  %.0f s left", seconds * (total - done) / done));
            }
        }
        return line.toString();
    }

    static String amount(long count, String unit) {
        if (!unit.equals("bytes")) {
            return String.format(Locale.ROOT, "%,d %s", count, unit);
        }
        if (count < 10_000) {
            return count + " B";
        }
        return count < 10_000_000
                ? String.format(Locale.ROOT, "%.0f kB", count / 1e3)
                : String.format(Locale.ROOT, "%,.1f MB", count / 1e6);
    }
}
