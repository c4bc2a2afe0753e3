package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.importers.live.PatchCheck;

import java.nio.file.Path;

/// What other tools get wrong about an undo on PostgreSQL. `docs/rivals.md` lists them.
class RivalsOnPostgresTest {
    @TempDir static Path home;
    private static PostgresLogicalServer server;
    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = new PostgresLogicalServer(home);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private Scene scene(String world) throws Exception {
        return new Scene(server, world, folder);
    }

    /// emaj#44: foreign keys that partitions inherit block the undo.
    @Test
    void putsRowsOfPartitionsBackWithTheirForeignKeys() throws Exception {
        try (Scene scene = scene("parts")) {
            scene.good(
                    "CREATE TABLE root (id int PRIMARY KEY)",
                    "CREATE TABLE leaf (id int, at int, root int REFERENCES root (id), v text,"
                            + " PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                    "CREATE TABLE leaf1 PARTITION OF leaf FOR VALUES FROM (0) TO (10)",
                    "CREATE TABLE leaf2 PARTITION OF leaf FOR VALUES FROM (10) TO (20)",
                    "ALTER TABLE leaf1 REPLICA IDENTITY FULL",
                    "ALTER TABLE leaf2 REPLICA IDENTITY FULL",
                    "INSERT INTO root VALUES (1), (2)",
                    "INSERT INTO leaf VALUES (1, 1, 1, 'a'), (2, 11, 2, 'b'), (3, 12, 2, 'c')");
            scene.bad(
                    "DELETE FROM leaf WHERE root = 2",
                    "DELETE FROM root WHERE id = 2",
                    "UPDATE leaf SET v = 'bad'");
            scene.apply();
            assertThat(scene.rows("root")).isEqualTo("1 / 2");
            assertThat(scene.rows("leaf")).isEqualTo("1,1,1,a / 2,11,2,b / 3,12,2,c");
        }
    }

    /// dbtrail#556: PostgreSQL logs what cascades do, so that children put back by a rule as well come back twice.
    @Test
    void putsWhatACascadeTookBackOnce() throws Exception {
        try (Scene scene = scene("casc")) {
            scene.good(
                    "CREATE TABLE root (id int PRIMARY KEY)",
                    "CREATE TABLE leaf (id int PRIMARY KEY, root int REFERENCES root ON DELETE"
                            + " CASCADE, v text)",
                    "CREATE TABLE note (id int PRIMARY KEY, root int REFERENCES root ON DELETE SET"
                            + " NULL)",
                    "ALTER TABLE leaf REPLICA IDENTITY FULL",
                    "ALTER TABLE note REPLICA IDENTITY FULL",
                    "INSERT INTO root VALUES (1)",
                    "INSERT INTO leaf VALUES (1, 1, 'a'), (2, 1, 'b')",
                    "INSERT INTO note VALUES (1, 1)");
            scene.bad("DELETE FROM root");
            assertThat(scene.plan().statementCount()).isEqualTo(4);
            scene.apply();
            assertThat(scene.rows("leaf")).isEqualTo("1,1,a / 2,1,b");
            assertThat(scene.rows("note")).isEqualTo("1,1");
        }
    }

    /// dbtrail#851: without a key the undo hits every equal row; postgres has no LIMIT for UPDATE.
    @Test
    void changesOneOfSeveralEqualRows() throws Exception {
        try (Scene scene = scene("equal")) {
            scene.good(
                    "CREATE TABLE loose (v int, w text)",
                    "ALTER TABLE loose REPLICA IDENTITY FULL",
                    "INSERT INTO loose VALUES (1, 'x'), (1, 'x'), (1, 'x')");
            scene.bad(
                    "UPDATE loose SET w = 'bad' WHERE ctid IN (SELECT ctid FROM loose LIMIT 1)",
                    "DELETE FROM loose WHERE ctid IN (SELECT ctid FROM loose WHERE w = 'x' LIMIT"
                            + " 1)");
            scene.good("INSERT INTO loose VALUES (1, 'bad')");
            scene.apply();
            assertThat(scene.rows("loose")).isEqualTo("1,bad / 1,x / 1,x / 1,x");
        }
    }

