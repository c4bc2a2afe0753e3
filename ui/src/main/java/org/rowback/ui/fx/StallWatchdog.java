package org.rowback.ui.fx;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/// Notices when the FX thread is held up: a daemon thread asks it for a sign of life and measures how long that takes.
public final class StallWatchdog {
    /// A moment in which the FX thread did nothing for others.
    ///
    /// @param where what the FX thread was doing, a few frames
    public record Stall(long millis, String where) {}

    private final long thresholdMillis;
    private final java.util.function.Consumer<Stall> listener;
    private final AtomicLong worstMillis = new AtomicLong();
    private volatile @Nullable Thread watcher;

    public StallWatchdog(long thresholdMillis, java.util.function.Consumer<Stall> listener) {
        this.thresholdMillis = thresholdMillis;
        this.listener = listener;
    }

    /// Begins to watch; called on the FX thread.
    public void start() {
        Thread fx = Thread.currentThread();
        watcher = Thread.ofPlatform().daemon().name("fx-watchdog").start(() -> watch(fx));
    }

    public void stop() {
        Thread running = watcher;
        if (running != null) {
            running.interrupt();
        }
    }

    /// The longest that the FX thread took to answer, so far.
    public long worstMillis() {
        return worstMillis.get();
    }

    private void watch(Thread fx) {
        try {
            while (true) {
                AtomicLong answered = new AtomicLong();
                long asked = System.nanoTime();
                Platform.runLater(() -> answered.set(System.nanoTime()));
                String where = "";
                while (answered.get() == 0) {
                    Thread.sleep(5);
                    if (where.isEmpty()
                            && (System.nanoTime() - asked) / 1_000_000 > thresholdMillis) {
                        where = frames(fx);
                    }
                }
                long millis = (answered.get() - asked) / 1_000_000;
                worstMillis.accumulateAndGet(millis, Math::max);
                if (millis > thresholdMillis) {
                    listener.accept(new Stall(millis, where));
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String frames(Thread fx) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : fx.getStackTrace()) {
            if (text.length() < 600) {
                text.append(frame).append('\n');
            }
        }
        return text.toString();
    }
}
