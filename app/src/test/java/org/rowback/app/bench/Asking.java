package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks every question in a process of its own, which has the JVM options of the program's command line and has done
/// nothing else: what is resident there, the program holds.
final class Asking {
    private static final String OPTIONS = "cli_options=";

    /// @param peakBytes the most memory that was resident; 0 where the system does not tell
    record Answered(Map<String, Timings> timings, long peakBytes) {}

    private Asking() {}

    /// The process: `CASE CHANGES RESULT`.
    public static void main(String[] args) throws Exception {
        List<String> lines = new ArrayList<>();
        QueryBench.run(Path.of(args[0]), Long.parseLong(args[1]))
                .forEach((name, timings) -> lines.add(name + "\t" + text(timings)));
        lines.add("\t" + Processes.peakBytes(ProcessHandle.current().pid()));
        Files.write(Path.of(args[2]), lines);
    }

    /// @param launcher says the options of the command line
    static Answered run(Path launcher, Path file, long changes) throws Exception {
        Path result = Files.createTempFile("answers", ".txt");
        try {
            List<String> command = Processes.java(launcher, OPTIONS);
            command.add(Asking.class.getName());
            command.addAll(List.of(file.toString(), Long.toString(changes), result.toString()));
            int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (ended != 0) {
                throw new IOException("asking ended with " + ended);
            }
            return read(Files.readAllLines(result));
        } finally {
            Files.delete(result);
        }
    }

    private static String text(Timings timings) {
        String warm =
                Arrays.stream(timings.warmNanos())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(","));
        return timings.coldNanos() + "\t" + timings.unitMillis() + "\t" + warm;
    }

    private static Answered read(List<String> lines) {
        Map<String, Timings> all = new LinkedHashMap<>();
        for (String line : lines.subList(0, lines.size() - 1)) {
            String[] parts = line.split("\t");
            long[] warm = Arrays.stream(parts[3].split(",")).mapToLong(Long::parseLong).toArray();
            all.put(
                    parts[0],
                    new Timings(Long.parseLong(parts[1]), warm, Double.parseDouble(parts[2])));
        }
        return new Answered(all, Long.parseLong(lines.getLast().strip()));
    }
}
