package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Runs other programs and watches their time and memory.
final class Processes {
    /// @param peakBytes the most memory that was resident; 0 where the system does not tell
    record Ran(double seconds, long peakBytes) {}

    private Processes() {}

    /// Whether a program is installed and says something of itself.
    static Optional<String> version(String program) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Ran run(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long peak = 0;
        while (!process.waitFor(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakBytes(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
        return new Ran(seconds, peak);
    }

    /// The most memory of a process that was resident so far; 0 where the system does not tell.
    static long peakBytes(long pid) throws IOException {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            // It ended while it was read.
            return 0;
        }
        return 0;
    }
}
