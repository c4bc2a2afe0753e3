package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.PostgresServer;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Segments in tar archives are imported as they are without.
class PackedSegmentsTest {
    @TempDir Path folder;

    private Bytes catalog = Bytes.of(new byte[0]);

    private static ImportResult run(HistoryList into, Path... inputs) throws RowbackException {
        return new ImportService(List.of(new PostgresWalImporter()), InputStream.nullInputStream())
                .run(ImportRequest.of(inputs), into, ImportMonitor.NONE);
    }

    private HistoryList imported(Path... inputs) throws RowbackException {
        HistoryList history = new HistoryList(List.of(catalog));
        assertThat(run(history, inputs).refused()).isEmpty();
        return history;
    }

    private List<Path> played() throws Exception {
        try (PostgresServer server = new PostgresServer(18, folder, List.of("wal_level=replica"));
                Connection connection = server.connect("postgres")) {
            var statement = connection.createStatement();
            statement.execute("checkpoint");
            String from = RawWal.one(connection, "select pg_walfile_name(pg_current_wal_lsn())");
            statement.execute("create table t (id integer primary key, v text)");
            for (int i = 0; i < 3; i++) {
                statement.execute("insert into t values (" + i + ", 'v" + i + "')");
                statement.execute("select pg_switch_wal()");
            }
            catalog = RawWal.catalog(connection);
            List<Path> segments = RawWal.segments(server.wal(), from);
            Path copy = Files.createDirectory(folder.resolve("plain"));
            for (Path segment : segments) {
                Files.copy(segment, copy.resolve(segment.getFileName()));
            }
            return RawWal.segments(copy, from);
        }
    }

    private static void pack(OutputStream to, String within, List<Path> files) throws Exception {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(to)) {
            for (Path file : files) {
                tar.putArchiveEntry(
                        tar.createArchiveEntry(file.toFile(), within + file.getFileName()));
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    @Test
    void giveTheSameChangesAsTheSegmentsThemselves() throws Exception {
        List<Path> segments = played();
        HistoryList plain = imported(folder.resolve("plain"));
        assertThat(plain.changes).hasSizeGreaterThanOrEqualTo(3);

        Path backup = Files.createDirectory(folder.resolve("backup"));
        Path log = backup.resolve("pg_wal.tar.gz");
        pack(new GZIPOutputStream(Files.newOutputStream(log)), "", segments);
        // Where the log has an archive of its own, what lies in the other is not it.
        pack(Files.newOutputStream(backup.resolve("base.tar")), "base/5/", segments.subList(0, 1));
        assertThat(imported(backup).changes).hasToString(plain.changes.toString());
        assertThat(imported(log).changes).hasToString(plain.changes.toString());
        assertThatThrownBy(() -> imported(backup.resolve("base.tar")))
                .hasMessageContaining("another beside it (pg_wal.tar) has it");

        Path fetched = folder.resolve("base.tar");
        pack(Files.newOutputStream(fetched), "./pg_wal/", segments);
        assertThat(imported(fetched).changes).hasToString(plain.changes.toString());
    }

    @Test
    void anArchiveThatEndsTooSoonIsSaid() throws Exception {
        Path file = folder.resolve("wal.tar");
        pack(Files.newOutputStream(file), "", played());
        byte[] all = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));
        assertThatThrownBy(() -> run(new HistoryList(List.of(catalog)), file))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining(file + ": it cannot be read (");
    }

    @Test
    void filesOfAnIncrementalBackupAreSaid() {
        byte[] file = new byte[8192];
        LittleEndian.put32(file, 0, 0xD3AE1F0D);
        assertThat(NotWal.say(file).orElseThrow()).contains("pg_combinebackup");
        byte[] label =
                "START WAL LOCATION: 0/6000028 (file 0)\nINCREMENTAL FROM LSN: 0/4000028\n"
                        .getBytes(StandardCharsets.US_ASCII);
        assertThat(NotWal.say(label).orElseThrow()).contains("pg_combinebackup");
    }
}
