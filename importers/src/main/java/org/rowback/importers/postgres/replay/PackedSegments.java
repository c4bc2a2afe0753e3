package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.UnpackedEvidence;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.TarArchive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// WAL segments in a tar archive: `pg_wal.tar` or `base.tar` of `pg_basebackup -Ft`, or one that somebody made of an
/// archive.
final class PackedSegments {
    private static final Pattern SEGMENT =
            Pattern.compile("[0-9A-F]{24}(\\.partial)?(\\.(gz|lz4|zst))?");

    /// Archives of a backup that hold no log where another of it does.
    private static final Pattern FILES = Pattern.compile("(base|\\d+)\\.tar(\\.\\w+)?");

    private static final Pattern LOG = Pattern.compile("pg_wal\\.tar(\\.\\w+)?");

    private PackedSegments() {}

    static List<Evidence> unpack(Evidence archive, Path scratch, ImportMonitor monitor)
            throws IOException, RowbackException.Cancelled {
        List<Evidence> segments = new ArrayList<>();
        if (FILES.matcher(archive.name()).matches() && isBesideLog(archive.path())) {
            return segments;
        }
        Path folder = Files.createTempDirectory(scratch, "segments");
        TarArchive.read(
                archive,
                (name, content) -> {
                    monitor.check();
                    String last = name.substring(name.lastIndexOf('/') + 1);
                    Path file = folder.resolve(Integer.toString(segments.size()));
                    if (SEGMENT.matcher(last).matches()) {
                        monitor.progress("unpacking " + name, segments.size(), 0, "segments");
                        long bytes = Files.copy(content, file);
                        segments.add(
                                new UnpackedEvidence(archive.path().resolve(name), file, bytes));
                    }
                });
        return segments;
    }

    private static boolean isBesideLog(Path archive) throws IOException {
        Path folder = archive.toAbsolutePath().getParent();
        if (folder == null) {
            return false;
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.anyMatch(p -> LOG.matcher(p.getFileName().toString()).matches());
        }
    }
}
