package org.rowback.ui.importing;

import org.rowback.ui.fx.Progress;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

/// How far the import of one piece of evidence is.
///
/// @param startedNanos when it began, by the view model's clock
/// @param seenNanos when it was last heard of
public record SourceProgress(Progress progress, long startedNanos, long seenNanos, State state) {
    /// What became of it.
    public enum State {
        RUNNING,
        DONE,
        STOPPED
    }

    SourceProgress heard(Progress now, long nanos) {
        return new SourceProgress(now, startedNanos, nanos, State.RUNNING);
    }

    SourceProgress ended(State how, long nanos) {
        return state == State.RUNNING
                ? new SourceProgress(progress, startedNanos, nanos, how)
                : this;
    }

    /// From 0 to 1; -1 where the total is not known.
    double fraction() {
        return state == State.DONE ? 1 : progress.fraction();
    }

    /// `142.1 MB of 809.2 MB`.
    String amount() {
        String done = amount(progress.done());
        return progress.total() <= 0 || state == State.DONE
                ? done
                : Text.of("import.of", done, amount(progress.total()));
    }

    private String amount(long count) {
        return progress.unit().equals("bytes")
                ? Figures.bytes(count)
                : Figures.count(count) + " " + progress.unit();
    }

    /// `212.0 MB/s · 3 s left`; empty where too little is known.
    String pace() {
        double seconds = (seenNanos - startedNanos) / 1e9;
        if (seconds < 0.2 || progress.done() <= 0) {
            return "";
        }
        double rate = progress.done() / seconds;
        String text = amount((long) rate) + "/s";
        if (state != State.RUNNING || progress.total() <= progress.done()) {
            return text + " · " + Figures.duration((long) (seconds * 1e6));
        }
        long left = (long) ((progress.total() - progress.done()) / rate * 1e6);
        return text + " · " + Text.of("import.left", Figures.duration(Math.max(left, 1_000_000)));
    }
}
