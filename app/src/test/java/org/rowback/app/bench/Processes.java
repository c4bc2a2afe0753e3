package org.rowback.app.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /// The beginning of a command line: this JVM and this class path, with JVM options of the program.
    ///
    /// @param launcher the script that says the options
    /// @param variable the assignment that does, with `=`
    static List<String> java(Path launcher, String variable) throws IOException {
        List<String> command = options(launcher, variable);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /// The same of a process that can show a window, as the launcher starts it: from the packed program and with its
    /// ahead-of-time cache; these classes come after.
    static List<String> window(Path launcher) throws IOException {
        Path home =
                launcher.resolveSibling("app").resolve("target").resolve("rowback").toRealPath();
        List<String> classPath;
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            classPath = new ArrayList<>(jars.map(Path::toString).sorted().toList());
        }
        classPath.add(home.resolveSibling("test-classes").toString());
        List<String> command = options(launcher, "window_options=");
        command.addAll(
                List.of(
                        "--module-path",
                        home.resolve("javafx").toString(),
                        "--add-modules",
                        "javafx.controls",
                        "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                        "-XX:AOTCache=" + home.resolve("window.aot"),
                        "-Xlog:disable",
                        "-cp",
                        String.join(File.pathSeparator, classPath)));
        return command;
    }

    private static List<String> options(Path launcher, String variable) throws IOException {
        String line =
                Files.readAllLines(launcher).stream()
                        .filter(l -> l.startsWith(variable))
                        .findFirst()
                        .orElseThrow();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(line.substring(variable.length()).replace("\"", "").split(" ")));
        return command;
    }

    static Ran run(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path errors = Files.createTempFile("said", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile())
                        .start();
        long peak = 0;
        while (!process.waitFor(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakBytes(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String said = Files.readString(errors);
        Files.delete(errors);
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ":\n" + said);
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
