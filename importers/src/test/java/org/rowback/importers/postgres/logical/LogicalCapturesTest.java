package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.query.Scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The captures of logical decoding beside the project: every result table of test_decoding's and wal2json's own tests
/// gives as many changes as it holds, and pgoutput's messages give the rows that a second reader saw. Runs where those
/// captures are.
class LogicalCapturesTest {
    private static final Path CAPTURES = Path.of("../../shared/captures");
    private static final Pattern TABLE =
            Pattern.compile("\n( +data *\n-+\n(?: .*\n|[^(\n].*\n)*?)\\(\\d+ rows?\\)");
    private static final Pattern CHANGE =
            Pattern.compile(
                    "\"kind\": ?\"(insert|update|delete)\"|\"action\":\"([IUD])\"|\n table [^\n]*?:"
                            + " (INSERT|UPDATE|DELETE):");

    /// Where numbers are bare, null stands for NaN and the infinities, too.
    private static final Pattern ALL_NULL = Pattern.compile("^\\((?:\\w+=NULL(?:, )?)+\\)$");

    private static final Pattern NOT_ISO =
            Pattern.compile("=\\?not a value of (?:timestamp|date)[a-z ]* as PostgreSQL prints it");
    private static final Pattern OTHER_DATE =
            Pattern.compile(
                    "=(?:[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d [\\d:.]+ \\d{4}|\\d\\d-\\d\\d-\\d{4})");

