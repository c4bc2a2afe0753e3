package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.recording.EmbeddedMariaDb;

import java.nio.file.Path;

/// What patches rest on: InnoDB moves AUTO_INCREMENT past each key that a statement brings.
class AutoIncrementTest {
    @TempDir Path folder;

    @Test
    void isMovedPastAKeyThatAnInsertOrAnUpdateBrings() throws Exception {
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(folder)) {
            server.run(
                    "create database shop",
                    "create table shop.t (id int auto_increment primary key, v text)",
                    "insert into shop.t (v) values ('a'), ('b'), ('c')",
                    "delete from shop.t",
                    "alter table shop.t auto_increment = 1",
                    "insert into shop.t (id, v) values (40, 'restored')",
                    "insert into shop.t (v) values ('new')");
            assertThat(server.ask("select id from shop.t where v = 'new'")).isEqualTo("41");
            server.run(
                    "update shop.t set id = 90 where v = 'restored'",
                    "insert into shop.t (v) values ('newer')");
            assertThat(server.ask("select id from shop.t where v = 'newer'")).isEqualTo("91");
        }
    }
}
