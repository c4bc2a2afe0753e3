package org.rowback.importers.postgres.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.catalog.PostgresCatalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Base backups in tar archives.
class PackedBackupTest {
    @TempDir Path folder;

    /// Runs `pg_basebackup`.
    static void baseBackup(PostgresServer server, Path to, String... options) throws Exception {
        String port =
                server.client("shop").stream()
                        .filter(a -> a.startsWith("--port="))
                        .findFirst()
                        .orElseThrow();
        List<String> command = new ArrayList<>(List.of("pg_basebackup", "-c", "fast", "-D"));
        command.addAll(List.of(to.toString(), "-h", "127.0.0.1", "-U", "postgres", port));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void holdTheServersCatalogHoweverTheyArePacked() throws Exception {
        try (PostgresServer server = BackupCatalogTest.server(15, folder);
                Connection shop = server.connect("shop")) {
            BackupCatalogTest.fill(shop);
            BackupCatalogTest.run(
                    shop, List.of("vacuum full pg_class", "vacuum full pg_constraint"));
            PostgresCatalog expected = BackupCatalogTest.live(shop);
            Path gzip = folder.resolve("gzip");
            baseBackup(server, gzip, "-Ft", "-z");
            BackupCatalogTest.same(BackupCatalog.read(gzip, ""), expected);
            Path fetched = folder.resolve("fetched");
            baseBackup(server, fetched, "-Ft", "-X", "fetch", "--compress=client-zstd");
            BackupCatalogTest.same(BackupCatalog.read(fetched, "shop"), expected);
            Path plain = folder.resolve("plain");
            baseBackup(server, plain, "-Ft");
            BackupCatalogTest.same(BackupCatalog.read(plain, "shop"), expected);
            Files.delete(plain.resolve("pg_wal.tar"));
            assertThatThrownBy(() -> BackupCatalog.read(plain, "shop"))
                    .isInstanceOf(RowbackException.BadInput.class)
                    .hasMessageStartingWith(plain.resolve("pg_wal") + ": the log from ")
                    .hasMessageContaining("copy the archived segments");
            Path log = Files.createDirectory(plain.resolve("pg_wal"));
            for (Path segment : segments(server.data().resolve("pg_wal"))) {
                Files.copy(segment, log.resolve(segment.getFileName()));
            }
            BackupCatalogTest.same(BackupCatalog.read(plain, "shop"), expected);
        }
    }

    private static List<Path> segments(Path folder) throws Exception {
        try (var all = Files.list(folder)) {
            return all.filter(p -> p.getFileName().toString().matches("[0-9A-F]{24}")).toList();
        }
    }

    @Test
    void anIncrementalBackupIsToldFromAWholeOne() throws Exception {
        Files.writeString(folder.resolve("PG_VERSION"), "17\n");
        Files.writeString(
                folder.resolve("backup_label"),
                "START WAL LOCATION: 0/6000028 (file 000000010000000000000006)\n"
                        + "BACKUP METHOD: streamed\nINCREMENTAL FROM LSN: 0/4000028\n"
                        + "INCREMENTAL FROM TLI: 1\n");
        assertThatThrownBy(() -> BackupCatalog.read(folder, ""))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("an incremental backup")
                .hasMessageContaining("pg_combinebackup");
    }
}
