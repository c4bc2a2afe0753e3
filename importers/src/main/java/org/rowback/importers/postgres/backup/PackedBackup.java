package org.rowback.importers.postgres.backup;

import org.rowback.history.importing.FileEvidence;
import org.rowback.history.importing.ScratchFolder;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.TarArchive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A base backup in tar archives, as `pg_basebackup -Ft` writes it, unpacked as far as a catalog is read from it.
///
/// | archive (also .gz, .lz4, .zst) | what is in it |
/// |---|---|
/// | `base.tar` | the data directory; with `-X fetch` its `pg_wal` too |
/// | `pg_wal.tar` | what belongs into `pg_wal`, with `-X stream` |
/// | `OID.tar` | a tablespace: what belongs into `pg_tblspc/OID` |
///
/// Segments that lie unpacked in a folder `pg_wal` beside them count too.
///
/// Source: PostgreSQL 18 `src/bin/pg_basebackup/pg_basebackup.c`.
final class PackedBackup implements AutoCloseable {
    private static final Pattern ARCHIVE =
            Pattern.compile("(base|pg_wal|\\d+)\\.tar(\\.(gz|lz4|zst))?");

    private static final Pattern RELATION =
            Pattern.compile("(?:base|pg_tblspc/\\d+/[^/]+)/(\\d+)/(\\d+)(?:\\.\\d+)?");

    private static final Predicate<String> OTHERS =
            Pattern.compile(
                            "PG_VERSION|backup_label|(global|pg_xact|pg_wal)/[^/]+"
                                    + "|(base|pg_tblspc/\\d+/[^/]+)/\\d+/pg_filenode\\.map")
                    .asMatchPredicate();

    /// Files with a smaller number were made with the cluster: the server's own tables, unless VACUUM FULL gave them new
    /// ones.
    private static final long FIRST_LATER = 16384;

    private final ScratchFolder scratch;
    private final List<Path> archives;
    private final Set<List<Long>> later = new HashSet<>();

    private PackedBackup(ScratchFolder scratch, List<Path> archives) {
        this.scratch = scratch;
        this.archives = archives;
    }

    /// Unpacks the backup of a folder; empty where it is no packed one.
    static Optional<PackedBackup> open(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve("PG_VERSION"))) {
            return Optional.empty();
        }
        List<Path> archives;
        try (Stream<Path> all = Files.list(folder)) {
            archives =
                    all.filter(p -> ARCHIVE.matcher(p.getFileName().toString()).matches())
                            .sorted()
                            .toList();
        }
        if (archives.stream().noneMatch(p -> p.getFileName().toString().startsWith("base."))) {
            return Optional.empty();
        }
        PackedBackup packed = new PackedBackup(ScratchFolder.make(), archives);
        try {
            packed.unpack(name -> OTHERS.test(name) || isMadeWithCluster(name));
            packed.addLog(folder.resolve("pg_wal"));
            return Optional.of(packed);
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    /// Where it is unpacked.
    Path folder() {
        return scratch.path();
    }

    /// Unpacks relations' files that were not made with the cluster.
    void have(long database, Set<Long> files) throws IOException {
        Set<List<Long>> wanted = new HashSet<>();
        for (long file : files) {
            if (file >= FIRST_LATER && later.add(List.of(database, file))) {
                wanted.add(List.of(database, file));
            }
        }
        if (!wanted.isEmpty()) {
            unpack(
                    name -> {
                        Matcher relation = RELATION.matcher(name);
                        return relation.matches()
                                && wanted.contains(
                                        List.of(
                                                Long.parseLong(relation.group(1)),
                                                Long.parseLong(relation.group(2))));
                    });
        }
    }

    private static boolean isMadeWithCluster(String name) {
        Matcher relation = RELATION.matcher(name);
        return relation.matches() && Long.parseLong(relation.group(2)) < FIRST_LATER;
    }

    private void unpack(Predicate<String> wanted) throws IOException {
        for (Path archive : archives) {
            String kind = archive.getFileName().toString().replaceFirst("\\..*", "");
            String within =
                    switch (kind) {
                        case "base" -> "";
                        case "pg_wal" -> "pg_wal/";
                        default -> "pg_tblspc/" + kind + "/";
                    };
            try {
                TarArchive.read(
                        FileEvidence.of(archive),
                        (name, content) -> {
                            String path = within + name.replaceFirst("^(\\./)+", "");
                            if (wanted.test(path)) {
                                put(path, content);
                            }
                        });
            } catch (RowbackException.Cancelled e) {
                throw new IllegalStateException("nobody can cancel this", e);
            }
        }
    }

    /// The names that are wanted lead nowhere else: none holds `..`.
    private void put(String path, InputStream content) throws IOException {
        Path file = scratch.path().resolve(path);
        Files.createDirectories(file.getParent());
        Files.copy(content, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void addLog(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path segment : all.filter(Files::isRegularFile).toList()) {
                    try (InputStream in = Files.newInputStream(segment)) {
                        put("pg_wal/" + segment.getFileName(), in);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
