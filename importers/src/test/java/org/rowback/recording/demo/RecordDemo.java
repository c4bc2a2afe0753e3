package org.rowback.recording.demo;

import com.github.luben.zstd.Zstd;

import org.rowback.recording.RunningServer;
import org.rowback.recording.ServerKind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `RecordDemo SERVER FOLDER SCALE SPEED`: plays 13:40 to 14:50 of one day and keeps the binlog and the schema.
///
/// The server runs with `clock.c` preloaded (its library is named by `$CLOCK`), which sets its clock to that day and
/// lets it run SPEED times as fast; so every time in the log is what the server's own clock said, and the log's
/// bytes are as the server wrote them.
final class RecordDemo {
    private RecordDemo() {}

    /// What a program does again and again.
    private interface Step {
        void run(Session session, Random random) throws SQLException;
    }

    public static void main(String[] arguments) throws Exception {
        ServerKind kind = ServerKind.valueOf(arguments[0]);
        Path folder = Path.of(arguments[1]);
        double scale = Double.parseDouble(arguments[2]);
        int speed = Integer.parseInt(arguments[3]);
        List<String> options =
                new ArrayList<>(List.of("--binlog-row-metadata=FULL", "--max-connections=50"));
        options.addAll(
                kind.maria
                        ? List.of("--binlog-annotate-row-events=ON")
                        : List.of(
                                "--gtid-mode=ON",
                                "--enforce-gtid-consistency=ON",
                                "--binlog-rows-query-log-events=ON"));
        Map<String, String> environment =
                Map.of(
                        "LD_PRELOAD", System.getenv("CLOCK"),
                        "CLOCK_START",
                                Long.toString(
                                        Instant.parse("2026-05-12T13:34:00Z").getEpochSecond()),
                        "CLOCK_SPEED", Integer.toString(speed),
                        "TZ", "UTC");
        try (RunningServer server = RunningServer.start(kind, options, environment)) {
            record(server, folder, scale, speed);
        }
    }

