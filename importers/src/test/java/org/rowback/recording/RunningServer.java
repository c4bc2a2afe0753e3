package org.rowback.recording;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server in a throw-away folder on loopback, with its binlog in `data/binlog.000001` and so on.
public final class RunningServer implements AutoCloseable {
    public final ServerKind kind;
    private final Path folder;
    private final int port;
    private final Process process;

    private RunningServer(ServerKind kind, Path folder, int port, Process process) {
        this.kind = kind;
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static RunningServer start(ServerKind kind, List<String> options)
            throws IOException, InterruptedException {
        return start(kind, options, Map.of());
    }

    /// Starts a server on an empty data folder.
    ///
    /// @param environment variables for the server's own process
    public static RunningServer start(
            ServerKind kind, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rowback-recording-");
        Path data = folder.resolve("data");
        kind.initialise(data);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>(kind.daemon());
        command.addAll(
                List.of(
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--port=" + port,
                        "--socket=" + folder.resolve("socket"),
                        "--bind-address=127.0.0.1",
                        "--log-bin=binlog",
                        "--server-id=" + 42,
                        "--binlog-format=ROW",
                        "--sync-binlog=0",
                        "--innodb-flush-log-at-trx-commit=0"));
        if (kind != ServerKind.MARIADB_10_11 && kind != ServerKind.MYSQL_9_7) {
            command.add("--skip-grant-tables");
        }
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        RunningServer server = new RunningServer(kind, folder, port, process);
        server.awaitStart();
        return server;
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (int i = 0; i < 300; i++) {
            if (!process.isAlive()) {
                throw new IOException("server ended:\n" + Files.readString(folder.resolve("log")));
            }
            try (Connection connection = connect("")) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IOException("server did not start: " + folder.resolve("log"));
    }

    public Connection connect(String database) throws SQLException {
        return connect(database, "root");
    }

    /// Connects as a user without a password.
    public Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:"
                        + port
                        + "/"
                        + database
                        + "?user="
                        + user
                        + "&useAffectedRows=true&allowPublicKeyRetrieval=true&sslMode=disable");
    }

    public Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
