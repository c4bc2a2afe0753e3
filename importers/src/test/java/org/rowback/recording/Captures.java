package org.rowback.recording;

import com.github.luben.zstd.ZstdInputStream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The recordings among the test resources.
public final class Captures {
    private Captures() {}

    /// One recording's folder; shown as `SERVER/SCENARIO`.
    public record Capture(Path folder) {
        /// The log, compressed as it lies there.
        public Path log() {
            return folder.resolve("binlog.000002.zst");
        }

        /// The log as the server wrote it.
        public byte[] logBytes() {
            try (var in = new ZstdInputStream(Files.newInputStream(log()))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public Answers answers() {
            return new Answers(folder);
        }

        public String server() {
            return String.valueOf(folder.getName(folder.getNameCount() - 2));
        }

        public String scenario() {
            return String.valueOf(folder.getFileName());
        }

        @Override
        public String toString() {
            return server() + "/" + scenario();
        }
    }

    /// Every recording, by name.
    public static List<Capture> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(f -> f.endsWith("settings.tsv"))
                    .map(f -> f.resolveSibling(""))
                    .sorted()
                    .map(Capture::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        var url = Captures.class.getResource("/captures");
        if (url == null) {
            throw new IllegalStateException("no captures among the test resources");
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