    private static final Pattern HEX = Pattern.compile("\"hex\": \"([0-9a-f]+)\"");
    private static final Pattern ROW = Pattern.compile("\"type\": \"([IUD])\"");
    private static final Pattern ROW_OF_FOO =
            Pattern.compile("\"type\": \"[IUD]\".*\"relid\": 24576");

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> resultTablesGiveTheirChanges() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String sub :
                List.of(
                        "eulerto__wal2json/expected",
                        "Ananya-L__DBIS-Project-SemiJoins/contrib/test_decoding/expected")) {
            Path expected = CAPTURES.resolve(sub);
            if (!Files.isDirectory(expected)) {
                System.out.println("captures beside the project: not there, not tested");
                return List.of();
            }
            try (Stream<Path> files = Files.list(expected)) {
                for (Path file : files.sorted().toList()) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    sub + "/" + file.getFileName(), () -> compare(file)));
                }
            }
        }
        return tests;
    }

    private void compare(Path file) throws Exception {
        Matcher table = TABLE.matcher(Files.readString(file));
        while (table.find()) {
            String text = table.group(1);
            byte[] capture = text.getBytes(StandardCharsets.UTF_8);
            if (CaptureKind.of(capture).isEmpty()) {
                continue;
            }
            List<String> expected =
                    CHANGE.matcher(text).results().map(LogicalCapturesTest::op).toList();
            try (LogicalCase read = LogicalCase.of(folder, capture)) {
                assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT", "TRUNCATED_TAIL");
                assertThat(
                                read.changes(Scan.ALL.includingVoid()).stream()
                                        .map(c -> c.split(" ", 3)[1])
                                        .filter(op -> !op.equals("truncate")))
                        .as(text)
                        .containsExactlyElementsOf(expected);
                values(text, read);
            }
        }
    }

    /// Each value is the one that a second reader finds, but for dates of another style than ISO, which are not guessed.
    private static void values(String text, LogicalCase read) throws Exception {
        assertThat(
                        read.changes(Scan.ALL.includingVoid()).stream()
                                .filter(c -> c.contains(" ("))
                                .map(
                                        c ->
                                                c.substring(c.indexOf(" (") + 1)
                                                        .replace(") (", ")(")
                                                        .replace("()", ""))
                                .map(c -> NOT_ISO.matcher(c).replaceAll("=?")))
                .as(text)
                .containsExactlyElementsOf(
                        SecondReader.rows(text).stream()
                                .map(row -> OTHER_DATE.matcher(row).replaceAll("=?"))
                                .map(row -> ALL_NULL.matcher(row).replaceAll(""))
                                .toList());
    }

    private static String op(MatchResult change) {
        String word = change.group(1);
        for (int i = 2; word == null; i++) {
            word = change.group(i);
        }
        return switch (word.charAt(0)) {
            case 'i', 'I' -> "insert";
            case 'u', 'U' -> "update";
            default -> "delete";
        };
    }

    @TestFactory
    List<DynamicTest> pgoutputGivesTheRowsOfASecondReader() throws IOException {
        Path pgoutput = CAPTURES.resolve("kyleconroy__pgoutput");
        if (!Files.isDirectory(pgoutput)) {
            System.out.println("captures beside the project: not there, not tested");
            return List.of();
        }
        return List.of(DynamicTest.dynamicTest("messages", () -> messages(pgoutput)));
    }

    private void messages(Path pgoutput) throws Exception {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        List<Path> files;
        try (Stream<Path> all = Files.list(pgoutput.resolve("testdata"))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            capture.write(Files.readAllBytes(file));
            capture.write('\n');
        }
        try (LogicalCase read = LogicalCase.of(folder, capture.toByteArray())) {
            assertThat(
                            expected(
                                    Files.readString(pgoutput.resolve("expected_decoded.jsonl")),
                                    "id",
                                    "val"))
                    .hasSize(5)
                    .isEqualTo(rows(read));
            assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT");
        }
    }

    /// Messages that other readers' tests hold, each a transaction of its own.
    @Test
    @EnabledIf("areThere")
    void pgoutputVectorsGiveWhatTheirSourcesAssert() throws Exception {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        List<String> lines =
                Files.readAllLines(CAPTURES.resolve("vectors/pgoutput_vectors.given.jsonl"))
                        .stream()
                        .filter(line -> !line.contains("Origin"))
                        .toList();
        for (String line : lines.stream().filter(l -> ROW_OF_FOO.matcher(l).find()).toList()) {
            for (String part :
                    List.of(
                            named(lines, "begin"),
                            named(lines, "relation foo"),
                            line,
                            named(lines, "commit"))) {
                Matcher hex = HEX.matcher(part);
                assertThat(hex.find()).isTrue();
                capture.write(HexFormat.of().parseHex(hex.group(1)));
                capture.write('\n');
            }
        }
        try (LogicalCase read = LogicalCase.of(folder, capture.toByteArray())) {
            assertThat(
                            expected(
                                    lines.stream()
                                            .filter(l -> ROW_OF_FOO.matcher(l).find())
                                            .collect(Collectors.joining("\n")),
                                    "bar",
                                    "id"))
                    .hasSize(8)
                    .isEqualTo(rows(read));
            assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT");
        }
        for (String line : lines) {
            Matcher hex = HEX.matcher(line);
            assertThat(hex.find()).isTrue();
            byte[] message = HexFormat.of().parseHex(hex.group(1));
            PgoutputCursor cursor = new PgoutputCursor(message, 0, message.length);
            PgoutputShape.walk(cursor, false);
            assertThat(cursor.at).as(line).isEqualTo(message.length);
        }
    }

    static boolean areThere() {
        return Files.isDirectory(CAPTURES);
    }

    private static String named(List<String> lines, String name) {
        return lines.stream()
                .filter(l -> l.contains("\"name\": \"" + name + "\", \"in_stream\""))
                .findFirst()
                .orElseThrow();
    }

    /// `op(before)(after)` of what a second reader saw, without what is not logged; an update without an old row has
    /// the same key before, which is `id`.
    private static List<String> expected(String decoded, String one, String two) {
        List<String> rows = new ArrayList<>();
        for (String line : decoded.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (!row.find()) {
                continue;
            }
            String after = cells(line, "new", one, two, false);
            switch (row.group(1)) {
                case "I" -> rows.add("insert " + after);
                case "D" ->
                        rows.add(
                                "delete "
                                        + cells(line, "old_key", one, two, true)
                                        + cells(line, "old", one, two, false));
                default -> {
                    String before =
                            cells(line, "old_key", one, two, true)
                                    + cells(line, "old", one, two, false);
                    Matcher key = Pattern.compile("\\bid=[^,)]+").matcher(after);
                    assertThat(key.find()).isTrue();
                    rows.add(
                            "update "
                                    + (before.isEmpty() ? "(" + key.group() + ")" : before)
                                    + after);
                }
            }
        }
        return rows;
    }

    private static String cells(String line, String name, String one, String two, boolean keyOnly) {
        Matcher cells = Pattern.compile("\"" + name + "\": \\[([^,]*), ([^,]*)\\]").matcher(line);
        if (!cells.find()) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (int i = 1; i <= 2; i++) {
            String value = cells.group(i);
            String column = i == 1 ? one : two;
            boolean left = keyOnly && value.equals("null") && !column.equals("id");
            if (!value.contains("toast") && !left) {
                text.add(column + "=" + (value.equals("null") ? "NULL" : value.replace("\"", "")));
            }
        }
        return text.toString();
    }

    private static List<String> rows(LogicalCase read) throws Exception {
        return read.changes().stream()
                .map(
                        c ->
                                c.replaceAll("^\\d+ (\\w+) [^ (]+ ?", "$1 ")
                                        .replace(") (", ")(")
                                        .replace("()", ""))
                .toList();
    }
}
