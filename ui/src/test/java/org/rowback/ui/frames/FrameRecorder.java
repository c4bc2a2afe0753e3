package org.rowback.ui.frames;

import javafx.animation.AnimationTimer;

import org.rowback.ui.fx.FxThread;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Does something at each frame, and records what frames cost: the processor time of the FX thread, that of the thread that
/// paints (the two overlap, so that the slower one decides), and the time from frame to frame by the wall clock.
final class FrameRecorder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FrameRecorder() {}

    /// Milliseconds a frame, each rising.
    record Frames(double[] fx, double[] paint, double[] wall) {
        /// @param share e.g. 0.95
        static double at(double[] rising, double share) {
            return rising[(int) Math.min(rising.length - 1, Math.floor(rising.length * share))];
        }

        /// What 95 of 100 frames do not exceed.
        double p95() {
            return Math.max(at(fx, 0.95), at(paint, 0.95));
        }

        String text() {
            return "FX %.1f / %.1f / %.1f, painting %.1f / %.1f / %.1f, wall %.1f / %.1f / %.1f"
                    .formatted(
                            at(fx, 0.5),
                            at(fx, 0.95),
                            at(fx, 1),
                            at(paint, 0.5),
                            at(paint, 0.95),
                            at(paint, 1),
                            at(wall, 0.5),
                            at(wall, 0.95),
                            at(wall, 1));
        }
    }

    /// @param action told the frame's number, on the FX thread
    static Frames record(int frames, IntConsumer action) {
        CompletableFuture<Frames> done = new CompletableFuture<>();
        FxThread.call(
                () -> {
                    new Recording(frames, action, done).start();
                    return true;
                });
        return done.join();
    }

    private static final class Recording extends AnimationTimer {
        private final IntConsumer action;
        private final CompletableFuture<Frames> done;
        private final long fxThread = Thread.currentThread().threadId();
        private final long painter = painter();
        private final double[] fx;
        private final double[] paint;
        private final double[] wall;
        private int frame = -1;
        private long lastFx;
        private long lastPaint;
        private long lastNanos;

        Recording(int frames, IntConsumer action, CompletableFuture<Frames> done) {
            this.action = action;
            this.done = done;
            fx = new double[frames];
            paint = new double[frames];
            wall = new double[frames];
        }

        @Override
        public void handle(long now) {
            long fxNow = THREADS.getThreadCpuTime(fxThread);
            long paintNow = THREADS.getThreadCpuTime(painter);
            long nanos = System.nanoTime();
            if (frame >= 0) {
                fx[frame] = (fxNow - lastFx) / 1e6;
                paint[frame] = (paintNow - lastPaint) / 1e6;
                wall[frame] = (nanos - lastNanos) / 1e6;
            }
            lastFx = fxNow;
            lastPaint = paintNow;
            lastNanos = nanos;
            if (++frame == fx.length) {
                stop();
                Arrays.sort(fx);
                Arrays.sort(paint);
                Arrays.sort(wall);
                done.complete(new Frames(fx, paint, wall));
            } else {
                try {
                    action.accept(frame);
                } catch (RuntimeException e) {
                    stop();
                    done.completeExceptionally(e);
                }
            }
        }

        private static long painter() {
            for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().startsWith("QuantumRenderer")) {
                    return thread.getThreadId();
                }
            }
            throw new IllegalStateException("no thread paints");
        }
    }
}
