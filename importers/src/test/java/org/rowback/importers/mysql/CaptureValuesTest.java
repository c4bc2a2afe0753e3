package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Every binlog among the captures beside the project imports with exactly the rows that a second, independent reader
/// saw, value by value, and the case's sums add up. Runs where those captures are.
class CaptureValuesTest {
    private static final Path CAPTURES = Path.of("../../shared/captures");
    private static final JsonFactory JSON = JsonFactory.builder().build();

    @TempDir Path folder;

    @TestFactory
    List<DynamicTest> valuesAreThoseOfASecondReader() throws IOException {
        Path expected = CAPTURES.resolve("expected/binlog_rows");
        if (!Files.isDirectory(expected)) {
            System.out.println("captures beside the project: not there, not tested");
            return List.of();
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(expected)) {
            for (Path rows : files.sorted().toList()) {
                String file = String.valueOf(rows.getFileName());
                String name = file.replaceFirst("\\.jsonl(\\.gz)?$", "").replace('~', '/');
                Path log = CAPTURES.resolve(name);
                if (Files.exists(log)) {
                    int number = tests.size();
                    tests.add(DynamicTest.dynamicTest(name, () -> compare(log, rows, number)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    /// What the captures' index calls for where a log is damaged or holds statements only.
    @TestFactory
    List<DynamicTest> findingsAreThoseOfTheIndex() {
        Map<String, Finding.Kind> called = new LinkedHashMap<>();
        String mysql = "blackbeam__rust_mysql_common/test-data/binlogs/";
        called.put(mysql + "bug40482-bin.000001", Finding.Kind.INCIDENT);
        called.put(mysql + "bug11747887-bin.000003", Finding.Kind.STATEMENT_DML);
        called.put(mysql + "ver_5_1_23.001", Finding.Kind.STATEMENT_DML);
        called.put(mysql + "json-opaque.binlog", Finding.Kind.IN_USE);
        called.put("Meituan-Dianping__MyFlash/testbinlog/haha.000008", Finding.Kind.IN_USE);
        return called.entrySet().stream()
                .filter(e -> Files.exists(CAPTURES.resolve(e.getKey())))
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> finds(e.getKey(), e.getValue())))
                .toList();
    }

    private void finds(String name, Finding.Kind kind) throws RowbackException {
        Path made = folder.resolve("finding-" + kind + name.hashCode() + ".rowback");
        try (CaseFile imported = NewCase.of(made, CAPTURES.resolve(name));
                Cursor<Finding> findings = imported.history().findings()) {
            Set<Finding.Kind> kinds = EnumSet.noneOf(Finding.Kind.class);
            while (findings.next()) {
                kinds.add(findings.get().kind());
            }

            assertThat(kinds).contains(kind);
        }
    }

    /// A hex dump, and fourteen bytes of a log.
    @TestFactory
    List<DynamicTest> refusesWhatIsNoLog() {
        return Stream.of(
                        "Meituan-Dianping__MyFlash/testbinlog/haha.000007",
                        "blackbeam__rust_mysql_common/test-data/binlogs/binlog_truncated_event.000001")
                .filter(name -> Files.exists(CAPTURES.resolve(name)))
                .map(name -> DynamicTest.dynamicTest(name, () -> refuses(name)))
                .toList();
    }

    private void refuses(String name) {
        Path made = folder.resolve("refused-" + name.hashCode() + ".rowback");

        assertThatThrownBy(() -> NewCase.of(made, CAPTURES.resolve(name)).close())
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining(name);
    }

    private void compare(Path log, Path rows, int number) throws IOException, RowbackException {
        try (CaseFile imported = NewCase.of(folder.resolve(number + ".rowback"), log);
                InputStream in = Files.newInputStream(rows);
                BufferedReader lines = reader(rows, in);
                Cursor<Change> changes =
                        imported.history().changes(Scan.ALL.includingVoid(), ImportMonitor.NONE)) {
            List<String> wrong = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, @Nullable Object> row = parse(line);
                if (row.containsKey("op")) {
                    compare(row, nextRow(changes), wrong);
                }
            }
            nextRow(changes).ifPresent(c -> wrong.add("one more: " + c.id()));

            assertThat(wrong).isEmpty();
            CaseTotals totals = imported.history().totals();
            assertThat(totals.eventsUsed() + totals.eventsSetAside()).isEqualTo(totals.events());
        }
    }

    private static BufferedReader reader(Path rows, InputStream in) throws IOException {
        InputStream plain = rows.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private static Optional<Change> nextRow(Cursor<Change> changes) throws RowbackException {
        while (changes.next()) {
            if (changes.get().op().isRow()) {
                return Optional.of(changes.get());
            }
        }
        return Optional.empty();
    }

    private static void compare(
            Map<String, @Nullable Object> row, Optional<Change> found, List<String> wrong) {
        String table = row.get("db") + "." + row.get("table");
        if (found.isEmpty()) {
            wrong.add("missing: " + row.get("op") + " of " + table + " at " + row.get("pos"));
            return;
        }
        Change change = found.get();
        String at = change.id() + " " + row.get("op") + " " + table + " at " + row.get("pos");
        if (!change.table().toString().equals(table)
                || !change.op().name().startsWith(String.valueOf(row.get("op")))
                || !BigInteger.valueOf(change.position().offset()).equals(row.get("pos"))) {
            wrong.add(at + ": is " + change.op() + " " + change.table() + " " + change.position());
            return;
        }
        images(at + " before", row.get("before"), change.before(), wrong);
        images(at + " after", row.get("after"), change.after(), wrong);
    }

    private static void images(
            String at, @Nullable Object expected, Optional<RowImage> image, List<String> wrong) {
        if (!(expected instanceof Map<?, ?> columns)) {
            if (image.isPresent()) {
                wrong.add(at + ": an image too many");
            }
            return;
        }
        if (image.isEmpty()) {
            wrong.add(at + ": no image");
            return;
        }
        for (Map.Entry<?, ?> column : columns.entrySet()) {
            String name = String.valueOf(column.getKey());
            ColumnValue value =
                    name.startsWith("@")
                            ? image.get().value(Integer.parseInt(name.substring(1)) - 1)
                            : image.get().value(name);
            if (!same(column.getValue(), value)) {
                wrong.add(at + " " + name + ": " + column.getValue() + ", decoded " + value);
            }
        }
    }

    private static boolean same(@Nullable Object expected, ColumnValue value) {
        return switch (expected) {
            case null -> value == ColumnValue.NULL;
            case BigInteger number -> number(number, value);
            case BigDecimal number -> real(number, value);
            case Map<?, ?> wrapped -> wrapped(wrapped, value);
            default -> text(String.valueOf(expected), value);
        };
    }

    /// The other reader shows integers of tables without metadata as signed.
    private static boolean number(BigInteger expected, ColumnValue value) {
        BigInteger found =
                switch (value) {
                    case Datum.IntegerDatum integer -> BigInteger.valueOf(integer.value());
                    case Datum.DecimalDatum decimal -> decimal.value().toBigIntegerExact();
                    case Datum.BitDatum bits -> new BigInteger(Long.toUnsignedString(bits.bits()));
                    default -> null;
                };
        if (found == null) {
            return false;
        }
        BigInteger difference = found.subtract(expected);
        return difference.signum() == 0
                || List.of(8, 16, 24, 32, 64).stream()
                        .anyMatch(w -> difference.equals(BigInteger.ONE.shiftLeft(w)));
    }

    private static boolean real(BigDecimal expected, ColumnValue value) {
        return switch (value) {
            case Datum.FloatDatum real -> real.value() == expected.floatValue();
            case Datum.DoubleDatum real -> real.value() == expected.doubleValue();
            default -> false;
        };
    }

    private static boolean text(String expected, ColumnValue value) {
        return switch (value) {
            case Datum.TextDatum text ->
                    text.text().equals(expected)
                            || new String(text.raw().array(), StandardCharsets.UTF_8)
                                    .equals(expected)
                            || new String(text.raw().array(), StandardCharsets.ISO_8859_1)
                                    .equals(expected);
            case Datum.BinaryDatum binary ->
                    binary.bytes().hex().equalsIgnoreCase(expected.replaceFirst("^hex:", ""))
                            || new String(binary.bytes().array(), StandardCharsets.UTF_8)
                                    .equals(expected)
                            || new String(binary.bytes().array(), StandardCharsets.ISO_8859_1)
                                    .equals(expected);
            case Datum.DecimalDatum decimal -> decimal.value().equals(new BigDecimal(expected));
            case Datum datum -> datum.text().equals(expected);
            default -> false;
        };
    }

    private static boolean wrapped(Map<?, ?> expected, ColumnValue value) {
        Object inner = expected.values().iterator().next();
        return switch (value) {
            case Datum.EnumDatum one ->
                    expected.containsKey("enum") && BigInteger.valueOf(one.index()).equals(inner);
            case Datum.SetDatum set ->
                    expected.containsKey("set")
                            && new BigInteger(Long.toUnsignedString(set.bits())).equals(inner);
            case Datum.TimestampDatum time -> {
                BigDecimal wanted = new BigDecimal(String.valueOf(inner));
                BigDecimal found =
                        BigDecimal.valueOf(time.epochSeconds())
                                .add(BigDecimal.valueOf(time.micros(), 6));
                yield expected.containsKey("ts_utc") && wanted.compareTo(found) == 0;
            }
            case Datum.JsonDatum json ->
                    expected.containsKey("json") && json(inner).equals(json.text());
            case Datum.BinaryDatum binary ->
                    BigInteger.valueOf(binary.bytes().length()).equals(expected.get("len"))
                            && sha1(binary.bytes().array()).equals(expected.get("sha1"));
            default -> false;
        };
    }

    /// As the server prints it; the other reader wraps a DECIMAL.
    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map when map.size() == 1 && map.containsKey("decimal") ->
                    String.valueOf(map.get("decimal"));
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((k, v) -> members.add("\"" + k + "\": " + json(v)));
                yield "{" + String.join(", ", members) + "}";
            }
            case List<?> list ->
                    "["
                            + String.join(", ", list.stream().map(CaptureValuesTest::json).toList())
                            + "]";
            case String text -> "\"" + text + "\"";
            default -> value.toString();
        };
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, @Nullable Object> parse(String line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            parser.nextToken();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            if (value(parser) instanceof Map<?, ?> map) {
                map.forEach((k, v) -> row.put(String.valueOf(k), v));
            }
            return row;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
