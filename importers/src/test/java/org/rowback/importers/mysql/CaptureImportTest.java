package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowback.history.model.Op;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Every binlog among the captures beside the project imports with as many changes of each table and kind as a second,
/// independent reader saw. Runs where those captures are.
class CaptureImportTest {
    private static final Path CAPTURES = Path.of("../../shared/captures");
    private static final Pattern TABLE = Pattern.compile("\"table\": \"([^\"]*)\"");
    private static final Pattern DATABASE = Pattern.compile("\"db\": \"([^\"]*)\"");
    private static final Pattern OP = Pattern.compile("\"op\": \"([IUD])\"");

    @TestFactory
    List<DynamicTest> changesAreThoseOfASecondReader() throws IOException {
        Path expected = CAPTURES.resolve("expected/binlog_rows");
        if (!Files.isDirectory(expected)) {
            System.out.println("captures beside the project: not there, not tested");
            return List.of();
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(expected)) {
            for (Path rows : files.sorted().toList()) {
                String name =
                        rows.getFileName()
                                .toString()
                                .replaceFirst("\\.jsonl(\\.gz)?$", "")
                                .replace('~', '/');
                Path log = CAPTURES.resolve(name);
                if (Files.exists(log)) {
                    tests.add(DynamicTest.dynamicTest(name, () -> compare(log, rows)));
                }
            }
        }
        return tests;
    }

    private static void compare(Path log, Path rows) throws Exception {
        RecordingWriter writer = Imports.of(log);
        Map<String, Integer> mine = new TreeMap<>();
        writer.changes.stream()
                .filter(c -> c.op().isRow())
                .forEach(c -> mine.merge(c.table() + " " + letter(c.op()), 1, Integer::sum));
        assertThat(mine).isEqualTo(counts(rows));
    }

    private static String letter(Op op) {
        return op.name().substring(0, 1);
    }

    private static Map<String, Integer> counts(Path rows) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (InputStream in = Files.newInputStream(rows);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        rows.toString().endsWith(".gz")
                                                ? new GZIPInputStream(in)
                                                : in,
                                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher op = OP.matcher(line);
                if (op.find()) {
                    String key =
                            first(DATABASE, line) + "." + first(TABLE, line) + " " + op.group(1);
                    counts.merge(key, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static String first(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
