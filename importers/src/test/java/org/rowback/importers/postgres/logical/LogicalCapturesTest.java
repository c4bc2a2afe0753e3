package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.query.Scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                    "\"kind\": ?\"(?:insert|update|delete)\"|\"action\":\"[IUD]\"|\n table [^\n]*?:"
                            + " (?:INSERT|UPDATE|DELETE):");

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
            int expected = 0;
            Matcher change = CHANGE.matcher(text);
            while (change.find()) {
                expected++;
            }
            try (LogicalCase read = LogicalCase.of(folder, capture)) {
                assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT", "TRUNCATED_TAIL");
                assertThat(
                                read.changes(Scan.ALL.includingVoid()).stream()
                                        .filter(c -> !c.contains(" truncate ")))
                        .as(text)
                        .hasSize(expected);
            }
        }
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
        Matcher inserts =
                Pattern.compile("\"type\": \"I\".*\"new\": \\[\"([^\"]*)\", \"([^\"]*)\"\\]")
                        .matcher(Files.readString(pgoutput.resolve("expected_decoded.jsonl")));
        List<String> expected = new ArrayList<>();
        while (inserts.find()) {
            expected.add("id=" + inserts.group(1) + ", val=" + inserts.group(2));
        }
        try (LogicalCase read = LogicalCase.of(folder, capture.toByteArray())) {
            assertThat(expected).isNotEmpty();
            assertThat(
                            read.changes().stream()
                                    .filter(c -> c.contains(" insert "))
                                    .map(c -> c.replaceAll(".*\\((.*)\\)", "$1")))
                    .containsExactlyElementsOf(expected);
            assertThat(read.findings()).doesNotContain("UNDECODABLE_EVENT");
        }
    }
}
