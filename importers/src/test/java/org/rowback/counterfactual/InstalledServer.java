package org.rowback.counterfactual;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A MySQL or MariaDB server that is installed on this machine, started in a throw-away folder on loopback.
///
/// Its programs are looked for on the `PATH`, or in the folder that the system property `mysql.bin` or `mariadb.bin`
/// names.
final class InstalledServer extends BinlogServer {
    private final boolean mariadb;
    private final Path data;
    private final int port;
    private final Process process;
    private final String client;

    private InstalledServer(boolean mariadb, Path data, int port, Process process)
            throws IOException {
        this.mariadb = mariadb;
        this.client = program(mariadb, mariadb ? "mariadb" : "mysql");
        this.data = data;
        this.port = port;
        this.process = process;
    }

    static InstalledServer mysql(Path folder) throws Exception {
        return start(false, folder);
    }

    static InstalledServer mariadb(Path folder) throws Exception {
        return start(true, folder);
    }

    /// A program of one of the two families.
    ///
    /// @throws IOException where it is not there: a sentence that says what to install
    static String program(boolean mariadb, String name) throws IOException {
        String family = mariadb ? "mariadb" : "mysql";
        String folders = System.getProperty(family + ".bin", System.getenv("PATH") + ":/usr/sbin");
        for (String folder : folders.split(File.pathSeparator)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program) && isOf(mariadb, program)) {
                return program.toString();
            }
        }
        throw new IOException(
                "there is no "
                        + name
                        + (mariadb ? " of MariaDB" : " of MySQL")
                        + " on this machine: install its server and client, or name their folder"
                        + " with -D"
                        + family
                        + ".bin=FOLDER");
    }

    /// MariaDB installs its programs under MySQL's names too.
    private static boolean isOf(boolean mariadb, Path program) throws IOException {
        if (mariadb) {
            return true;
        }
        Process asked =
                new ProcessBuilder(program.toString(), "--no-defaults", "--version")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return !said.toLowerCase(Locale.ROOT).contains("mariadb");
    }

    private static InstalledServer start(boolean mariadb, Path folder) throws Exception {
        Path data = folder.resolve("data");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String user = "--user=" + System.getProperty("user.name");
        String server = program(mariadb, mariadb ? "mariadbd" : "mysqld");
        Process made =
                mariadb
                        ? started(
                                List.of(
                                        program(true, "mariadb-install-db"),
                                        "--no-defaults",
                                        user,
                                        "--datadir=" + data,
                                        "--auth-root-authentication-method=normal"))
                        : started(
                                List.of(
                                        server,
                                        "--no-defaults",
                                        "--initialize-insecure",
                                        user,
                                        "--datadir=" + Files.createDirectories(data)));
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("no data folder could be made: " + said);
        }
        Path users =
                Files.writeString(
                        folder.resolve("users.sql"),
                        "CREATE USER dba@'%' IDENTIFIED BY 'secret';\n"
                                + "GRANT ALL ON *.* TO dba@'%' WITH GRANT OPTION;\n");
        List<String> command = new ArrayList<>(List.of(server, "--no-defaults", user));
        command.addAll(
                List.of(
                        "--datadir=" + data,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        "--socket=" + folder.resolve("socket"),
                        "--init-file=" + users,
                        "--server-id=115",
                        "--log-bin=binlog",
                        "--binlog-format=ROW",
                        "--binlog-row-metadata=FULL",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--sync-binlog=0"));
        command.addAll(
                mariadb
                        ? List.of("--binlog-annotate-row-events=ON")
                        : List.of(
                                "--binlog-rows-query-log-events=ON",
                                "--mysqlx=OFF",
                                "--secure-file-priv="));
        Process process = started(command);
        StringBuilder log = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.contains("ready for connections")) {
            log.append(line).append('\n');
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start:\n" + log);
        }
        Thread.ofVirtual().start(() -> drain(process));
        return new InstalledServer(mariadb, data, port, process);
    }

    /// So that it never waits for somebody to read what it says.
    private static void drain(Process process) {
        try (InputStream said = process.getInputStream()) {
            said.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It was stopped.
        }
    }

    private static Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// The server finds the placeholders of statements: Connector/J by itself misses those behind hostile names.
    @Override
    Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:"
                        + (mariadb ? "mariadb" : "mysql")
                        + "://127.0.0.1:"
                        + port
                        + "/?user=dba&password=secret&"
                        + (mariadb
                                ? ""
                                : "sslMode=DISABLED&allowPublicKeyRetrieval=true&useServerPrepStmts=true&")
                        + options);
    }

    @Override
    Path data() {
        return data;
    }

    @Override
    List<String> client(String world) {
        return List.of(
                client,
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=dba",
                "--password=secret",
                "--default-character-set=utf8mb4",
                world);
    }

    @Override
    String logStatus() {
        return mariadb ? "SHOW MASTER STATUS" : "SHOW BINARY LOG STATUS";
    }

    @Override
    String url(String world) {
        return (mariadb ? "mariadb" : "mysql")
                + "://dba:secret@127.0.0.1:"
                + port
                + "/"
                + world
                + (mariadb ? "" : "?sslMode=DISABLED&allowPublicKeyRetrieval=true");
    }

    /// Its own version.
    String version() throws SQLException {
        try (Connection connection = connect("");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT VERSION()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
