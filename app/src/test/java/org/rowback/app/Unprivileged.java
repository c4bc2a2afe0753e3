package org.rowback.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Runs the program in a process of its own that file permissions hold for, whoever runs the tests.
///
/// They do not hold for root: as root, the process gives up the two capabilities that read and write past them
/// (capabilities(7): CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) with util-linux's `setpriv`.
final class Unprivileged {
    private Unprivileged() {}

    static Run run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (readsAnything(folder)) {
            command.addAll(
                    List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        CompletableFuture<String> err =
                CompletableFuture.supplyAsync(() -> text(process.errorReader()));
        String out = text(process.inputReader());
        return new Run(process.waitFor(), out, err.join());
    }

    private static String text(java.io.BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }

    private static boolean readsAnything(Path folder) throws IOException {
        Path closed = Files.createTempFile(folder, "closed", "");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        boolean readable = Files.isReadable(closed);
        Files.delete(closed);
        return readable;
    }
}
