package org.rowback.importers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A real PostgreSQL server of a version on loopback, in a folder that goes with it.
public final class PostgresServer implements AutoCloseable {
    private static final Path JARS = Path.of("target", "postgres");

    private final Path bin;
    private final Path data;
    private final int port;

    /// @param settings lines for postgresql.conf
    public PostgresServer(int version, Path folder, List<String> settings) throws IOException {
        bin = unpacked(version).resolve("bin");
        data = folder.resolve("data-" + version);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync",
                "--wal-segsize=1");
        List<String> lines = new ArrayList<>(settings);
        lines.addAll(
                List.of(
                        "port=" + port,
                        "listen_addresses='127.0.0.1'",
                        "unix_socket_directories=''",
                        "fsync=off",
                        "wal_keep_size=2GB",
                        "max_wal_size=2GB",
                        "max_prepared_transactions=10",
                        "autovacuum=off",
                        "TimeZone='UTC'",
                        "shared_buffers=16MB"));
        Files.write(
                data.resolve("postgresql.conf"), lines, java.nio.file.StandardOpenOption.APPEND);
        start();
    }

    public void start() throws IOException {
        run("pg_ctl", "-D", data.toString(), "-l", data + ".log", "-w", "start");
    }

    public void stop() throws IOException {
        run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
    }

    /// Where it keeps its log.
    public Path wal() {
        return data.resolve("pg_wal");
    }

    public Path data() {
        return data;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres");
    }

    /// The command of the client that is installed here, for a database.
    public List<String> client(String database) {
        return List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=postgres",
                "--dbname=" + database);
    }

    private static Path unpacked(int version) throws IOException {
        Path home = JARS.resolve("server-" + version).toAbsolutePath();
        if (Files.exists(home.resolve("bin"))) {
            return home;
        }
        Path part = Files.createTempDirectory(JARS.toAbsolutePath(), "unpack");
        try (ZipFile jar = new ZipFile(JARS.resolve(version + ".jar").toFile())) {
            ZipEntry entry =
                    jar.stream()
                            .map(e -> (ZipEntry) e)
                            .filter(e -> e.getName().endsWith(".txz"))
                            .findFirst()
                            .orElseThrow();
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, part.resolve("all.txz"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(List.of("tar", "xJf", part.resolve("all.txz").toString(), "-C", part.toString()));
        Files.delete(part.resolve("all.txz"));
        Files.move(part, home);
        return home;
    }

    /// The server does not run as root: in a namespace of its own it is nobody.
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("postgres", ".out");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            int code = process.waitFor();
            assertThat(code).as("%s%n%s", command, Files.readString(output)).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    }
}
