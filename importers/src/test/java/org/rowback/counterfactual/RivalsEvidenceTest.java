package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.revert.RowState;

import java.nio.file.Path;
import java.util.List;

/// What other tools get wrong about what the log holds and what it does not, on MariaDB. `docs/rivals.md` lists them.
class RivalsEvidenceTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();
    private static final String ITEMS =
            "CREATE TABLE items (id int PRIMARY KEY, price int, title varchar(20), stock int)";

    @TempDir Path folder;

    private Scene scene(String world) throws Exception {
        return new Scene(SERVER.server(), world, folder);
    }

    /// binlog2sql#42: the rollback file is empty and nothing says why; dbtrail#776, tidb#7552, shyiko#249: statements in
    /// a log of rows are passed over.
    @Test
    void saysThatAStatementHasNoRowsInsteadOfWritingAnEmptyPatch() throws Exception {
        try (Scene scene = scene("statements")) {
            scene.good(
                    ITEMS,
                    "INSERT INTO items VALUES (1, 10, 'a', 5)",
                    "SET SESSION binlog_format = STATEMENT");
            scene.bad("UPDATE items SET price = 0");
            assertThatThrownBy(scene::patch)
                    .hasMessageContaining("without the rows that they changed");
            assertThat(scene.findings()).anySatisfy(f -> assertThat(f).contains("price = 0"));
        }
    }

    /// dbtrail#414, dbtrail#520, osheroff#8, go-mysql#533: compressed rows are passed over.
    @Test
    void undoesWhatWasLoggedCompressed() throws Exception {
        try (Scene scene = scene("compressed")) {
            scene.good(
                    ITEMS,
                    "SET GLOBAL log_bin_compress_min_len = 10",
                    "SET GLOBAL log_bin_compress = ON");
            try {
                scene.good("INSERT INTO items VALUES (1, 10, REPEAT('a', 20), 5)");
                scene.bad("DELETE FROM items");
            } finally {
                scene.good("SET GLOBAL log_bin_compress = OFF");
            }
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,aaaaaaaaaaaaaaaaaaaa,5");
        }
    }

    /// spirit PR#1079, spirit PR#1042, flink-cdc#1239: what a prepared transaction wrote counts though it was rolled
    /// back.
    @Test
    void countsNothingOfAPreparedTransactionThatWasRolledBack() throws Exception {
        try (Scene scene = scene("prepared")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5)");
            scene.bad("UPDATE items SET price = 0");
            scene.good(
                    "XA START 'x'",
                    "UPDATE items SET price = 99",
                    "XA END 'x'",
                    "XA PREPARE 'x'",
                    "XA ROLLBACK 'x'");
            assertThat(scene.row("items", "1").state()).isEqualTo(RowState.READY);
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,a,5");
        }
    }

    /// binlog2sql#64, python-mysql-replication#118, go-mysql#281: old events are read with today's columns.
    @Test
    void putsAColumnBackThatMovedSince() throws Exception {
        try (Scene scene = scene("wider")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5), (2, 20, 'b', 6)");
            scene.bad("UPDATE items SET price = 0 WHERE id = 1", "DELETE FROM items WHERE id = 2");
            scene.good(
                    "ALTER TABLE items ADD COLUMN rank_ int NOT NULL DEFAULT 7 FIRST",
                    "ALTER TABLE items MODIFY COLUMN price bigint AFTER stock");
            scene.apply();
            assertThat(scene.all("SELECT rank_, id, title, stock, price FROM items"))
                    .isEqualTo("7,1,a,5,10 / 7,2,b,6,20");
        }
    }

    /// dbtrail#601, dbtrail#843: the undo names a column that is gone; gravity#205, maxwell#1334: one dropped and one
    /// added are taken for each other.
    @Test
    void namesNoColumnThatIsGone() throws Exception {
        try (Scene scene = scene("dropped")) {
            scene.good(ITEMS, "INSERT INTO items VALUES (1, 10, 'a', 5)");
            scene.bad("UPDATE items SET price = 0, title = 'x'");
            scene.good(
                    "ALTER TABLE items DROP COLUMN title, ADD COLUMN brand varchar(20) DEFAULT"
                            + " 'none' AFTER price");
            assertThat(scene.script("apply.sql")).doesNotContain("`title`");
            assertThat(scene.row("items", "1").reason()).contains("no column any more: title");
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,10,none,5");
        }
    }

    /// my2sql#20, my2sql#43: a renamed column ends the tool. The log does not tell a rename from a loss for sure: what it
    /// held is named and left, and a deleted row is not put back without it.
    @Test
    void namesAColumnThatWasRenamedSince() throws Exception {
        try (Scene scene = scene("renamed")) {
            scene.good(
                    ITEMS,
                    "INSERT INTO items VALUES (1, 10, 'a', 5), (2, 20, 'b', 6), (3, 30, 'c', 7)");
            scene.bad(
                    "UPDATE items SET price = 0 WHERE id = 1",
                    "UPDATE items SET stock = 0 WHERE id = 2",
                    "DELETE FROM items WHERE id = 3");
            scene.good("ALTER TABLE items RENAME COLUMN price TO cost");
            for (String key : List.of("1", "3")) {
                assertThat(scene.row("items", key).state()).isEqualTo(RowState.UNPROVABLE);
                assertThat(scene.row("items", key).reason()).contains("price").contains("cost");
            }
            scene.apply();
            assertThat(scene.rows("items")).isEqualTo("1,0,a,5 / 2,20,b,6");
        }
    }
}
