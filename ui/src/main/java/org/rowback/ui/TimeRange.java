package org.rowback.ui;

/// From an instant to another, in microseconds since 1970 UTC; the end is not in it.
public record TimeRange(long fromMicros, long toMicros) {
    public TimeRange {
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException(fromMicros + ".." + toMicros);
        }
    }

    /// The range between two instants in either order.
    public static TimeRange between(long one, long other) {
        return new TimeRange(Math.min(one, other), Math.max(one, other));
    }

    public long micros() {
        return toMicros - fromMicros;
    }

    public boolean contains(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }

    /// This range cut to another; empty at its edge where they do not meet.
    public TimeRange clampedTo(TimeRange bounds) {
        long from = Math.clamp(fromMicros, bounds.fromMicros, bounds.toMicros);
        return new TimeRange(from, Math.clamp(toMicros, from, bounds.toMicros));
    }
}