    /// pgMemento#110, #81, #106: what fails is a NOTICE, and the rest is committed and reported as done.
    @Test
    void failsWholeWhereOneRowCannotBePutBack() throws Exception {
        try (Scene scene = scene("whole")) {
            scene.good(
                    "CREATE TABLE shapes (id int PRIMARY KEY, p point, b box, v int)",
                    "ALTER TABLE shapes REPLICA IDENTITY FULL",
                    "INSERT INTO shapes VALUES (1, '(1,2)', '(3,4),(1,1)', 1), (2, NULL, NULL, 2)");
            scene.bad("UPDATE shapes SET p = '(0,0)', b = NULL, v = 0");
            scene.patch();
            scene.good("UPDATE shapes SET v = 5 WHERE id = 2");
            assertThatThrownBy(scene::apply).isNotNull();
            scene.good("ROLLBACK");
            assertThat(scene.rows("shapes")).isEqualTo("1,(0,0),NULL,0 / 2,(0,0),NULL,5");
            scene.good("UPDATE shapes SET v = 0 WHERE id = 2");
            scene.apply();
            assertThat(scene.rows("shapes")).isEqualTo("1,(1,2),(3,4),(1,1),1 / 2,NULL,NULL,2");
        }
    }

    /// dbtrail#787: a trigger that fires again does a second time what is undone beside it.
    @Test
    void changesNothingWhereATriggerUndoesItASecondTime() throws Exception {
        try (Scene scene = scene("again")) {
            scene.good(
                    "CREATE TABLE stock (id int PRIMARY KEY, amount int)",
                    "CREATE TABLE orders (id int PRIMARY KEY, stock int, qty int)",
                    "ALTER TABLE stock REPLICA IDENTITY FULL",
                    "ALTER TABLE orders REPLICA IDENTITY FULL",
                    "CREATE FUNCTION takes() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE"
                            + " again.stock SET amount = amount - NEW.qty WHERE id = NEW.stock;"
                            + " RETURN NULL; END'",
                    "CREATE FUNCTION gives() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE"
                            + " again.stock SET amount = amount + OLD.qty WHERE id = OLD.stock;"
                            + " RETURN NULL; END'",
                    "CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION takes()",
                    "CREATE TRIGGER g AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION gives()",
                    "INSERT INTO stock VALUES (1, 10)");
            scene.bad("INSERT INTO orders VALUES (1, 1, 3)");
            assertThatThrownBy(scene::apply).hasMessageContaining("a trigger changed the row");
            scene.good("ROLLBACK");
            assertThat(scene.rows("stock")).isEqualTo("1,7");
            assertThat(scene.rows("orders")).isEqualTo("1,1,3");
        }
    }

