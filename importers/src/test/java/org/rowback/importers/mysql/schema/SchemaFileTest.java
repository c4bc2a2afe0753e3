package org.rowback.importers.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Column;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.importers.live.SchemaScript;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The files under `schema-files` were written by real clients from the tables of `demo.sql` beside them.
class SchemaFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mariadb-dump-databases.sql",
                "rowback-schema-mariadb.sql",
                "rowback-schema-mysql.sql",
                "script-mariadb.sql",
                "script-mysql.sql"
            })
    void readsEveryTableOfEveryDatabase(String file) throws IOException, RowbackException {
        List<SchemaVersion> tables = read(file);
        assertThat(tables)
                .extracting(SchemaVersion::table)
                .containsExactly(
                        new TableName("shop", "customers"),
                        new TableName("shop", "ord`ers"),
                        new TableName("we ird", "t"));
        assertThat(tables.get(1).foreignKeys().getFirst().parent())
                .isEqualTo(new TableName("shop", "customers"));
        assertThat(tables.get(0).keysFrom()).isEqualTo(Knowledge.SCHEMA_FILE);
        assertThat(tables.get(0).origin()).startsWith(file + " line ");
        assertSameTables(tables.subList(0, 2));
    }

    @Test
    void takesTheDatabaseFromTheHeaderOfADumpOfOne() throws IOException, RowbackException {
        assertThat(read("mariadb-dump-shop.sql"))
                .extracting(SchemaVersion::table)
                .containsExactly(
                        new TableName("shop", "customers"), new TableName("shop", "ord`ers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-table.txt", "client-vertical.txt", "client-batch.txt"})
    void readsShowCreateTableAsClientsPrintIt(String file) throws IOException, RowbackException {
        List<SchemaVersion> tables = read(file);
        assertThat(tables)
                .extracting(SchemaVersion::table)
                .containsExactly(new TableName("", "customers"), new TableName("", "ord`ers"));
        assertSameTables(tables);
    }

    private static void assertSameTables(List<SchemaVersion> tables) {
        assertThat(tables.get(0).columns())
                .extracting(Column::name)
                .containsExactly("id", "email", "note", "j");
        assertThat(tables.get(0).columns().get(1).type().charset()).isEqualTo("latin1");
        assertThat(tables.get(0).uniqueKeys().getFirst().columns()).containsExactly("email");
        assertThat(tables.get(1).columns().get(3).generated()).isEqualTo(Column.Generated.VIRTUAL);
        assertThat(tables.get(1).columns().get(4).type().members()).containsExactly("new", "it's");
        assertThat(tables.get(1).primaryKey()).containsExactly("id");
    }

    @Test
    void skipsDataWithoutHoldingIt() throws RowbackException {
        Reader endless =
                new Reader() {
                    private static final String HEAD =
                            "USE shop;\nCREATE TABLE a (i int);\nINSERT INTO `a` VALUES ";
                    private static final String ROW =
                            "(1,'it''s; \\' x','CREATE TABLE b (j int);'),";
                    private static final String TAIL = "(2,'','');\nCREATE TABLE c (k int);\n";
                    private static final long CHARS = 100L << 20;
                    private long at;

                    @Override
                    public int read(char[] buffer, int offset, int length) {
                        long rows = HEAD.length() + CHARS / ROW.length() * ROW.length();
                        int n = 0;
                        while (n < length) {
                            char c;
                            if (at < HEAD.length()) {
                                c = HEAD.charAt((int) at);
                            } else if (at < rows) {
                                c = ROW.charAt((int) ((at - HEAD.length()) % ROW.length()));
                            } else if (at - rows < TAIL.length()) {
                                c = TAIL.charAt((int) (at - rows));
                            } else {
                                return n == 0 ? -1 : n;
                            }
                            buffer[offset + n++] = c;
                            at++;
                        }
                        return n;
                    }

                    @Override
                    public void close() {}
                };
        assertThat(new MysqlSchemaReader().readFile("big.sql", endless))
                .extracting(version -> version.table().table())
                .containsExactly("a", "c");
    }

    @Test
    void understandsDelimitersViewsAndMydumperNames() throws RowbackException {
        String text =
                """
                /*!50001 CREATE TABLE `v` (`a` tinyint NOT NULL) ENGINE=MyISAM */;
                CREATE TABLE `orders` (`id` int /* ; */ NOT NULL -- ; x
                , PRIMARY KEY (`id`)) ENGINE=InnoDB;
                DELIMITER ;;
                CREATE TRIGGER x BEFORE INSERT ON orders FOR EACH ROW BEGIN SET @a = 'CREATE TABLE z (i int)'; END ;;
                DELIMITER ;
                /*!50001 DROP TABLE IF EXISTS `v`*/;
                /*!50001 CREATE ALGORITHM=UNDEFINED VIEW `v` AS select 1 AS `a` */;
                """;
        List<SchemaVersion> tables =
                new MysqlSchemaReader()
                        .readFile("/dumps/shop.orders-schema.sql", new StringReader(text));
        assertThat(tables)
                .extracting(SchemaVersion::table)
                .containsExactly(new TableName("shop", "orders"));
    }

    @Test
    void saysWhatItFoundInsteadOfTables() {
        assertThatThrownBy(() -> read(new StringReader("")))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageStartingWith("x.sql: defines no table (it is empty): give ");
        assertThatThrownBy(() -> read(new StringReader("INSERT INTO a VALUES (1);")))
                .hasMessageStartingWith("x.sql: defines no table (no CREATE TABLE in it): give ");
        assertThatThrownBy(() -> read(new StringReader("CREATE TABLE a (b banana);")))
                .hasMessageContaining("CREATE TABLE a: not understood at 'banana'");
    }

    @Test
    void givesAScriptThatOnlyReads() {
        assertThat(SchemaScript.mysql())
                .startsWith("#!/bin/sh\n")
                .contains("SHOW CREATE TABLE", "SET SESSION TRANSACTION READ ONLY")
                .doesNotContain("INSERT", "UPDATE", "DELETE ");
    }

    private static List<SchemaVersion> read(Reader text) throws RowbackException {
        return new MysqlSchemaReader().readFile("x.sql", text);
    }

    private static List<SchemaVersion> read(String file) throws IOException, RowbackException {
        InputStream in = SchemaFileTest.class.getResourceAsStream("/schema-files/" + file);
        assertThat(in).as(file).isNotNull();
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new MysqlSchemaReader().readFile(file, text);
        }
    }
}
