package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RowState;
import org.rowback.importers.live.PatchCheck;

import java.nio.file.Path;

/// What other tools get wrong about rows that hang together: foreign keys, cascades, triggers, counters; on MariaDB.
/// `docs/rivals.md` lists them.
class RivalsTiesTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    @TempDir Path folder;

    private Scene scene(String world) throws Exception {
        return new Scene(SERVER.server(), world, folder);
    }

    /// binlog2sql#9: error 1451 and 1452, until FOREIGN_KEY_CHECKS=0 is set by hand.
    @Test
    void putsParentsBackBeforeChildrenAndTakesChildrenAwayFirst() throws Exception {
        try (Scene scene = scene("order_of")) {
            scene.good(
                    "CREATE TABLE root (id int PRIMARY KEY)",
                    "CREATE TABLE branch (id int PRIMARY KEY, root int, FOREIGN KEY (root)"
                            + " REFERENCES root (id))",
                    "CREATE TABLE leaf (id int PRIMARY KEY, branch int, FOREIGN KEY (branch)"
                            + " REFERENCES branch (id))",
                    "INSERT INTO root VALUES (1)",
                    "INSERT INTO branch VALUES (1, 1)",
                    "INSERT INTO leaf VALUES (1, 1), (2, 1)");
            scene.bad("DELETE FROM leaf", "DELETE FROM branch", "DELETE FROM root");
            scene.bad(
                    "INSERT INTO root VALUES (9)",
                    "INSERT INTO branch VALUES (9, 9)",
                    "INSERT INTO leaf VALUES (9, 9)");
            assertThat(scene.script("apply.sql")).contains("foreign_key_checks = 1");
            scene.apply();
            assertThat(scene.rows("root")).isEqualTo("1");
            assertThat(scene.rows("branch")).isEqualTo("1,1");
            assertThat(scene.rows("leaf")).isEqualTo("1,1 / 2,1");
            scene.run("inverse.sql");
            assertThat(scene.rows("leaf")).isEqualTo("9,9");
        }
    }

    /// Cascades are not in the log: osheroff#157, shyiko#27, ghostferry#289, clickhouse-sink-connector#421, dtle#788,
    /// mysql-server PR#309, dbtrail#548; dbtrail skips foreign keys of several columns.
    @Test
    void putsBackWhatCascadesTookOverSeveralLevelsAndColumns() throws Exception {
        try (Scene scene = scene("cascades")) {
            scene.good(
                    "CREATE TABLE root (a int, b int, v int, PRIMARY KEY (a, b))",
                    "CREATE TABLE branch (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b)"
                            + " REFERENCES root (a, b) ON DELETE CASCADE)",
                    "CREATE TABLE leaf (id int PRIMARY KEY, branch int, v int, FOREIGN KEY"
                            + " (branch) REFERENCES branch (id) ON DELETE CASCADE)",
                    "CREATE TABLE note (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b)"
                            + " REFERENCES root (a, b) ON DELETE SET NULL)",
                    "INSERT INTO root VALUES (1, 1, 7), (1, 2, 8)",
                    "INSERT INTO branch VALUES (1, 1, 1), (2, 1, 2)",
                    "INSERT INTO leaf VALUES (1, 1, 5), (2, 1, 6), (3, 2, 7)",
                    "INSERT INTO note VALUES (1, 1, 1), (2, 1, 2)",
                    "UPDATE leaf SET v = 55 WHERE id = 1");
            scene.bad("DELETE FROM root WHERE b = 1");
            assertThat(scene.rows("leaf")).isEqualTo("3,2,7");
            scene.apply();
            assertThat(scene.rows("root")).isEqualTo("1,1,7 / 1,2,8");
            assertThat(scene.rows("branch")).isEqualTo("1,1,1 / 2,1,2");
            assertThat(scene.rows("leaf")).isEqualTo("1,1,55 / 2,1,6 / 3,2,7");
            assertThat(scene.rows("note")).isEqualTo("1,1,1 / 2,1,2");
        }
    }

    /// dbtrail#833: children in another database.
    @Test
    void putsBackWhatACascadeTookInAnotherDatabase() throws Exception {
        try (Scene scene = scene("parents")) {
            scene.good(
                    "CREATE DATABASE children",
                    "CREATE TABLE root (id int PRIMARY KEY)",
                    "CREATE TABLE children.leaf (id int PRIMARY KEY, root int, FOREIGN KEY (root)"
                            + " REFERENCES parents.root (id) ON DELETE CASCADE)",
                    "INSERT INTO root VALUES (1)",
                    "INSERT INTO children.leaf VALUES (1, 1), (2, 1)");
            scene.bad("DELETE FROM root");
            scene.apply();
            assertThat(scene.rows("children.leaf")).isEqualTo("1,1 / 2,1");
            scene.good("DROP DATABASE children");
        }
    }

    /// dbtrail#551: ON UPDATE CASCADE moves children that the log does not show.
    @Test
    void movesChildrenBackThatFollowedAKey() throws Exception {
        try (Scene scene = scene("followed")) {
            scene.good(
                    "CREATE TABLE root (id int PRIMARY KEY, v int)",
                    "CREATE TABLE leaf (id int PRIMARY KEY, root int, v int, FOREIGN KEY (root)"
                            + " REFERENCES root (id) ON UPDATE CASCADE)",
                    "INSERT INTO root VALUES (1, 1)",
                    "INSERT INTO leaf VALUES (1, 1, 1), (2, 1, 2)");
            scene.bad("UPDATE root SET id = 100");
            scene.good("UPDATE leaf SET v = 9 WHERE id = 2");
            scene.apply();
            assertThat(scene.rows("root")).isEqualTo("1,1");
            assertThat(scene.rows("leaf")).isEqualTo("1,1,1 / 2,1,9");
        }
    }

    /// tidb#69777, tidb PR#71074: a child that is put back hangs itself onto a parent table that was made anew under the
    /// same name.
    @Test
    void hangsNoChildOntoAParentTableThatWasMadeAnew() throws Exception {
        try (Scene scene = scene("anew")) {
            scene.good(
                    "CREATE TABLE root (id int PRIMARY KEY, name varchar(20))",
                    "CREATE TABLE leaf (id int PRIMARY KEY, root int, FOREIGN KEY (root)"
                            + " REFERENCES root (id))",
                    "INSERT INTO root VALUES (1, 'the first')",
                    "INSERT INTO leaf VALUES (1, 1)");
            scene.bad("DELETE FROM leaf");
            scene.good(
                    "SET SESSION foreign_key_checks = 0",
                    "DROP TABLE root",
                    "CREATE TABLE root (id int PRIMARY KEY, name varchar(20))",
                    "SET SESSION foreign_key_checks = 1",
                    "INSERT INTO root VALUES (7, 'another')");
            assertThat(scene.row("leaf", "1").state())
                    .as(scene.row("leaf", "1").reason())
                    .isEqualTo(RowState.BLOCKED);
            assertThat(scene.row("leaf", "1").undo()).isEmpty();
        }
    }

    /// MyFlash#14: of a statement with a trigger only the trigger's table is undone; dbtrail#787: triggers fire again and
    /// nobody is told.
    @Test
    void undoesWhatATriggerWroteToo() throws Exception {
        try (Scene scene = scene("fires")) {
            scene.good(
                    "CREATE TABLE stock (id int PRIMARY KEY, amount int)",
                    "CREATE TABLE orders (id int PRIMARY KEY, stock int, qty int)",
                    "CREATE TRIGGER takes AFTER INSERT ON orders FOR EACH ROW UPDATE stock SET"
                            + " amount = amount - NEW.qty WHERE id = NEW.stock",
                    "INSERT INTO stock VALUES (1, 10)");
            scene.bad("INSERT INTO orders VALUES (1, 1, 3)");
            assertThat(scene.rows("stock")).isEqualTo("1,7");
            assertThat(scene.said(SERVER.server(), "preflight.sql").text())
                    .contains("takes")
                    .contains("fires when the patch is applied");
            scene.apply();
            assertThat(scene.rows("stock")).isEqualTo("1,10");
            assertThat(scene.rows("orders")).isEmpty();
        }
    }

    /// dbtrail#787: a trigger that fires again does a second time what is undone beside it.
    @Test
    void changesNothingWhereATriggerUndoesItASecondTime() throws Exception {
        try (Scene scene = scene("again")) {
            scene.good(
                    "CREATE TABLE stock (id int PRIMARY KEY, amount int)",
                    "CREATE TABLE orders (id int PRIMARY KEY, stock int, qty int)",
                    "CREATE TRIGGER takes AFTER INSERT ON orders FOR EACH ROW UPDATE stock SET"
                            + " amount = amount - NEW.qty WHERE id = NEW.stock",
                    "CREATE TRIGGER gives AFTER DELETE ON orders FOR EACH ROW UPDATE stock SET"
                            + " amount = amount + OLD.qty WHERE id = OLD.stock",
                    "INSERT INTO stock VALUES (1, 10)");
            scene.bad("INSERT INTO orders VALUES (1, 1, 3)");
            assertThat(PatchCheck.run(scene.patch(), SERVER.server().url("again")))
                    .filteredOn(o -> !o.asPlanned())
                    .singleElement()
                    .satisfies(o -> assertThat(o.message()).contains("a trigger changed its row"));
            Scene.Said said = scene.said(SERVER.server(), "apply.sql");
            assertThat(said.status()).as(said.text()).isNotZero();
            assertThat(said.text()).contains("a trigger changed its row again");
            assertThat(scene.rows("stock")).isEqualTo("1,7");
            assertThat(scene.rows("orders")).isEqualTo("1,1,3");
        }
    }

    /// A trigger that sets a row's own column does so for the patch too; what another table's trigger does is no such thing.
    @Test
    void letsATableSetItsOwnColumns() throws Exception {
        try (Scene scene = scene("touched")) {
            scene.good(
                    "CREATE TABLE stock (id int PRIMARY KEY, amount int, writes int)",
                    "CREATE TABLE orders (id int PRIMARY KEY, qty int, writes int)",
                    "CREATE TRIGGER ts BEFORE UPDATE ON stock FOR EACH ROW SET NEW.writes ="
                            + " OLD.writes + 100",
                    "CREATE TRIGGER td BEFORE UPDATE ON orders FOR EACH ROW SET NEW.writes ="
                            + " OLD.writes + 100",
                    "INSERT INTO stock VALUES (1, 10, 0)",
                    "INSERT INTO orders VALUES (1, 3, 0)");
            scene.bad("UPDATE orders SET qty = -1", "UPDATE stock SET amount = -1");
            assertThat(PatchCheck.run(scene.patch(), SERVER.server().url("touched")))
                    .allMatch(PatchCheck.Outcome::asPlanned);
            scene.good(
                    "CREATE VIEW seen AS SELECT id, amount FROM stock",
                    "CREATE TRIGGER g AFTER UPDATE ON orders FOR EACH ROW UPDATE seen SET amount ="
                            + " amount + 1 WHERE id = NEW.id");
            Scene.Said said = scene.said(SERVER.server(), "apply.sql");
            assertThat(said.status()).as(said.text()).isNotZero();
            assertThat(said.text()).contains("a trigger changed its row again");
            assertThat(scene.rows("stock")).isEqualTo("1,-1,100");
            scene.good(
                    "DROP TRIGGER g",
                    "CREATE TRIGGER g AFTER UPDATE ON orders FOR EACH ROW UPDATE seen SET amount ="
                            + " amount WHERE id = NEW.id");
            said = scene.said(SERVER.server(), "apply.sql");
            assertThat(said.text()).contains("rows with columns that a trigger sets: 2");
            assertThat(scene.rows("stock")).isEqualTo("1,10,300");
            assertThat(scene.rows("orders")).isEqualTo("1,3,200");
        }
    }

    /// dbtrail#787: AUTO_INCREMENT is forgotten, and a key of 0 becomes another.
    @Test
    void leavesCountersPastTheKeysThatItPutsBack() throws Exception {
        try (Scene scene = scene("counted")) {
            scene.good(
                    "CREATE TABLE auto (id int PRIMARY KEY AUTO_INCREMENT, v int)",
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                    "INSERT INTO auto VALUES (0, 0), (1, 1), (2, 2), (3, 3)");
            scene.bad("DELETE FROM auto WHERE id IN (0, 3)");
            scene.good("ALTER TABLE auto AUTO_INCREMENT = 1");
            scene.apply();
            scene.good("INSERT INTO auto (v) VALUES (9)");
            assertThat(scene.rows("auto")).isEqualTo("0,0 / 1,1 / 2,2 / 3,3 / 4,9");
        }
    }
}