    /// A trigger that sets a row's own column, as moddatetime does, does so for the patch too.
    @Test
    void letsATableSetItsOwnColumns() throws Exception {
        try (Scene scene = scene("touched")) {
            scene.good(
                    "CREATE TABLE stock (id int PRIMARY KEY, amount int, writes int)",
                    "CREATE TABLE orders (id int PRIMARY KEY, qty int, writes int)",
                    "ALTER TABLE stock REPLICA IDENTITY FULL",
                    "ALTER TABLE orders REPLICA IDENTITY FULL",
                    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.writes"
                            + " = NEW.writes + 100; RETURN NEW; END'",
                    "CREATE TRIGGER t BEFORE UPDATE ON stock FOR EACH ROW EXECUTE FUNCTION touch()",
                    "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION"
                            + " touch()",
                    "INSERT INTO stock VALUES (1, 10, 0)",
                    "INSERT INTO orders VALUES (1, 3, 0)");
            scene.bad("UPDATE orders SET qty = -1", "UPDATE stock SET amount = -1");
            String url = scene.url();
            assertThat(PatchCheck.run(scene.patch(), url))
                    .allMatch(PatchCheck.Outcome::asPlanned)
                    .anyMatch(o -> o.row().contains("triggers at the end"));
            scene.good(
                    "CREATE VIEW seen AS SELECT amount FROM stock",
                    "CREATE FUNCTION gives() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE"
                            + " touched.seen SET amount = amount + 1; RETURN NULL; END'",
                    "CREATE TRIGGER g AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION"
                            + " gives()");
            assertThatThrownBy(scene::apply).hasMessageContaining("a trigger changed the row");
            scene.good("ROLLBACK");
            assertThat(scene.rows("stock")).isEqualTo("1,-1,100");
            scene.good(
                    "CREATE OR REPLACE FUNCTION gives() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN"
                            + " UPDATE touched.seen SET amount = amount; RETURN NULL; END'");
            scene.apply();
            assertThat(scene.rows("stock")).isEqualTo("1,10,200");
            assertThat(scene.rows("orders")).isEqualTo("1,3,100");
        }
    }

    /// A trigger that keeps one row of a table in step with others.
    @Test
    void changesNothingWhereATriggerUndoesARowOfItsOwnTable() throws Exception {
        try (Scene scene = scene("chosen")) {
            scene.good(
                    "CREATE TABLE cards (id int PRIMARY KEY, main bool, n int)",
                    "ALTER TABLE cards REPLICA IDENTITY FULL",
                    "INSERT INTO cards VALUES (1, true, 1), (2, false, 2)");
            scene.bad("UPDATE cards SET n = -n, main = NOT main");
            scene.patch();
            scene.good(
                    "CREATE FUNCTION alone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE"
                            + " chosen.cards SET main = true WHERE id <> NEW.id AND NOT main;"
                            + " RETURN NULL; END'",
                    "CREATE TRIGGER a AFTER UPDATE ON cards FOR EACH ROW WHEN (NEW.n > 0 AND"
                            + " NEW.main) EXECUTE FUNCTION alone()");
            assertThatThrownBy(scene::apply).hasMessageContaining("a trigger changed the row");
            scene.good("ROLLBACK");
            assertThat(scene.rows("cards")).isEqualTo("1,f,-1 / 2,t,-2");
        }
    }

    /// wal2json#98: an unchanged TOASTed value is missing; wal2json#7, #152: old values are there with FULL only.
    @Test
    void leavesAToastedValueAloneThatTheLogDoesNotShow() throws Exception {
        try (Scene scene = scene("toast")) {
            scene.good(
                    "CREATE TABLE docs (id int PRIMARY KEY, v int, body text)",
                    "ALTER TABLE docs ALTER body SET STORAGE EXTERNAL",
                    "INSERT INTO docs VALUES (1, 10, repeat('long ', 4000))");
            scene.bad("UPDATE docs SET v = 0");
            scene.apply();
            assertThat(
                            scene.all(
                                    "SELECT id, v, length(body), md5(body) = md5(repeat('long ',"
                                            + " 4000)) FROM docs"))
                    .isEqualTo("1,10,20000,t");
            assertThat(scene.script("apply.sql")).doesNotContain("\"body\"");
        }
    }

    /// wal2json#30, #283: an UPDATE or DELETE without replica identity is not logged, or without what it was.
    @Test
    void putsARowBackWhoseColumnsOnlyEarlierWritesShow() throws Exception {
        try (Scene scene = scene("keyed")) {
            scene.good(
                    "CREATE TABLE items (id int PRIMARY KEY, v int, w text)",
                    "INSERT INTO items VALUES (1, 10, 'a')",
                    "UPDATE items SET v = 11");
            scene.bad("DELETE FROM items");
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,11,a");
        }
    }
}
