package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;
import org.rowback.recording.AnswerColumn;
import org.rowback.recording.AnswerMatcher;
import org.rowback.recording.Answers.Answer;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each recorded log begins before its tables do, so that the tables as of its end are the live server's.
class RecordedTablesTest {
    /// Rows of these were not changed again after a column was added: the log does not say what is in it.
    private static final Set<String> ALTERED = Set.of("instant");

    /// Left out: a table whose key and types were altered while it had rows, as rows from before are not converted;
    /// and system-versioned tables, whose ended rows stand among the live ones.
    private static final Set<String> LEFT_OUT = Set.of("altered", "ver", "ver2");

    @TempDir Path folder;

    static List<Capture> captures() {
        return Captures.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void asOfTheEndAreTheServersTables(Capture capture) throws RowbackException {
        try (CaseFile imported = NewCase.of(folder.resolve("case.rowback"), capture.log())) {
            History history = imported.history();
            AsOf end = new AsOf(history, history.totals().changes());
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Answer[]> table : capture.answers().tables().entrySet()) {
                if (!LEFT_OUT.contains(table.getKey())) {
                    compare(capture, history, end, table.getKey(), table.getValue(), wrong);
                }
            }

            assertThat(wrong).isEmpty();
        }
    }

    private static void compare(
            Capture capture,
            History history,
            AsOf end,
            String name,
            Answer[] answers,
            List<String> wrong)
            throws RowbackException {
        Map<String, RowImage> rows = new HashMap<>();
        var summary = history.table(new TableName("rec", name));
        if (summary.isPresent()) {
            read(end, summary.get(), rows, wrong);
        }
        if (rows.size() != answers.length) {
            wrong.add(name + ": server " + answers.length + " rows, as of the end " + rows.size());
        }
        for (Answer answer : answers) {
            String id = answer.after().get(idColumn(answer));
            RowImage row = rows.get(id);
            if (row == null) {
                wrong.add(name + " " + id + ": no such row");
                continue;
            }
            for (int i = 0; i < answer.columns().size(); i++) {
                AnswerColumn column = answer.columns().get(i);
                ColumnValue value = row.value(column.name());
                boolean virtual =
                        capture.server().equals("mariadb-10.1")
                                && name.equals("gen")
                                && column.name().equals("v");
                boolean unknown = ALTERED.contains(name) && value instanceof ColumnValue.NotLogged;
                String wanted = virtual ? "\\N" : answer.after().get(i);
                if (!unknown && !AnswerMatcher.matches(column, wanted, value)) {
                    wrong.add(
                            name
                                    + " "
                                    + id
                                    + " "
                                    + column.header()
                                    + ": server "
                                    + cut(wanted)
                                    + ", as of the end "
                                    + cut(value.toString()));
                }
            }
        }
    }

    private static int idColumn(Answer answer) {
        return answer.columns().stream().map(AnswerColumn::name).toList().indexOf("id");
    }

    private static void read(
            AsOf end, TableSummary table, Map<String, RowImage> rows, List<String> wrong)
            throws RowbackException {
        try (AsOf.Rows found = end.rows(table.id(), ImportMonitor.NONE)) {
            while (found.next()) {
                RowImage image = found.get().image();
                String id =
                        image.value("id") instanceof Datum datum
                                ? datum.text()
                                : image.value("id").toString();
                if (rows.put(id, image) != null) {
                    wrong.add(table.name() + ": id " + id + " twice");
                }
            }
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }
}
