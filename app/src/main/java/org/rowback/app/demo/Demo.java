package org.rowback.app.demo;

import com.github.luben.zstd.ZstdInputStream;

import org.rowback.app.Imports;
import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.TimeRange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// A shop's binlog as a MySQL 9.7 wrote it on 12 May 2026: an automated agent goes wrong between 14:13 and 14:21 UTC while
/// good writes go on.
public final class Demo {
    /// What separates the agent's bad writes from everything else.
    public static final String FILTER =
            "query contains \"pricing-agent-7\" time in 2026-05-12T14:13..2026-05-12T14:21";

    /// The zone of the story's times.
    public static final ZoneId ZONE = ZoneOffset.UTC;

    private static final String LOG = "binlog.000042";
    private static final String SCHEMA = "schema.sql";

    private Demo() {}

    /// The minutes of the incident.
    public static Optional<TimeRange> incident() {
        return Optional.of(
                new TimeRange(micros("2026-05-12T14:13:00Z"), micros("2026-05-12T14:21:00Z")));
    }

    /// Unpacks the log into a folder and imports it there, unless an earlier call did.
    ///
    /// @return the case file
    public static Path importInto(Path folder, ImportMonitor monitor) throws RowbackException {
        Path logs = folder.resolve("logs");
        Path file = folder.resolve("shop.rowback");
        try {
            Files.createDirectories(logs);
            Path log = logs.resolve(LOG);
            if (!Files.exists(log)) {
                unpack(log);
            }
            boolean there = Files.exists(file);
            try (CaseFile opened =
                    there
                            ? CaseFile.open(file, Wiring.codecs())
                            : CaseFile.create(file, Wiring.codecs())) {
                Imports.run(opened, List.of(schema(logs)), ImportRequest.of(log), monitor);
            }
            return file;
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    folder + ": cannot be written (" + e.getMessage() + "): name another folder",
                    e);
        }
    }

    /// What SHOW CREATE TABLE said, as a customer would send it along: the log does not hold the foreign keys.
    private static Path schema(Path folder) throws IOException {
        Path file = folder.resolve(SCHEMA);
        try (InputStream content = Demo.class.getResourceAsStream(SCHEMA)) {
            if (content == null) {
                throw new IllegalStateException("the program was packed without its demo");
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static void unpack(Path log) throws IOException {
        Path part = log.resolveSibling(LOG + ".part");
        try (InputStream packed = Demo.class.getResourceAsStream(LOG + ".zst")) {
            if (packed == null) {
                throw new IllegalStateException("the program was packed without its demo");
            }
            try (InputStream content = new ZstdInputStream(packed)) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(part, log, StandardCopyOption.ATOMIC_MOVE);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }
}
