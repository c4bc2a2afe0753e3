package org.rowback.history.casefile;

/// When an import commits: at a checkpoint after so many bytes of images, changes or nanoseconds, whichever comes first.
final class CommitPace {
    /// What one commit may gather.
    record Limits(long bytes, long changes, long nanos) {
        static final Limits ORDINARY = new Limits(64 << 20, 1 << 18, 1_000_000_000);
    }

    private final Limits limits;
    private long bytes;
    private long committedChange;
    private long committedNanos = System.nanoTime();

    /// When to commit after a commit, at the latest: at first somebody waits to see anything at all.
    private long patienceNanos;

    CommitPace(Limits limits) {
        this.limits = limits;
        patienceNanos = limits.nanos() / 4;
    }

    /// Stands where the case does.
    void start(long lastChange) {
        committedChange = lastChange;
        bytes = 0;
    }

    void gathered(long imageBytes) {
        bytes += imageBytes;
    }

    boolean isFull(long lastChange) {
        return bytes >= limits.bytes()
                || lastChange - committedChange >= limits.changes()
                || System.nanoTime() - committedNanos >= patienceNanos;
    }

    void committed(long lastChange) {
        start(lastChange);
        committedNanos = System.nanoTime();
        patienceNanos = 2 * Math.min(limits.nanos() / 2, patienceNanos);
    }
}
