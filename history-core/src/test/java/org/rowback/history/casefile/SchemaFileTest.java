package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.key;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;
import static org.rowback.history.testing.Rows.s;
import static org.rowback.history.testing.Rows.table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.testing.CaseFiller;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Rows that were logged without names and keys, and a schema file that comes before, later, or without a database.
class SchemaFileTest {
    private static final SchemaVersion NAMED =
            known(Knowledge.SCHEMA_FILE, "id", table("shop.t", "id", "id int", "v varchar(9)"));
    private static final SchemaVersion BARE =
            known(Knowledge.LAYOUT, "", table("shop.t", "", "@1 int", "@2 varchar(9)"));

    @TempDir Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("a.rowback");
    }

    @Test
    void namesAndKeysWhatWasImportedBefore() throws Exception {
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            log(file);
            History history = file.history();
            assertThat(first(history).schema().columns().getFirst().name()).isEqualTo("@1");
            assertThat(history.changesOf(1, key(n(2)))).isEmpty();
            file.addSchema(List.of(NAMED), "shop.sql", "aa");
            assertNamed(history);
        }
        try (CaseFile file = CaseFile.openReadOnly(path, CaseFileTest.CODECS)) {
            assertNamed(file.history());
        }
    }

    @Test
    void namesAndKeysWhatIsImportedAfter() throws Exception {
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            file.addSchema(List.of(NAMED), "shop.sql", "aa");
            log(file);
            assertNamed(file.history());
        }
    }

    @Test
    void takesATableWithoutADatabaseForEveryTableOfItsName() throws Exception {
        SchemaVersion bare =
                new SchemaVersion(
                        new TableName("", "t"),
                        NAMED.columns(),
                        NAMED.primaryKey(),
                        List.of(),
                        List.of(),
                        NAMED.keysFrom(),
                        "");
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            file.addSchema(List.of(bare), "shop.sql", "aa");
            log(file);
            assertNamed(file.history());
        }
    }

    @Test
    void addsTheSameFileOnce() throws Exception {
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            log(file);
            file.addSchema(List.of(NAMED), "shop.sql", "aa");
            SchemaVersion other =
                    known(Knowledge.SCHEMA_FILE, "x", table("shop.t", "x", "x int", "y text"));
            file.addSchema(List.of(other), "shop.sql", "aa");
            assertNamed(file.history());
        }
    }

    @Test
    void leavesOutAFileThatDoesNotFitAndSaysSo() throws Exception {
        SchemaVersion three =
                known(
                        Knowledge.SCHEMA_FILE,
                        "id",
                        table("shop.t", "id", "id int", "a int", "b int"));
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            log(file);
            file.addSchema(List.of(three), "shop.sql", "aa");
            assertThat(first(file.history()).schema().columns().getFirst().name()).isEqualTo("@1");
            assertThat(file.history().totals().findings()).isPositive();
        }
    }

    @Test
    void readsEachRowWithTheDefinitionOfItsTime() throws Exception {
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                writer.source(CaseFileTest.start("binlog.000001"));
                CaseFiller filler = new CaseFiller(writer);
                filler.commit(100, 1_000_000, Row.insert(BARE, n(1), s("a")));
                writer.define(writer.table(BARE.table()), known(Knowledge.LOG_DDL, "id", NAMED));
                filler.commit(200, 2_000_000, Row.insert(BARE, n(2), s("b")));
                SchemaVersion renamed = table("shop.t", "id", "id int", "w varchar(9)");
                writer.define(writer.table(BARE.table()), known(Knowledge.LOG_DDL, "id", renamed));
                filler.commit(300, 3_000_000, Row.insert(BARE, n(3), s("c")));
                writer.endSource(CaseFileTest.state(500), "abc", true);
            }
            History history = file.history();
            assertThat(names(history)).containsExactly("@2", "v", "w");
            assertThat(history.changesOf(1, key(n(3)))).containsExactly(3);
            assertThat(history.schemaVersions(1)).hasSize(3);
            assertThat(history.schemaAt(1, 2).orElseThrow().columns().get(1).name()).isEqualTo("v");
        }
    }

    private static List<String> names(History history) throws RowbackException {
        List<String> names = new ArrayList<>();
        for (Change change : CaseFileTest.all(history, Scan.ALL)) {
            names.add(change.schema().columns().get(1).name());
        }
        return names;
    }

    private static void assertNamed(History history) throws RowbackException {
        assertThat(first(history).after().orElseThrow().value("v")).isEqualTo(s("a"));
        assertThat(first(history).schema().primaryKey()).containsExactly("id");
        assertThat(history.changesOf(1, key(n(2)))).containsExactly(2, 3, 4);
        assertThat(history.changesOf(1, key(n(3)))).containsExactly(4);
    }

    private static Change first(History history) throws RowbackException {
        return history.change(1).orElseThrow();
    }

    private static void log(CaseFile file) throws RowbackException {
        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
            writer.source(CaseFileTest.start("binlog.000001"));
            CaseFiller filler = new CaseFiller(writer);
            filler.commit(100, 1_000_000, Row.insert(BARE, n(1), s("a")));
            filler.commit(200, 2_000_000, Row.insert(BARE, n(2), s("b")));
            filler.commit(300, 3_000_000, Row.update(BARE, row(n(2), s("b")), row(n(2), s("c"))));
            filler.commit(400, 4_000_000, Row.update(BARE, row(n(2), s("c")), row(n(3), s("c"))));
            writer.endSource(CaseFileTest.state(500), "abc", true);
        }
    }

    private static SchemaVersion known(Knowledge from, String key, SchemaVersion version) {
        List<Column> columns =
                version.columns().stream()
                        .map(
                                c ->
                                        new Column(
                                                c.name(),
                                                from,
                                                c.type(),
                                                from,
                                                c.nullable(),
                                                c.generated(),
                                                c.invisible()))
                        .toList();
        return new SchemaVersion(
                version.table(),
                columns,
                key.isEmpty() ? List.of() : List.of(key),
                List.of(),
                List.of(),
                from,
                "test");
    }
}
