package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What scripts depend on, on the demo's case.
class CommandLineTest {
    @TempDir static Path shared;
    @TempDir Path folder;

    private static String demo = "";

    @BeforeAll
    static void importTheDemo() throws RowbackException {
        demo = Demo.importInto(shared, ImportMonitor.NONE).toString();
    }

    /// Top-level field names of each line; every line must be one whole JSON object.
    private static List<List<String>> fields(String lines) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            List<String> names = new ArrayList<>();
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
                assertThat(parser.nextToken()).isNull();
            }
            all.add(names);
        }
        return all;
    }

    @Test
    void infosFirstLineHasTheTotals() throws IOException {
        Run run = Run.of("info", demo, "--json");
        assertThat(fields(run.out()).getFirst())
                .contains(
                        "transactions",
                        "changes",
                        "ddl",
                        "events",
                        "eventsUsed",
                        "eventsSetAside",
                        "findings",
                        "bytes");
        assertThat(run.out().lines().findFirst().orElseThrow()).contains("\"eventsSetAside\":0");
    }

    @Test
    void aChangeInJsonHasTheContractsFields() throws IOException {
        Run run =
                Run.of(
                        "changes",
                        demo,
                        "--json",
                        "--where",
                        "op:update table:shop.orders " + Demo.FILTER,
                        "--limit",
                        "5");
        assertThat(run.status()).isZero();
        List<List<String>> lines = fields(run.out());
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst())
                .contains(
                        "id",
                        "txn",
                        "time",
                        "table",
                        "op",
                        "key",
                        "before",
                        "after",
                        "changed",
                        "source",
                        "position",
                        "gtid",
                        "thread",
                        "sql");
    }

    @Test
    void importingTheSameLogAgainChangesNothing() {
        String before = Run.of("info", demo, "--json").out();
        Run again = Run.of("import", demo, shared.resolve("logs").toString());
        assertThat(again.out()).contains("already there");
        assertThat(Run.of("info", demo, "--json").out()).isEqualTo(before);
    }

    @Test
    void everyCommandHasAManual() {
        for (String command :
                List.of(
                        "import", "info", "log", "changes", "show", "history", "blame", "diff",
                        "asof", "revert", "schema", "ui", "demo")) {
            Run run = Run.of("help", command);
            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("rowback " + command);
            assertThat(run.out().length()).isGreaterThan(200);
        }
        assertThat(Run.of("help", "filter").out()).contains("table:", "undecidable");
    }

    @Test
    void readsEveryView() throws IOException {
        assertThat(fields(Run.of("log", demo, "--json", "--limit", "3").out())).hasSize(3);
        assertThat(fields(Run.of("history", demo, "shop.products", "1", "--json").out()))
                .isNotEmpty();
        assertThat(fields(Run.of("blame", demo, "products", "1", "--json").out()).getFirst())
                .contains("column", "value", "cause");
        assertThat(fields(Run.of("show", demo, "tx:2866", "--json").out())).hasSizeGreaterThan(2);
        assertThat(
                        fields(
                                Run.of(
                                                "diff",
                                                demo,
                                                "--from",
                                                "2026-05-12 14:13",
                                                "--to",
                                                "2026-05-12 14:21",
                                                "--tz",
                                                "UTC",
                                                "--stat",
                                                "--json")
                                        .out()))
                .isNotEmpty();
        assertThat(
                        fields(
                                Run.of(
                                                "asof",
                                                demo,
                                                "--at",
                                                "2026-05-12 14:12:59",
                                                "--tz",
                                                "UTC",
                                                "--table",
                                                "products",
                                                "--json",
                                                "--limit",
                                                "9")
                                        .out()))
                .hasSize(9);
        assertThat(Run.of("show", demo, "16336", "--hex").out())
                .contains("evidence", "before image");
    }

    @Test
    void asofAnswersSql() {
        Run run =
                Run.of(
                        "asof",
                        demo,
                        "--at",
                        "2026-05-12 14:21:00",
                        "--tz",
                        "UTC",
                        "--sql",
                        "select count(*) as n from products where price = 0");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().findFirst()).contains("n");
        assertThat(Integer.parseInt(run.out().lines().toList().get(1))).isPositive();
    }

    @Test
    void changesGoIntoAPlainTable() {
        Path out = folder.resolve("bad.sqlite");
        Run run = Run.of("changes", demo, "--where", Demo.FILTER, "--out", out.toString());
        assertThat(run.status()).isZero();
        assertThat(out).isNotEmptyFile();
        assertThat(
                        Run.of("changes", demo, "--where", Demo.FILTER, "--out", out.toString())
                                .status())
                .isEqualTo(1);
    }

    @Test
    void revertWritesTheWholeSet() throws IOException {
        Path out = folder.resolve("patch");
        Run run =
                Run.of(
                        "revert",
                        demo,
                        "--where",
                        Demo.FILTER,
                        "--mode",
                        "nonconflicting",
                        "--out",
                        out.toString());
        assertThat(run.status()).isZero();
        for (String file :
                List.of(
                        "preflight.sql",
                        "apply.sql",
                        "verify.sql",
                        "inverse.sql",
                        "report.html",
                        "rows.csv",
                        "decisions.json",
                        "plan.json")) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readString(out.resolve("apply.sql")))
                .contains("foreign_key_checks", "START TRANSACTION");
    }

    private Run revert(String... more) {
        List<String> all =
                new java.util.ArrayList<>(
                        List.of(
                                "revert",
                                demo,
                                "--where",
                                Demo.FILTER,
                                "--mode",
                                "nonconflicting"));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    /// The first row of a patch that has a column which is put back: its table, key and column.
    private static java.util.regex.Matcher firstColumn(Path patch) throws IOException {
        java.util.regex.Matcher row =
                java.util.regex.Pattern.compile(
                                "\"table\":\"([^\"]+)\",\"key\":\"([^\"]+)\"[^\\n]*?\"columns\":"
                                        + "\\[\\{\"column\":\"([^\"]+)\",\"fate\":\"put back\"")
                        .matcher(Files.readString(patch.resolve("plan.json")));
        assertThat(row.find()).isTrue();
        return row;
    }

    @Test
    void revertTakesDecisionsFromAFileAndWritesThemBesideThePatch() throws IOException {
        Path blind = folder.resolve("blind");
        assertThat(revert("--out", blind.toString()).status()).isZero();
        java.util.regex.Matcher row = firstColumn(blind);
        Path file =
                Files.writeString(
                        folder.resolve("choices.json"),
                        "{\"format\":\"rowback-decisions\",\"version\":1,\"decisions\":[{\"table\":\""
                                + row.group(1)
                                + "\",\"key\":\""
                                + row.group(2)
                                + "\",\"column\":\""
                                + row.group(3)
                                + "\",\"choose\":\"keep\"}]}");
        Path out = folder.resolve("decided");
        Run run = revert("--decisions", file.toString(), "--by", "Ana", "--out", out.toString());
        assertThat(run.status()).isZero();
        assertThat(Files.readString(out.resolve("decisions.json"))).contains(row.group(3), "keep");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Conflicts and decisions", "by decision", "Ana", "--decisions");
        Run again = Run.of("revert", demo, "--rebase", out.toString());
        assertThat(again.out()).contains("0 changed, 0 new, 0 gone");
    }

    @Test
    void revertRefusesAnOwnValueThatDoesNotFitInOneSentence() throws IOException {
        Path blind = folder.resolve("plain");
        assertThat(revert("--out", blind.toString()).status()).isZero();
        java.util.regex.Matcher row = firstColumn(blind);
        Path file =
                Files.writeString(
                        folder.resolve("misfit.json"),
                        "{\"format\":\"rowback-decisions\",\"version\":1,\"decisions\":[{\"table\":\""
                                + row.group(1)
                                + "\",\"column\":\""
                                + row.group(3)
                                + "\",\"choose\":\"own\",\"value\":\"cheap\"}]}");
        Run run = revert("--decisions", file.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("'cheap' cannot be the value of", row.group(3));
    }

    @Test
    void theSchemaScriptNeedsNoServer() {
        assertThat(Run.of("schema", "--script", "mysql").out()).contains("SHOW CREATE TABLE");
        assertThat(
                        Run.of(
                                        "schema",
                                        "mysql://u:p@127.0.0.1:1/shop",
                                        "--out",
                                        folder.resolve("s.sql").toString())
                                .status())
                .isEqualTo(1);
    }
}
