package org.rowback.app.cli;

import com.github.luben.zstd.ZstdInputStream;

import org.rowback.app.Main;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Logs that servers wrote, to train on.
final class TrainingLogs {
    /// What a method of reading WAL runs in an import of 200 MB tells what is worth compiling.
    private static final int WAL_ROUNDS = 12;

    private final Path folder;
    private final Console silent;

    /// @param folder a scratch folder
    TrainingLogs(Path folder, Console silent) {
        this.folder = folder;
        this.silent = silent;
    }

    /// Imports logs of all kinds: they are read by different classes.
    void read() throws RowbackException {
        try {
            for (String vendor : List.of("MySQL", "MariaDB")) {
                binlog(vendor);
            }
            wal();
        } catch (IOException e) {
            throw new RowbackException.BadInput(folder + ": cannot be written", e);
        }
    }

    /// A log of a vendor with a little DDL. Little, because what runs often here is compiled at the start of every later
    /// run, and most runs meet little DDL.
    private void binlog(String vendor) throws IOException {
        String resources = vendor.equals("MySQL") ? "demo" : "demo-mariadb";
        Path log = folder.resolve(resources + "-binlog.000042.zst");
        try (InputStream packed = packed(resources + "/binlog.000042.zst")) {
            Files.copy(packed, log, StandardCopyOption.REPLACE_EXISTING);
        }
        Path schema = folder.resolve(vendor + ".sql");
        Files.writeString(
                schema,
                "-- Server version 10.11.1-"
                        + vendor
                        + "\nUSE shop;\n"
                        + "CREATE TABLE training (id int NOT NULL, PRIMARY KEY (id));\n");
        run(vendor, log, schema);
    }

    /// 3.3 MB that a PostgreSQL 15 wrote: `app/src/bench/training-wal` recorded them.
    private void wal() throws IOException {
        Path segments = Files.createDirectories(folder.resolve("wal"));
        for (String name : List.of("000000010000000000000003", "000000010000000000000004")) {
            unpack("training/" + name + ".zst", segments.resolve(name));
        }
        Path schema = folder.resolve("wal.json");
        unpack("training/schema.json.zst", schema);
        for (int round = 0; round < WAL_ROUNDS; round++) {
            run("wal" + round, segments, schema);
        }
    }

    private void run(String name, Path log, Path schema) {
        String file = folder.resolve(name + ".rowback").toString();
        Main.run(
                new String[] {"import", file, log.toString(), "--schema", schema.toString()},
                silent);
    }

    private static void unpack(String resource, Path to) throws IOException {
        try (InputStream content = new ZstdInputStream(packed(resource))) {
            Files.copy(content, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static InputStream packed(String resource) {
        InputStream packed = Main.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new IllegalStateException("the program was packed without " + resource);
        }
        return packed;
    }
}
