package org.rowback.recording;

import com.github.luben.zstd.Zstd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the recordings: `RecordServers FOLDER [SERVER[/SCENARIO]...]` writes `FOLDER/SERVER/SCENARIO/`.
final class RecordServers {
    private static final Pattern CHANGE =
            Pattern.compile("### (?:INSERT INTO|UPDATE|DELETE FROM) `rec`\\.`(\\w+)`");

    private RecordServers() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        for (ServerKind kind : ServerKind.values()) {
            for (Scenario scenario : Scenario.of(kind)) {
                String name = kind.folder + "/" + scenario.name();
                if (wanted.isEmpty() || wanted.contains(kind.folder) || wanted.contains(name)) {
                    record(kind, scenario, folder.resolve(name));
                }
            }
        }
    }

    private static void record(ServerKind kind, Scenario scenario, Path folder)
            throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        try (RunningServer server = RunningServer.start(kind, scenario.options());
                Recorder recorder = new Recorder(server, scenario.settings())) {
            recorder.quietly("FLUSH LOGS");
            String log = lastLog(recorder);
            scenario.play().play(recorder);
            String tables = recorder.tables();
            String settings =
                    "version\t"
                            + recorder.ask("SELECT CONCAT(@@version, ' ', @@version_comment)")
                            + "\noptions\t"
                            + String.join(" ", scenario.options())
                            + "\nsession\t"
                            + String.join("; ", scenario.settings())
                            + "\n";
            recorder.quietly("FLUSH LOGS");
            byte[] bytes = Files.readAllBytes(server.data().resolve(log));
            String printed = print(kind, server.data().resolve(log));
            Map<String, Integer> changes = new TreeMap<>();
            Set<String> cut = new TreeSet<>();
            String table = "";
            for (String line : printed.lines().toList()) {
                Matcher change = CHANGE.matcher(line);
                if (change.lookingAt()) {
                    table = change.group(1);
                    changes.merge(table, 1, Integer::sum);
                } else if (line.contains("Don't know how to handle column type")) {
                    cut.add(table);
                }
            }
            StringBuilder counts = new StringBuilder();
            changes.forEach(
                    (name, n) ->
                            counts.append(cut.contains(name) ? "cut\t" : "changes\t")
                                    .append(name)
                                    .append('\t')
                                    .append(n)
                                    .append('\n'));
            settings += counts;
            Files.writeString(folder.resolve("settings.tsv"), settings);
            write(folder.resolve("binlog.000002.zst"), bytes);
            write(
                    folder.resolve("made-by.sql.zst"),
                    recorder.sql().getBytes(StandardCharsets.UTF_8));
            write(
                    folder.resolve("answers.tsv.zst"),
                    recorder.answers().getBytes(StandardCharsets.UTF_8));
            write(folder.resolve("tables.tsv.zst"), tables.getBytes(StandardCharsets.UTF_8));
            long answered =
                    recorder.answers()
                            .lines()
                            .filter(
                                    l ->
                                            l.startsWith("I\t")
                                                    || l.startsWith("U\t")
                                                    || l.startsWith("D\t"))
                            .count();
            System.out.println(
                    kind.folder
                            + "/"
                            + scenario.name()
                            + ": "
                            + log
                            + " "
                            + bytes.length
                            + " bytes, "
                            + changes.values().stream().mapToInt(n -> n).sum()
                            + " changes, "
                            + answered
                            + " answered");
        }
    }

    private static String lastLog(Recorder recorder) throws SQLException {
        // The last row of SHOW BINARY LOGS, in the words of every version.
        return recorder.last("SHOW BINARY LOGS");
    }

    private static String print(ServerKind kind, Path log)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(kind.binlogTool());
        command.addAll(List.of("-vv", "--base64-output=DECODE-ROWS", log.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (process.waitFor() != 0) {
            // The vendor's tool gives up on some old types: what it printed does not count.
            System.out.println(String.join(" ", command) + " failed");
            return printed.replace("### ", "#!! ");
        }
        return printed;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, Zstd.compress(bytes, 19));
    }
}
