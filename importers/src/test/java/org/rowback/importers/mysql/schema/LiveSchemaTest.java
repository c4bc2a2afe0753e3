package org.rowback.importers.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.casefile.CaseWriter;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.Datum;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.ForeignKey.Action;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.mysql.MysqlBinlogImporter;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.recording.Captures;
import org.rowback.recording.EmbeddedMariaDb;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What is read from a running server is what its tables are: proven on a real MariaDB.
class LiveSchemaTest {
    @TempDir static Path home;
    @TempDir Path folder;

    private static EmbeddedMariaDb server;

    @BeforeAll
    static void startAServer() throws Exception {
        server = EmbeddedMariaDb.start(home);
        server.run("SET GLOBAL sql_mode = ''");
    }

    @AfterAll
    static void stopIt() throws Exception {
        server.close();
    }

    /// Tables by name as a schema file read from the server describes them.
    private TreeMap<TableName, SchemaVersion> live(String database) throws Exception {
        Path file = folder.resolve("schema.sql");
        LiveSchema.write(server.url(database), file);
        TreeMap<TableName, SchemaVersion> tables = new TreeMap<>();
        try (Reader text = Files.newBufferedReader(file)) {
            for (SchemaVersion table : new MysqlSchemaReader().readFile("schema.sql", text)) {
                tables.put(table.table(), table);
            }
        }
        return tables;
    }

