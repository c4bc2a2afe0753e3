package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.History;
import org.rowback.history.query.RowState;
import org.rowback.history.query.TableSummary;
import org.rowback.recording.AnswerColumn;
import org.rowback.recording.AnswerMatcher;
import org.rowback.recording.Answers.Answer;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Recorded tables whose key or types were altered while they had rows, and system-versioned ones, as of the end of
/// their log against the server's own. Rows of `altered` whose new key holds a column that an ALTER added are only
/// assumed: the log does not say which value they took.
class AlteredTablesTest {
    private static final Set<String> TABLES = Set.of("altered", "ver", "ver2");

    @TempDir Path folder;

    static List<Capture> captures() {
        return Captures.all().stream()
                .filter(c -> c.answers().tables().keySet().stream().anyMatch(TABLES::contains))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void tablesAsOfTheEndAreTheServersTables(Capture capture) throws RowbackException {
        try (CaseFile imported = NewCase.of(folder.resolve("case.rowback"), capture.log())) {
            History history = imported.history();
            AsOf end = new AsOf(history, history.totals().changes());
            Map<String, Answer[]> tables = capture.answers().tables();
            assertThat(tables).isNotEmpty();
            List<String> wrong = new ArrayList<>();
            for (TableSummary table : history.tables()) {
                Answer[] answers = tables.get(table.name().table());
                if (answers != null && TABLES.contains(table.name().table())) {
                    compare(capture, table, end, List.of(answers), wrong);
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static void compare(
            Capture capture, TableSummary table, AsOf end, List<Answer> answers, List<String> wrong)
            throws RowbackException {
        List<Answer> left = new ArrayList<>(answers);
        try (AsOf.Rows rows = end.rows(table.id(), ImportMonitor.NONE)) {
            while (rows.next()) {
                AsOf.Row row = rows.get();
                boolean altered = table.name().table().equals("altered");
                if (row.standing() != RowState.Standing.PROVEN && !altered) {
                    wrong.add(table.name() + " " + row.key() + " is " + row.standing());
                }
                boolean found = false;
                for (int i = 0; i < left.size() && !found; i++) {
                    if (matches(capture, left.get(i), row.image())) {
                        left.remove(i);
                        found = true;
                    }
                }
                if (!found && row.standing() == RowState.Standing.PROVEN) {
                    String shown = row.image().toString();
                    wrong.add(
                            "not on the server: "
                                    + shown.substring(0, Math.min(400, shown.length())));
                }
            }
        }
        for (Answer answer : left) {
            String shown = answer.after().toString();
            wrong.add(
                    "not found: "
                            + table.name()
                            + shown.substring(0, Math.min(400, shown.length())));
        }
    }

    private static boolean matches(Capture capture, Answer answer, RowImage image) {
        for (int i = 0; i < answer.after().size(); i++) {
            AnswerColumn column = answer.columns().get(i);
            ColumnValue value = image.value(column.name());
            boolean virtual = answer.table().equals("gen") && column.name().equals("v");
            boolean unknown =
                    isAltered(value)
                            || virtual
                                    && (capture.server().equals("mariadb-10.1")
                                            || value instanceof ColumnValue.NotLogged);
            if (!unknown && !AnswerMatcher.matches(column, answer.after().get(i), value)) {
                return false;
            }
        }
        return true;
    }

    /// What an ALTER did to rows is not logged: which default a new column took, what a value was converted to.
    private static boolean isAltered(ColumnValue value) {
        return value instanceof ColumnValue.NotLogged not && not.reason().contains("by an ALTER");
    }
}
