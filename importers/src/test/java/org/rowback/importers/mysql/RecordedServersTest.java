package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.RowHistory;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Scan;
import org.rowback.history.query.Version;
import org.rowback.recording.AnswerColumn;
import org.rowback.recording.AnswerMatcher;
import org.rowback.recording.Answers.Answer;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every row change of every recorded server, value by value, against what the server itself returned for that row.
class RecordedServersTest {
    @TempDir Path folder;

    static List<Capture> captures() {
        return Captures.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void decodesWhatTheServerReturned(Capture capture) throws RowbackException {
        try (CaseFile imported = NewCase.of(folder.resolve("case.rowback"), capture.log())) {
            History history = imported.history();
            RowTracer tracer = new RowTracer(history);
            List<Answer> answers = capture.answers().changes();
            List<String> wrong = new ArrayList<>();
            int seen = 0;
            Map<String, Integer> counts = new HashMap<>();
            try (Cursor<Change> changes =
                    history.changes(Scan.ALL.includingVoid(), ImportMonitor.NONE)) {
                while (changes.next()) {
                    Change change = changes.get();
                    if (change.op().isRow()) {
                        counts.merge(change.table().table(), 1, Integer::sum);
                        if (seen < answers.size()) {
                            compare(capture, answers.get(seen), change, tracer, wrong);
                        }
                        seen++;
                    }
                }
            }

            assertThat(wrong).isEmpty();
            assertThat(seen).isEqualTo(answers.size());
            assertThat(counts).containsAllEntriesOf(capture.answers().printed());
            assertThat(findings(history)).isSubsetOf(expectedFindings(capture.scenario()));
            assertThat(history.totals().eventsSetAside()).isZero();
        }
    }

    private static void compare(
            Capture capture, Answer answer, Change change, RowTracer tracer, List<String> wrong)
            throws RowbackException {
        String at = "change " + change.id() + " " + answer.op() + " " + answer.table();
        if (!change.table().table().equals(answer.table())
                || change.op().name().charAt(0) != answer.op()) {
            wrong.add(at + ": is " + change.op() + " " + change.table());
            return;
        }
        if (change.isVoid() != answer.taken()) {
            wrong.add(at + ": void is " + change.isVoid());
        }
        boolean partial =
                capture.scenario().startsWith("image-")
                        || capture.scenario().startsWith("small")
                        || capture.scenario().equals("json-partial");
        compare(at + " before", capture, answer, answer.before(), change.before(), partial, wrong);
        compare(at + " after", capture, answer, answer.after(), change.after(), partial, wrong);
        if (partial) { // What was not logged is filled in from the row's earlier changes.
            RowHistory rows = tracer.trace(change.tableId(), change.key().orElseThrow());
            Version version = rows.version(change.id()).orElseThrow();
            compare(
                    at + " filled before",
                    capture,
                    answer,
                    answer.before(),
                    version.before(),
                    false,
                    wrong);
            compare(
                    at + " filled after",
                    capture,
                    answer,
                    answer.after(),
                    version.after(),
                    false,
                    wrong);
        }
    }

    private static void compare(
            String at,
            Capture capture,
            Answer answer,
            List<String> answers,
            Optional<RowImage> image,
            boolean partial,
            List<String> wrong) {
        if (image.isEmpty() != answers.isEmpty()) {
            wrong.add(at + ": image " + image);
            return;
        }
        for (int i = 0; i < answers.size(); i++) {
            AnswerColumn column = answer.columns().get(i);
            ColumnValue value = image.orElseThrow().value(column.name());
            String wanted = isVirtualBefore102(capture, answer, column) ? "\\N" : answers.get(i);
            if (!(partial && isAbsent(value, column))
                    && !AnswerMatcher.matches(column, wanted, value)) {
                String shown = wanted.substring(0, Math.min(200, wanted.length()));
                wrong.add(
                        at
                                + " "
                                + column.header()
                                + ": server "
                                + shown
                                + ", decoded "
                                + cut(value));
            }
        }
    }

    /// MariaDB before 10.2 writes NULL for a virtual column, whatever its value is.
    private static boolean isVirtualBefore102(Capture capture, Answer answer, AnswerColumn column) {
        return capture.server().equals("mariadb-10.1")
                && answer.table().equals("gen")
                && column.name().equals("v");
    }

    /// A column that a partial image leaves out, or only tells the difference of.
    private static boolean isAbsent(ColumnValue value, AnswerColumn column) {
        return switch (value) {
            case ColumnValue.NotLogged not -> !not.reason().startsWith("no such");
            case ColumnValue.Undecodable _ -> column.kind().equals("json");
            default -> false;
        };
    }

    private static String cut(ColumnValue value) {
        String text = value.toString();
        return text.substring(0, Math.min(300, text.length()));
    }

    private static Set<Finding.Kind> expectedFindings(String scenario) {
        return switch (scenario) {
            case "transactions", "transactions-compressed" ->
                    Set.of(
                            Finding.Kind.NO_PRIMARY_KEY,
                            Finding.Kind.VOIDED,
                            Finding.Kind.CHECKS_OFF);
            case "image-minimal",
                    "image-noblob",
                    "image-full-nodup",
                    "json-partial",
                    "small",
                    "small-compressed" ->
                    Set.of(Finding.Kind.PARTIAL_IMAGE);
            default -> Set.of();
        };
    }

    private static Set<Finding.Kind> findings(History history) throws RowbackException {
        Set<Finding.Kind> all = EnumSet.noneOf(Finding.Kind.class);
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                all.add(findings.get().kind());
            }
        }
        return all;
    }
}