    private static void record(RunningServer server, Path folder, double scale, int speed)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE shop CHARACTER SET utf8mb4");
        }
        Session builder = new Session(server.connect("shop"), "import");
        builder.transaction(() -> Shop.build(builder, new Random(42)));
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            if (server.kind.maria) {
                statement.execute("DELETE FROM mysql.global_priv WHERE User = ''");
                statement.execute("FLUSH PRIVILEGES");
            }
            for (String user : List.of("web", "backoffice", "jobs", "pricing_agent")) {
                statement.execute("CREATE USER " + user + "@'%' IDENTIFIED BY ''");
                statement.execute("GRANT ALL ON shop.* TO " + user + "@'%'");
            }
            statement.execute(
                    server.kind.maria ? "RESET MASTER TO 42" : "RESET BINARY LOGS AND GTIDS TO 42");
        }
        Clock clock = Clock.of(builder, speed);
        System.out.println("built at " + clock.time());
        play(server, clock, scale);
        System.out.println("played until " + clock.time());
        Files.createDirectories(folder);
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("FLUSH LOGS");
        }
        byte[] bytes = Files.readAllBytes(server.data().resolve("binlog.000042"));
        byte[] compressed = Zstd.compress(bytes, 19);
        Files.write(folder.resolve("binlog.000042.zst"), compressed);
        Files.writeString(folder.resolve("schema.sql"), schema(server));
        System.out.println(bytes.length + " bytes, " + compressed.length + " compressed");
    }

    private static String schema(RunningServer server) throws SQLException {
        StringBuilder out =
                new StringBuilder(
                        "-- The shop, as SHOW CREATE TABLE prints its tables. None was altered"
                                + " while the log was written.\n"
                                + "USE shop;\n");
        Session session = new Session(server.connect("shop"), "schema");
        for (String[] table : session.query("SHOW TABLES")) {
            out.append('\n')
                    .append(
                            session.query("SHOW CREATE TABLE " + table[0])
                                    .getFirst()[1]
                                    .replaceAll(" AUTO_INCREMENT=[0-9]+", ""))
                    .append(";\n");
        }
        return out.toString();
    }

    private static void play(RunningServer server, Clock clock, double scale)
            throws SQLException, InterruptedException, ExecutionException {
        Load load = new Load(clock);
        double from = seconds(13, 40, 0);
        double to = seconds(14, 50, 0);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService programs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 3; i++) {
                running.add(
                        programs.submit(
                                repeat(
                                        server,
                                        clock,
                                        "web",
                                        "app=web-" + i + " route=/checkout",
                                        i,
                                        scale * 8,
                                        from,
                                        to,
                                        load::checkout)));
            }
            for (int i = 1; i <= 2; i++) {
                running.add(
                        programs.submit(
                                repeat(
                                        server,
                                        clock,
                                        "web",
                                        "app=web-" + i + " route=/account",
                                        10 + i,
                                        scale * 12,
                                        from,
                                        to,
                                        load::account)));
            }
            running.add(
                    programs.submit(
                            repeat(
                                    server,
                                    clock,
                                    "jobs",
                                    "app=payments callback",
                                    20,
                                    scale * 25,
                                    from,
                                    to,
                                    load::settle)));
            running.add(
                    programs.submit(
                            repeat(
                                    server,
                                    clock,
                                    "jobs",
                                    "app=warehouse",
                                    21,
                                    scale * 22,
                                    from,
                                    to,
                                    load::fulfil)));
            running.add(
                    programs.submit(
                            repeat(
                                    server,
                                    clock,
                                    "backoffice",
                                    "app=backoffice",
                                    22,
                                    scale * 5,
                                    from,
                                    to,
                                    load::backOffice)));
            running.add(
                    programs.submit(
                            repeat(
                                    server,
                                    clock,
                                    "jobs",
                                    "job=stock-feed",
                                    23,
                                    0.25,
                                    from,
                                    to,
                                    load::stockSync)));
            running.add(
                    programs.submit(
                            () -> {
                                Session session =
                                        new Session(server.connect("shop", "jobs"), "job=loyalty");
                                clock.awaitSecond(seconds(14, 5, 0));
                                load.loyalty(session);
                                return null;
                            }));
            running.add(
                    programs.submit(
                            () -> {
                                Session session =
                                        new Session(
                                                server.connect("shop", "backoffice"),
                                                "app=backoffice");
                                Random random = new Random(7);
                                for (int minute = 24; minute < 46; minute += 4) {
                                    clock.awaitSecond(seconds(14, minute, 17));
                                    load.mendByHand(session, random);
                                }
                                return null;
                            }));
            running.add(programs.submit(() -> agent(server, clock)));
            for (Future<?> program : running) {
                program.get();
            }
        }
    }

    private static java.util.concurrent.Callable<Object> repeat(
            RunningServer server,
            Clock clock,
            String user,
            String tag,
            int seed,
            double perMinute,
            double from,
            double to,
            Step step) {
        return () -> {
            Session session = new Session(server.connect("shop", user), tag);
            Random random = new Random(seed);
            double at = from;
            while (true) {
                // A working day's wave: busier after lunch, a lull before three.
                double wave = 0.75 + 0.5 * Math.sin((at - from) / (to - from) * Math.PI);
                at += -Math.log(1 - random.nextDouble()) * 60 / (perMinute * wave);
                if (at > to) {
                    return "done";
                }
                clock.awaitSecond(at);
                step.run(session, random);
            }
        };
    }

    private static Object agent(RunningServer server, Clock clock)
            throws SQLException, InterruptedException {
        Agent agent =
                new Agent(
                        new Session(server.connect("shop", "pricing_agent"), "pricing-agent-7"),
                        clock);
        for (int round = 0; round < 5; round++) {
            clock.awaitSecond(seconds(13, 46 + round * 5, 30));
            agent.usual(round);
        }
        int steps = 48;
        for (int i = 0; i < steps; i++) {
            clock.awaitSecond(seconds(14, 13, 4) + i * (8 * 60 - 20.0) / steps);
            agent.bad(i);
        }
        clock.awaitSecond(seconds(14, 21, 48));
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE INSERT, UPDATE, DELETE ON shop.* FROM pricing_agent@'%'");
        }
        return "stopped";
    }

    private static double seconds(int hour, int minute, int second) {
        return hour * 3600 + minute * 60 + second;
    }
}
