package org.rowback.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.SchemaDeriver.LoggedDdl;
import org.rowback.history.schema.SchemaDeriver.LoggedLayout;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs over a toy language: `create t a b`, `add t c`, `rename t u`, `drop t`.
class SchemaDeriverTest {
    private static final TableName T = name("t");

    @Test
    void followsDdlInTheLogAlone() throws RowbackException {
        SchemaTimeline timeline =
                derive(List.of(ddl(5, "create t a b"), ddl(9, "add t c")), List.of()).get(T);
        assertThat(timeline.ddlAt(5)).isEmpty();
        assertThat(columns(timeline.ddlAt(6))).containsExactly("a", "b");
        assertThat(columns(timeline.ddlAt(9))).containsExactly("a", "b");
        assertThat(columns(timeline.ddlAt(10))).containsExactly("a", "b", "c");
        assertThat(timeline.borders()).containsExactly(5L, 9L);
    }

    @Test
    void takesAFileAsTheStateBeforeTheLogWhereThatFits() throws RowbackException {
        SchemaTimeline timeline =
                derive(
                                List.of(ddl(9, "add t c")),
                                List.of(file("t", "a", "b")),
                                at(1, 2),
                                at(10, 3))
                        .get(T);
        assertThat(timeline.assumption()).isEqualTo("the state before the log");
        assertThat(columns(timeline.fileAt(1))).containsExactly("a", "b");
        assertThat(columns(timeline.fileAt(10))).containsExactly("a", "b", "c");
        assertThat(timeline.remarks()).isEmpty();
    }

    @Test
    void takesAFileAsTheStateAfterTheLogWhereOnlyThatFits() throws RowbackException {
        SchemaTimeline timeline =
                derive(
                                List.of(ddl(9, "add t c")),
                                List.of(file("t", "a", "b", "c")),
                                at(1, 2),
                                at(10, 3))
                        .get(T);
        assertThat(timeline.assumption()).isEqualTo("the state after the log");
        assertThat(timeline.fileAt(1)).isEmpty();
        assertThat(columns(timeline.fileAt(10))).containsExactly("a", "b", "c");
        assertThat(timeline.remarks()).isEmpty();
    }

    @Test
    void findsTheMomentInTheMiddleThatAFileDescribes() throws RowbackException {
        SchemaTimeline timeline =
                derive(
                                List.of(ddl(5, "add t b"), ddl(9, "add t c")),
                                List.of(file("t", "a", "b")),
                                at(1, 1),
                                at(6, 2),
                                at(10, 3))
                        .get(T);
        assertThat(timeline.assumption()).isEqualTo("the state after change 5");
        assertThat(columns(timeline.fileAt(6))).containsExactly("a", "b");
        assertThat(columns(timeline.fileAt(10))).containsExactly("a", "b", "c");
    }

    @Test
    void saysThatAFileFitsNothing() throws RowbackException {
        SchemaTimeline timeline =
                derive(List.of(ddl(9, "add t x")), List.of(file("t", "a")), at(1, 4)).get(T);
        assertThat(timeline.remarks())
                .containsExactly(
                        "The definition from schema file (file) does not fit the logged rows: it"
                                + " has 1 columns, the logged rows have 4.");
    }

    @Test
    void carriesAFilesDefinitionAcrossARename() throws RowbackException {
        Map<TableName, SchemaTimeline> timelines =
                derive(List.of(ddl(9, "rename t u")), List.of(file("t", "a")), at(1, 1));
        assertThat(columns(timelines.get(name("u")).fileAt(10))).containsExactly("a");
        assertThat(timelines.get(T).fileAt(10)).isEmpty();
    }

    @Test
    void placesATableWithoutDatabaseByItsName() throws RowbackException {
        SchemaVersion bare = version(new TableName("", "t"), Knowledge.SCHEMA_FILE, "a");
        SchemaTimeline timeline =
                new SchemaDeriver(ToyReader::new)
                        .derive(List.of(), List.of(List.of(bare)), List.of(at(1, 1)))
                        .get(T);
        assertThat(columns(timeline.fileAt(1))).containsExactly("a");
    }

