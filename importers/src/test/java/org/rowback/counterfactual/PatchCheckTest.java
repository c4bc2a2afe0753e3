package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.live.PatchCheck;
import org.rowback.importers.live.PatchCheck.Outcome;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A check of a patch on MariaDB says of each statement what it would do, and leaves nothing.
class PatchCheckTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    @TempDir Path folder;

    private Scene scene(String world) throws Exception {
        Scene scene = new Scene(SERVER.server(), world, folder);
        scene.good(
                "CREATE TABLE items (id int PRIMARY KEY, price int NOT NULL, sku varchar(20)"
                        + " UNIQUE)",
                "INSERT INTO items VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c'), (4, 40, 'd')");
        scene.bad(
                "UPDATE items SET price = 0 WHERE id IN (1, 2)",
                "DELETE FROM items WHERE id = 3",
                "INSERT INTO items VALUES (9, 9, 'forged')");
        return scene;
    }

    private static List<Outcome> check(Scene scene) throws Exception {
        return PatchCheck.run(scene.patch(), SERVER.server().url(scene.world()));
    }

    @Test
    void saysThatEachStatementWouldDoWhatIsPlannedAndLeavesNothing() throws Exception {
        try (Scene scene = scene("ready")) {
            String before = scene.rows("items");
            assertThat(check(scene)).hasSize(5).allMatch(Outcome::asPlanned);
            assertThat(scene.rows("items")).isEqualTo(before);
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,a / 2,20,b / 3,30,c / 4,40,d");
            assertThat(check(scene)).hasSize(4).noneMatch(Outcome::asPlanned);
            assertThat(scene.rows("items")).isEqualTo("1,10,a / 2,20,b / 3,30,c / 4,40,d");
        }
    }

    @Test
    void saysWhatStandsAgainstOneAndTriesTheOthers() throws Exception {
        try (Scene scene = scene("drifted")) {
            scene.patch();
            scene.good(
                    "UPDATE items SET price = 11 WHERE id = 1",
                    "INSERT INTO items VALUES (3, 33, 'taken')");
            List<Outcome> outcomes = check(scene);
            assertThat(outcomes.stream().filter(o -> !o.asPlanned()))
                    .extracting(o -> o.row() + ": " + o.message())
                    .satisfiesExactlyInAnyOrder(
                            o -> assertThat(o).contains("items 1: changes 0 rows instead of 1"),
                            o -> assertThat(o).contains("items 3: ").contains("Duplicate entry"));
            assertThat(outcomes.stream().filter(Outcome::asPlanned)).hasSize(2);
            assertThat(scene.rows("items")).contains("3,33,taken").contains("1,11,a");
        }
    }

    @Test
    void refusesTablesThatCannotRollBackBeforeAnythingRuns() throws Exception {
        try (Scene scene = scene("engines")) {
            scene.patch();
            scene.good("ALTER TABLE items ENGINE = MyISAM");
            String before = scene.rows("items");
            assertThatThrownBy(() -> check(scene))
                    .isInstanceOf(RowbackException.BadInput.class)
                    .hasMessageContaining("nothing was run")
                    .hasMessageContaining("engines.items (MyISAM)");
            assertThat(scene.rows("items")).isEqualTo(before);
        }
    }

    @Test
    void refusesTriggersWhereSomethingCannotRollBack() throws Exception {
        try (Scene scene = scene("fired")) {
            scene.patch();
            scene.good(
                    "CREATE TABLE kept (v int) ENGINE = MyISAM",
                    "CREATE TRIGGER noted AFTER UPDATE ON items FOR EACH ROW INSERT INTO kept"
                            + " VALUES (1)");
            assertThatThrownBy(() -> check(scene))
                    .hasMessageContaining("fired.noted")
                    .hasMessageContaining("fired.kept (MyISAM)");
            assertThat(scene.rows("kept")).isEmpty();
            scene.good("ALTER TABLE kept ENGINE = InnoDB");
            assertThat(check(scene)).allMatch(Outcome::asPlanned);
            assertThat(scene.rows("kept")).isEmpty();
        }
    }

    @Test
    void refusesAScriptThatRowbackDidNotWriteSo() throws Exception {
        try (Scene scene = scene("altered")) {
            Path apply = scene.patch().resolve("apply.sql");
            String script = Files.readString(apply);
            Files.writeString(apply, script.replaceFirst("UPDATE `", "REPLACE INTO `"));
            assertThatThrownBy(() -> check(scene)).hasMessageContaining("not as Rowback wrote it");
            Files.writeString(
                    apply,
                    script.replaceFirst("START TRANSACTION", "DROP TABLE `altered`.`items`"));
            assertThatThrownBy(() -> check(scene)).hasMessageContaining("DROP TABLE");
            Files.writeString(apply, script.replace("-- for mariadb;", "-- for mysql;"));
            assertThatThrownBy(() -> check(scene)).hasMessageContaining("a patch for MySQL");
            Files.writeString(apply, "DROP TABLE `altered`.`items`");
            assertThatThrownBy(() -> check(scene)).hasMessageContaining("not a patch that Rowback");
            assertThat(scene.rows("items")).isNotEmpty();
        }
    }
}