    private static List<String> typeTables() throws IOException {
        Path folder =
                Captures.all().stream()
                        .filter(c -> c.toString().equals("mariadb-11.4/types"))
                        .findFirst()
                        .orElseThrow()
                        .folder();
        try (var in =
                new ZstdInputStream(Files.newInputStream(folder.resolve("made-by.sql.zst")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("CREATE TABLE"))
                    .toList();
        }
    }

    @Test
    void everyTypeIsWhatItsDdlSays() throws Exception {
        server.run("CREATE DATABASE shop CHARACTER SET utf8mb4", "USE shop");
        Replay replay = Replay.mariaDb();
        replay.apply("CREATE DATABASE shop CHARACTER SET utf8mb4");
        List<String> ddl = typeTables();
        assertThat(ddl).hasSizeGreaterThan(10);
        for (String create : ddl) {
            server.run("USE shop", create);
            replay.apply(create);
        }
        assertThat(replay.problems).isEmpty();
        var tables = live("shop");
        assertThat(tables).hasSize(ddl.size());
        for (SchemaVersion expected : replay.tables()) {
            // Servers themselves answer '?' for a label's character outside the basic plane.
            assertThat(Replay.describe(tables.get(expected.table())))
                    .isEqualTo(Replay.describe(expected).replace("\ud83d\ude00", "?"));
        }
    }

    private static final List<String> SHAPES =
            List.of(
                    "CREATE TABLE customers (id int unsigned NOT NULL AUTO_INCREMENT, `e-mail`"
                        + " varchar(80) CHARACTER SET latin1 NOT NULL, country char(2) NOT NULL"
                        + " DEFAULT 'DE', secret varbinary(20) INVISIBLE, PRIMARY KEY (id), UNIQUE"
                        + " KEY mail (`e-mail`), UNIQUE KEY two (country, id)) DEFAULT CHARACTER"
                        + " SET latin2",
                    "CREATE TABLE orders (region char(3) CHARACTER SET ascii NOT NULL, no bigint"
                        + " NOT NULL, customer int unsigned, gift int unsigned, net decimal(10,2),"
                        + " gross decimal(12,2) GENERATED ALWAYS AS (net * 1.19) VIRTUAL, next"
                        + " bigint GENERATED ALWAYS AS (no + 1) STORED, PRIMARY KEY (region, no),"
                        + " CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id)"
                        + " ON DELETE CASCADE ON UPDATE NO ACTION, CONSTRAINT of_gift FOREIGN KEY"
                        + " (gift) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE)",
                    "CREATE TABLE `we``ird \u00e4` (`a b` int, `c;'d` text) CHARACTER SET utf8mb3",
                    "CREATE TABLE versions (id int PRIMARY KEY, v varchar(20)) WITH SYSTEM"
                            + " VERSIONING");

    @Test
    void keysForeignKeysAndGeneratedColumnsAreWhatTheDdlSays() throws Exception {
        server.run("CREATE DATABASE shapes CHARACTER SET utf8mb4");
        Replay replay = Replay.mariaDb();
        replay.apply("CREATE DATABASE shapes CHARACTER SET utf8mb4", "shapes");
        for (String create : SHAPES) {
            server.run("USE shapes", create);
            replay.apply(create, "shapes");
        }
        assertThat(replay.problems).isEmpty();
        var tables = live("shapes");
        for (SchemaVersion expected : replay.tables()) {
            SchemaVersion read = tables.remove(expected.table());
            assertThat(Replay.describe(read)).isEqualTo(Replay.describe(expected));
            assertThat(read.charset()).isEqualTo(expected.charset());
        }
        assertThat(tables).isEmpty();
    }

    @Test
    void whatItSaysOfTheKeysIsRight() throws Exception {
        server.run("CREATE DATABASE told CHARACTER SET utf8mb4");
        for (String create : SHAPES) {
            server.run("USE told", create);
        }
        var tables = live("told");
        SchemaVersion customers = tables.get(new TableName("told", "customers"));
        assertThat(customers.primaryKey()).containsExactly("id");
        assertThat(customers.charset()).isEqualTo("latin2");
        assertThat(customers.columns().get(1).type().charset()).isEqualTo("latin1");
        assertThat(customers.columns().get(2).type().charset()).isEqualTo("latin2");
        assertThat(customers.columns().get(3).invisible()).isTrue();
        SchemaVersion orders = tables.get(new TableName("told", "orders"));
        assertThat(orders.primaryKey()).containsExactly("region", "no");
        assertThat(orders.columns().get(5).generated()).isEqualTo(Column.Generated.VIRTUAL);
        assertThat(orders.columns().get(6).generated()).isEqualTo(Column.Generated.STORED);
        assertThat(orders.foreignKeys())
                .containsExactlyInAnyOrder(
                        new ForeignKey(
                                "of_customer",
                                List.of("customer"),
                                customers.table(),
                                List.of("id"),
                                Action.CASCADE,
                                Action.NO_ACTION),
                        new ForeignKey(
                                "of_gift",
                                List.of("gift"),
                                customers.table(),
                                List.of("id"),
                                Action.SET_NULL,
                                Action.CASCADE));
    }

    @Test
    void withoutADatabaseItReadsAllButTheServersOwn() throws Exception {
        server.run(
                "CREATE DATABASE `a``b`",
                "CREATE DATABASE empty",
                "CREATE TABLE `a``b`.t (id int)",
                "CREATE VIEW `a``b`.v AS SELECT id FROM `a``b`.t");
        assertThat(live(""))
                .containsKey(new TableName("a`b", "t"))
                .doesNotContainKey(new TableName("a`b", "v"))
                .allSatisfy(
                        (name, _) ->
                                assertThat(name.database())
                                        .isNotIn("mysql", "sys", "information_schema"));
    }

    @Test
    void saysWhichServerAndWhereItsLogStood() throws Exception {
        server.run("CREATE DATABASE known", "CREATE TABLE known.t (id int)");
        Path file = folder.resolve("schema.sql");
        LiveSchema.Summary summary = LiveSchema.write(server.url("known"), file);
        assertThat(summary.server()).startsWith("MariaDB 11.4.");
        assertThat(summary.tables()).isEqualTo(1);
        assertThat(summary.skipped()).isEmpty();
        assertThat(summary.position()).matches("binlog\\.\\d+:\\d+.*");
        assertThat(file).content().contains(summary.position(), summary.server());
    }

    @Test
    void aTableThatMayNotBeReadIsNamedAndTheOthersAreRead() throws Exception {
        server.run(
                "CREATE DATABASE some",
                "CREATE TABLE some.open (id int)",
                "CREATE TABLE some.broken (id int)",
                "CREATE TABLE some.last (id int)");
        Files.write(server.data().resolve("some/broken.frm"), new byte[] {1, 2, 3});
        server.run("FLUSH TABLES");
        Path file = folder.resolve("schema.sql");
        LiveSchema.Summary summary = LiveSchema.write(server.url("some"), file);
        assertThat(summary.tables()).isEqualTo(2);
        assertThat(summary.skipped()).singleElement().asString().startsWith("some.broken: ");
        assertThat(file).content().contains("CREATE TABLE `open`", "CREATE TABLE `last`");
    }

    @Test
    void whatGoesWrongIsOneSentenceAndLeavesNoFile() {
        refused(
                server.url("shop").replace("secret", "wrong"),
                "access denied for user 'dba': check user and password");
        refused(server.url("nothere"), "there is no database nothere: check the name");
        refused("mariadb://dba:secret@127.0.0.1:1/shop", "connection refused: is a server running");
    }

    private void refused(String url, String sentence) {
        Path file = folder.resolve("schema.sql");
        assertThatThrownBy(() -> LiveSchema.write(url, file))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("secret")
                .hasMessageStartingWith("127.0.0.1:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void givesNamesToRowsOfALogThatHoldsNone() throws Exception {
        server.run(
                "CREATE DATABASE log",
                "CREATE TABLE log.people (id int PRIMARY KEY, name varchar(20), born date)",
                "FLUSH BINARY LOGS");
        String log = server.ask("SHOW MASTER STATUS");
        server.run("INSERT INTO log.people VALUES (7, 'Ada', '1815-12-10')", "FLUSH BINARY LOGS");
        Path copy = Files.copy(server.data().resolve(log), folder.resolve(log));
        try (CaseFile imported =
                CaseFile.create(folder.resolve("case.rowback"), Codecs.of(new MysqlRowCodec()))) {
            try (CaseWriter writer = imported.writer(ImportMonitor.NONE)) {
                new ImportService(
                                List.of(new MysqlBinlogImporter(new MysqlSchemaReader())),
                                InputStream.nullInputStream())
                        .run(ImportRequest.of(copy), writer, ImportMonitor.NONE);
            }
            assertThat(row(imported)).isEqualTo("@1=7 @2=Ada @3=1815-12-10");
            imported.addSchema(List.copyOf(live("log").values()), "schema.sql", "");
            assertThat(row(imported)).isEqualTo("id=7 name=Ada born=1815-12-10");
        }
    }

    /// The only change's row.
    private static String row(CaseFile imported) throws RowbackException {
        try (Cursor<Change> changes = imported.history().changes(Scan.ALL, ImportMonitor.NONE)) {
            assertThat(changes.next()).isTrue();
            RowImage after = changes.get().after().orElseThrow();
            assertThat(changes.next()).isFalse();
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < after.size(); i++) {
                cells.add(
                        after.schema().columns().get(i).name()
                                + "="
                                + ((Datum) after.value(i)).text());
            }
            return String.join(" ", cells);
        }
    }
}