    @Test
    void prefersTheFileThatFitsOfSeveral() throws RowbackException {
        SchemaTimeline timeline =
                new SchemaDeriver(ToyReader::new)
                        .derive(
                                List.of(),
                                List.of(List.of(file("t", "a", "b")), List.of(file("t", "x"))),
                                List.of(at(1, 2)))
                        .get(T);
        assertThat(columns(timeline.fileAt(1))).containsExactly("a", "b");
    }

    private static Map<TableName, SchemaTimeline> derive(
            List<LoggedDdl> ddl, List<SchemaVersion> file, LoggedLayout... layouts)
            throws RowbackException {
        return new SchemaDeriver(ToyReader::new).derive(ddl, List.of(file), List.of(layouts));
    }

    private static LoggedDdl ddl(long after, String text) {
        return new LoggedDdl(after, new DdlStatement(text, "shop"));
    }

    private static LoggedLayout at(long change, int columns) {
        String[] names = new String[columns];
        for (int i = 0; i < columns; i++) {
            names[i] = "@" + (i + 1);
        }
        return new LoggedLayout(change, version(T, Knowledge.LAYOUT, names));
    }

    private static SchemaVersion file(String table, String... columns) {
        return version(name(table), Knowledge.SCHEMA_FILE, columns);
    }

    private static List<String> columns(Optional<SchemaVersion> version) {
        return version.orElseThrow().columns().stream().map(Column::name).toList();
    }

    private static TableName name(String table) {
        return new TableName("shop", table);
    }

    private static SchemaVersion version(TableName table, Knowledge from, String... columns) {
        List<Column> list = new ArrayList<>();
        for (String name : columns) {
            ColumnType type =
                    new ColumnType("int", ColumnType.Family.INTEGER, false, "", List.of(), 0);
            list.add(new Column(name, from, type, from, true, Column.Generated.NO, false));
        }
        String origin = from == Knowledge.SCHEMA_FILE ? "file" : "";
        return new SchemaVersion(table, list, List.of(), List.of(), List.of(), from, origin);
    }

    private static final class ToyReader implements SchemaReader {
        @Override
        public String dialect() {
            return "toy";
        }

        @Override
        public List<SchemaVersion> readFile(String name, Reader text) {
            return List.of();
        }

        @Override
        public DdlEffect apply(DdlStatement statement, KnownTables known) throws RowbackException {
            String[] words = statement.text().split(" ");
            TableName table = name(words[1]);
            Optional<SchemaVersion> old = known.known(table);
            List<SchemaVersion> defined = new ArrayList<>();
            List<TableName> dropped = new ArrayList<>();
            String problem = "";
            switch (words[0]) {
                case "create" ->
                        defined.add(
                                version(
                                        table,
                                        Knowledge.LOG_DDL,
                                        List.of(words)
                                                .subList(2, words.length)
                                                .toArray(String[]::new)));
                case "add" -> {
                    if (old.isPresent() && old.get().indexOf(words[2]) >= 0) {
                        problem = "there is a column " + words[2];
                        dropped.add(table);
                    } else if (old.isPresent()) {
                        List<String> names = new ArrayList<>(columns(old));
                        names.add(words[2]);
                        defined.add(
                                version(table, Knowledge.LOG_DDL, names.toArray(String[]::new)));
                    }
                }
                case "rename" -> {
                    dropped.add(table);
                    old.ifPresent(o -> defined.add(Definitions.renamed(o, name(words[2]))));
                }
                default -> dropped.add(table);
            }
            return new DdlEffect(
                    DdlEffect.Kind.TABLE_DDL, defined, dropped, List.of(), List.of(table), problem);
        }
    }
}
