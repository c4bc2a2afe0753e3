package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.SchemaMerge;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;
import org.rowback.recording.AnswerMatcher;
import org.rowback.recording.Answers.Answer;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Each value of each recording of a server is what the server itself answered, with nothing of the
/// importer between log and value.
class RecordedValuesTest {
    /// Recordings whose tables do not change and whose events are not compressed.
    static List<Capture> recordings() {
        return Captures.all().stream()
                .filter(c -> !c.scenario().contains("compressed"))
                .filter(c -> !c.scenario().equals("transactions"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void decodesWhatTheServerAnswers(Capture capture) throws Exception {
        Map<TableName, SchemaVersion> ddl = definitions(capture);
        List<BinlogRows.Row> rows =
                BinlogRows.read(
                        capture.logBytes(),
                        described ->
                                SchemaMerge.merge(
                                                described,
                                                Optional.ofNullable(ddl.get(described.table())),
                                                Optional.empty())
                                        .version());
        Map<String, Deque<Answer>> answers = new HashMap<>();
        for (Answer answer : capture.answers().changes()) {
            answers.computeIfAbsent(answer.table(), _ -> new ArrayDeque<>()).add(answer);
        }
        List<String> wrong = new ArrayList<>();
        Map<String, RowImage> latest = new HashMap<>();
        int compared = 0;
        int withoutDocument = 0;
        for (BinlogRows.Row row : rows) {
            String table = row.format().table().table();
            Deque<Answer> expected = answers.get(table);
            if (expected == null) {
                continue;
            }
            Answer answer = expected.pollFirst();
            assertThat(answer).as("an answer for a row of %s", table).isNotNull();
            if (row.before().length() > 0) {
                RowImage before = BinlogRows.decode(row, Side.BEFORE);
                compared += compare(answer, answer.before(), before, wrong);
            }
            if (row.after().length() > 0) {
                withoutDocument += lacksDocument(row);
                RowImage after = knowingEarlier(row, latest);
                compared += compare(answer, answer.after(), after, wrong);
            }
            checkHashes(row);
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isPositive();
        assertThat(withoutDocument > 0).isEqualTo(capture.scenario().equals("json-partial"));
        answers.forEach((table, left) -> assertThat(left).as(table).isEmpty());
    }

    /// The row after its change, where what the change found is known from the row's changes before: JSON differences
    /// need the document that they are to.
    private static RowImage knowingEarlier(BinlogRows.Row row, Map<String, RowImage> latest) {
        if (row.before().length() == 0) {
            return remember(row, BinlogRows.decode(row, Side.AFTER), latest);
        }
        RowImage before = BinlogRows.decode(row, Side.BEFORE);
        RowImage found = filled(before, latest.get(name(row, before)));
        RowImage after =
                new MysqlRowCodec()
                        .decode(row.format(), row.schema(), Side.AFTER, row.after(), found);
        remember(row, filled(after, found), latest);
        return after;
    }

    private static RowImage remember(
            BinlogRows.Row row, RowImage image, Map<String, RowImage> latest) {
        latest.put(name(row, image), image);
        return image;
    }

    private static String name(BinlogRows.Row row, RowImage image) {
        return row.format().table() + " " + image.value("id");
    }

    /// What is not logged is what it was.
    private static RowImage filled(RowImage image, RowImage earlier) {
        RowImage all = image;
        for (int i = 0; earlier != null && i < image.size(); i++) {
            if (image.value(i) instanceof ColumnValue.NotLogged) {
                all = all.filled(i, earlier.value(i), 1);
            }
        }
        return all;
    }

    /// How many values of the change itself are differences to a document that its own image before does not hold. They
    /// are no values, and say so; nor are they unchanged, as what is not logged is.
    private static int lacksDocument(BinlogRows.Row row) {
        int count = 0;
        RowImage after = BinlogRows.decode(row, Side.AFTER);
        for (int i = 0; i < after.size(); i++) {
            if (after.value(i) instanceof ColumnValue.Undecodable difference) {
                assertThat(row.layout().partialUpdate()).isTrue();
                assertThat(difference.reason()).contains("binlog_row_image=MINIMAL");
                assertThat(difference.raw().length()).isPositive();
                count++;
            }
        }
        return count;
    }

    private static int compare(
            Answer answer, List<String> values, RowImage image, List<String> wrong) {
        int compared = 0;
        for (int i = 0; i < answer.columns().size(); i++) {
            ColumnValue value = image.value(answer.columns().get(i).name());
            if (value instanceof ColumnValue.NotLogged) {
                continue;
            }
            compared++;
            if (!AnswerMatcher.matches(answer.columns().get(i), values.get(i), value)
                    && wrong.size() < 40) {
                wrong.add(
                        answer.table()
                                + "."
                                + answer.columns().get(i).name()
                                + " "
                                + image.schema()
                                        .columns()
                                        .get(image.schema().indexOf(answer.columns().get(i).name()))
                                        .type()
                                        .sql()
                                + ": server "
                                + values.get(i)
                                + ", decoded "
                                + (value instanceof Datum d ? d.text() : value)
                                + " "
                                + value.getClass().getSimpleName());
            }
        }
        return compared;
    }

    private static void checkHashes(BinlogRows.Row row) {
        for (int[] key : List.of(row.schema().keyColumns(), new int[0])) {
            RowReader reader = row.layout().reader(row.schema(), key, 5);
            if (row.before().length() > 0) {
                reader.read(row.before().array(), 0, row.before().length(), Side.BEFORE);
                assertThat(reader.keyHash(Side.BEFORE))
                        .isEqualTo(hash(BinlogRows.decode(row, Side.BEFORE), key));
            }
            if (row.after().length() > 0) {
                reader.read(row.after().array(), 0, row.after().length(), Side.AFTER);
                assertThat(reader.keyHash(Side.AFTER)).isEqualTo(hash(completed(row), key));
            }
        }
    }

    /// As [org.rowback.history.model.Change#keyAfter()] has it.
    private static RowImage completed(BinlogRows.Row row) {
        RowImage after = BinlogRows.decode(row, Side.AFTER);
        if (row.before().length() == 0) {
            return after;
        }
        RowImage before = BinlogRows.decode(row, Side.BEFORE);
        for (int i = 0; i < after.size(); i++) {
            if (after.value(i) instanceof ColumnValue.NotLogged) {
                after = after.filled(i, before.value(i), 1);
            }
        }
        return after;
    }

    private static long hash(RowImage image, int[] key) {
        int[] columns = key;
        if (key.length == 0) {
            columns = new int[image.size()];
            java.util.Arrays.setAll(columns, i -> i);
        }
        return new RowKey(List.of(image.values(columns)), key.length == 0).hash(new KeyHasher(), 5);
    }

    private static Map<TableName, SchemaVersion> definitions(Capture capture)
            throws IOException, RowbackException {
        Map<TableName, SchemaVersion> tables = new HashMap<>();
        var known =
                new KnownTables() {
                    @Override
                    public Optional<SchemaVersion> known(TableName name) {
                        return Optional.ofNullable(tables.get(name));
                    }

                    @Override
                    public Collection<TableName> knownTables(String database) {
                        return tables.keySet();
                    }
                };
        var reader = new MysqlSchemaReader();
        String script;
        try (var in =
                new ZstdInputStream(
                        Files.newInputStream(capture.folder().resolve("made-by.sql.zst")))) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String server =
                (capture.server().startsWith("maria") ? "MariaDB " : "MySQL ")
                        + capture.server().substring(capture.server().indexOf('-') + 1);
        for (String line : script.lines().toList()) {
            if (line.startsWith("CREATE TABLE")) {
                reader.apply(new DdlStatement(line, "rec", server, false, "utf8mb4"), known)
                        .defined()
                        .forEach(t -> tables.put(t.table(), t));
            }
        }
        return tables;
    }
}
