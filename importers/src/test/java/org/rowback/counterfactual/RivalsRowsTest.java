package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RowState;

import java.nio.file.Path;

/// What other tools get wrong about rows that were written more than once, on MariaDB. `docs/rivals.md` lists them.
class RivalsRowsTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    private static final String ITEMS =
            "CREATE TABLE items (id int PRIMARY KEY, price int, title varchar(20), stock int)";

    @TempDir Path folder;

    private Scene scene(String world) throws Exception {
        return new Scene(SERVER.server(), world, folder);
    }

    /// Archery#1510: every column is set, and what colleagues wrote since is gone; mariadb-binlog --flashback too.
    @Test
    void keepsWhatColleaguesWroteSince() throws Exception {
        try (Scene scene = scene("later")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'old', 5)");
            scene.bad("UPDATE items SET price = 0, stock = 0");
            scene.good("UPDATE items SET title = 'new', stock = 7");
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,new,7");
        }
    }

    /// bingo2sql writes inverse statements in log order, so A to B to C ends at B; seata#5666: several updates of one row
    /// in one transaction raise a false alarm.
    @Test
    void goesBackToTheFirstOfSeveralValues() throws Exception {
        try (Scene scene = scene("several")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'A', 5)");
            scene.bad("UPDATE items SET title = 'B'", "UPDATE items SET title = 'C', price = 0");
            scene.bad("UPDATE items SET title = 'D'");
            assertThat(scene.row("items", "1").state()).isEqualTo(RowState.READY);
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,A,5");
        }
    }

    /// dbtrail#782, dbtrail PR#915: undoing an UPDATE of the key leaves the row twice, or brings it back.
    @Test
    void movesAKeyBackAndLeavesNoCopy() throws Exception {
        try (Scene scene = scene("moved")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5), (2, 20, 'b', 5)");
            scene.bad("UPDATE items SET id = id + 1000");
            scene.good("UPDATE items SET stock = 6 WHERE id = 1001");
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,a,6 / 2,20,b,5");
        }
    }

    /// dbtrail#789, dbtrail#851, my2sql, bingo2sql: where there is no key, the undo hits every equal row.
    @Test
    void changesOneOfSeveralEqualRows() throws Exception {
        try (Scene scene = scene("equal")) {
            scene.good(
                    "CREATE TABLE loose (v int, w varchar(9))",
                    "INSERT INTO loose VALUES (1, 'x'), (1, 'x'), (1, 'x'), (NULL, 'y')");
            scene.bad(
                    "UPDATE loose SET w = 'bad' WHERE v = 1 LIMIT 1",
                    "DELETE FROM loose WHERE w = 'x' LIMIT 1",
                    "DELETE FROM loose WHERE v IS NULL");
            scene.good("INSERT INTO loose VALUES (1, 'bad'), (1, 'bad')");
            scene.apply();
            assertThat(scene.rows("loose")).isEqualTo("1,bad / 1,bad / 1,x / 1,x / 1,x / NULL,y");
        }
    }

    /// MariaDB server PR#397: a statement of several row events is not undone backwards; MyFlash#2 and #7: big
    /// events end the tool.
    @Test
    void undoesAStatementOfManyRowEventsBackwards() throws Exception {
        try (Scene scene = scene("events")) {
            scene.good(
                    "CREATE TABLE chain (id int PRIMARY KEY, v int, pad char(20))",
                    "INSERT INTO chain WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1"
                            + " FROM n WHERE v < 900) SELECT v, v, 'padding' FROM n");
            scene.bad("UPDATE chain SET id = id + 1 ORDER BY id DESC");
            scene.apply();
            assertThat(scene.all("SELECT COUNT(*), MIN(id), MAX(id), SUM(id = v) FROM chain"))
                    .isEqualTo("900,1,900,900");
        }
    }

    /// seata#3036, seata#7339: a column with ON UPDATE CURRENT_TIMESTAMP raises a false alarm.
    @Test
    void takesAClockForNoConflictAndDoesNotMoveIt() throws Exception {
        try (Scene scene = scene("clock")) {
            scene.good(
                    "CREATE TABLE items (id int PRIMARY KEY, price int, stock int, at datetime(6)"
                            + " DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))",
                    "INSERT INTO items (id, price, stock) VALUES (1, 10, 5), (2, 20, 5)");
            String before = scene.all("SELECT at FROM items WHERE id = 2");
            scene.bad("UPDATE items SET price = 0");
            scene.good("UPDATE items SET stock = 7 WHERE id = 1");
            String later = scene.all("SELECT at FROM items WHERE id = 1");
            assertThat(scene.row("items", "1").isOpen()).isFalse();
            assertThat(scene.row("items", "2").state()).isEqualTo(RowState.READY);
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,7," + later + " / 2,20,5," + before);
        }
    }

    /// MariaDB server PR#3968: --table keeps events of other tables; PR#1568: several databases are wanted.
    @Test
    void undoesTheChosenTablesOfATransactionOnly() throws Exception {
        try (Scene scene = scene("chosen")) {
            scene.good(
                    "CREATE DATABASE chosen2",
                    ITEMS,
                    "CREATE TABLE chosen2.items (id int PRIMARY KEY, v int)",
                    "CREATE TABLE other (id int PRIMARY KEY, v int)",
                    "INSERT INTO items VALUES (1, 10, 'a', 5)",
                    "INSERT INTO chosen2.items VALUES (1, 1)",
                    "INSERT INTO other VALUES (1, 1)");
            scene.bad(
                    "UPDATE items SET price = 0",
                    "UPDATE chosen2.items SET v = 0",
                    "UPDATE other SET v = 0");
            scene.only(c -> c.table().table().equals("items"));
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,a,5");
            assertThat(scene.rows("chosen2.items")).isEqualTo("1,1");
            assertThat(scene.rows("other")).isEqualTo("1,0");
            scene.good("DROP DATABASE chosen2");
        }
    }

    /// binlog2sql#71: a minimal image becomes `SET id = NULL`; gh-ost#230: missing and NULL are not told apart.
    @Test
    void neverTakesWhatIsNotLoggedForNull() throws Exception {
        try (Scene scene = scene("minimal")) {
            scene.good(
                    ITEMS,
                    "SET SESSION binlog_row_image = MINIMAL",
                    "INSERT INTO items VALUES (1, 10, 'a', NULL)",
                    "SET SESSION sql_log_bin = 0",
                    "INSERT INTO items VALUES (2, 20, 'b', 5)",
                    "SET SESSION sql_log_bin = 1");
            scene.bad("UPDATE items SET price = 0 WHERE id IN (1, 2)");
            assertThat(scene.row("items", "2").state()).isEqualTo(RowState.UNPROVABLE);
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,a,NULL / 2,0,b,5");
            assertThat(scene.script("apply.sql")).doesNotContain("NULL");
        }
    }

    /// MyFlash: a server with GTID_MODE=ON refuses its output.
    @Test
    void appliesWhereTransactionIdsAreStrict() throws Exception {
        try (Scene scene = scene("strict")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5)");
            scene.bad("DELETE FROM items");
            scene.good("SET GLOBAL gtid_strict_mode = ON");
            try {
                scene.apply();
            } finally {
                scene.good("SET GLOBAL gtid_strict_mode = OFF");
            }
            assertThat(scene.rows("items")).isEqualTo("1,10,a,5");
        }
    }

    /// binlog2sql passes over a statement that finds no row, Oracle's NOCASCADE_FORCE too: nobody is told.
    @Test
    void failsWholeWhereARowIsNotAsTheLogLeftIt() throws Exception {
        try (Scene scene = scene("drift")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5), (2, 20, 'b', 5)");
            scene.bad("UPDATE items SET price = 0");
            scene.patch();
            scene.good("UPDATE items SET price = 12 WHERE id = 1");
            Scene.Said said = scene.said(SERVER.server(), "apply.sql");
            assertThat(said.status()).isNotZero();
            assertThat(said.text()).contains("all rolled back");
            assertThat(scene.rows("items")).isEqualTo("1,12,a,5 / 2,0,b,5");
        }
    }
}
