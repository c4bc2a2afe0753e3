package org.rowback.ui.fx;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The FX thread seen from outside. Nothing else calls `Platform.runLater`.
public final class FxThread {
    /// Held, since loggers that nobody holds forget their level.
    private static final Logger CSS_LOG = Logger.getLogger("javafx.css");

    private FxThread() {}

    /// Runs things on the FX thread, soon.
    public static final Executor SOON = Platform::runLater;

    /// Workers for reading cases: daemon threads, as many as there are questions under way.
    public static Executor workers() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("rowback-reader-", 1).factory());
    }

    /// Waits on the FX thread without holding it up.
    public static final Delay DELAY =
            (millis, action) -> {
                PauseTransition pause = new PauseTransition(Duration.millis((double) millis));
                pause.setOnFinished(_ -> action.run());
                pause.playFromStart();
                return pause::stop;
            };

    /// Starts the toolkit without a window of its own; does nothing where it runs already.
    public static void start() {
        // RichTextFX's own sheet names a colour that our look does not have; JavaFX warns of it at
        // each pass.
        CSS_LOG.setLevel(Level.SEVERE);

        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException alreadyRunning) {
            Platform.runLater(started::countDown);
        }
        await(started);
    }

    /// Asks something of the FX thread and waits for the answer; may be called from any thread.
    public static <T> T call(Supplier<T> question) {
        if (Platform.isFxApplicationThread()) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the FX thread was busy", e);
        }
    }
}
