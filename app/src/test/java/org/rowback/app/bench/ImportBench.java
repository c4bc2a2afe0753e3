package org.rowback.app.bench;

import com.github.shyiko.mysql.binlog.BinaryLogFileReader;

import org.rowback.app.Imports;
import org.rowback.app.Wiring;
import org.rowback.app.bench.MadeLog.Made;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Imports made-up logs, and lets other programs read them.
final class ImportBench {
    private ImportBench() {}

    /// The command line in a process of its own.
    static Processes.Ran cold(Path launcher, Path folder, Path target)
            throws IOException, InterruptedException {
        Files.deleteIfExists(target);
        return Processes.run(
                List.of(launcher.toString(), "import", target.toString(), folder.toString()));
    }

    /// In this process.
    ///
    /// @return seconds
    static double here(Made made, Path folder, Path target) throws Exception {
        Files.deleteIfExists(target);
        long begin = System.nanoTime();
        try (CaseFile file = CaseFile.create(target, Wiring.codecs())) {
            ImportResult result =
                    Imports.run(file, List.of(), ImportRequest.of(folder), ImportMonitor.NONE);
            if (result.changes() != made.changes() || result.findings() != 0) {
                throw new IllegalStateException(
                        result.changes() + " changes, " + result.findings() + " findings");
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /// What any reader of the logs must do at least: read every byte and check it.
    ///
    /// @return seconds, the least of some
    static double readAndCheck(List<Path> files) throws IOException {
        double least = Double.MAX_VALUE;
        byte[] buffer = new byte[1 << 18];
        for (int round = 0; round < 5; round++) {
            long begin = System.nanoTime();
            CRC32 crc = new CRC32();
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                        crc.update(buffer, 0, n);
                    }
                }
            }
            least = Math.min(least, (System.nanoTime() - begin) / 1e9 + crc.getValue() * 1e-30);
        }
        return least;
    }

    /// A server's own tool, printing all to nowhere.
    static Optional<Double> printing(String tool, List<Path> files)
            throws IOException, InterruptedException {
        if (Processes.version(tool).isEmpty()) {
            return Optional.empty();
        }
        List<String> command =
                new ArrayList<>(
                        List.of(tool, "--no-defaults", "-vv", "--base64-output=DECODE-ROWS"));
        files.forEach(file -> command.add(file.toString()));
        return Optional.of(Processes.run(command).seconds());
    }

    /// mysql-binlog-connector-java, which makes objects of all rows and keeps nothing; in this process.
    ///
    /// @return seconds
    static double connector(List<Path> files) throws IOException {
        long begin = System.nanoTime();
        for (Path file : files) {
            try (BinaryLogFileReader reader = new BinaryLogFileReader(file.toFile())) {
                while (reader.readEvent() != null) {
                    // Nothing is kept.
                }
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
