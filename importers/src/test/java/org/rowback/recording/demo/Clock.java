package org.rowback.recording.demo;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The server's clock, which runs faster than ours.
final class Clock {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private final double speed;
    private final long serverMicros;
    private final long ourNanos;
    private final AtomicLong tickets = new AtomicLong(810_000);

    private Clock(double speed, long serverMicros, long ourNanos) {
        this.speed = speed;
        this.serverMicros = serverMicros;
        this.ourNanos = ourNanos;
    }

    static Clock of(Session session, double speed) throws SQLException {
        String micros =
                session.query("SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED)")
                        .getFirst()[0];
        return new Clock(speed, Long.parseLong(micros), System.nanoTime());
    }

    private long micros() {
        return serverMicros + (long) ((System.nanoTime() - ourNanos) / 1000.0 * speed);
    }

    /// Now, as DATETIME(3).
    String text() {
        return TEXT.format(
                Instant.ofEpochSecond(micros() / 1_000_000, micros() % 1_000_000 * 1000));
    }

    /// A number that nobody had before.
    long ticket() {
        return tickets.incrementAndGet();
    }

    LocalTime time() {
        return LocalTime.ofInstant(Instant.ofEpochSecond(micros() / 1_000_000), ZoneOffset.UTC);
    }

    /// Waits until the server's clock shows a time of day, in seconds from midnight.
    void awaitSecond(double second) throws InterruptedException {
        double now = micros() % 86_400_000_000L / 1e6;
        if (second > now) {
            TimeUnit.NANOSECONDS.sleep((long) ((second - now) / speed * 1e9));
        }
    }
}
