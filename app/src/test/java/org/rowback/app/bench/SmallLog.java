package org.rowback.app.bench;

import org.rowback.app.bench.MadeLog.Form;
import org.rowback.app.bench.MadeLog.Made;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A made-up log small enough to lie in memory.
public record SmallLog(Path file, long changes) {
    /// No log.
    public static final SmallLog NONE = new SmallLog(Path.of(""), 0);

    private static final long CHANGES = 100_000;
    private static final long SEED = 7;

    /// Makes it in a folder of its own, which the process leaves behind empty.
    public static SmallLog make() throws IOException {
        Path folder = Files.createTempDirectory("rowback-loops");
        Made made = MadeLog.make(folder, Form.ORDINARY, CHANGES, SEED);
        Path file = made.files().getFirst();
        file.toFile().deleteOnExit();
        return new SmallLog(file, made.changes());
    }

    /// Its content.
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }
}
