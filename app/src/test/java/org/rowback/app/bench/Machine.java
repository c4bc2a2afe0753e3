package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the figures were measured on.
final class Machine {
    private Machine() {}

    static String text() throws IOException {
        return Runtime.getRuntime().availableProcessors()
                + " cores of "
                + line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"))
                + ", "
                + line("/proc/meminfo", "MemTotal")
                        .map(kib -> Math.round(Double.parseDouble(kib.split(" ")[0]) / (1 << 20)))
                        .map(gib -> gib + " GiB")
                        .orElse("memory not told")
                + ", "
                + System.getProperty("os.name")
                + ", JDK "
                + Runtime.version()
                + " ("
                + System.getProperty("java.vm.vendor")
                + ")";
    }

    private static Optional<String> line(String file, String key) throws IOException {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        return Files.readAllLines(path).stream()
                .filter(l -> l.startsWith(key))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst();
    }
}
