package org.rowback.importers.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.Partitions.Method;
import org.rowback.history.model.Partitions.Part;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

class PartitionsTest {
    private static final String RANGES =
            "CREATE TABLE `t` (`a` int, `b` date) ENGINE=InnoDB\n"
                    + "/*!50100 PARTITION BY RANGE (`a`)\n"
                    + "(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB,\n"
                    + " PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */";

    private static Partitions after(String... statements) throws RowbackException {
        Replay replay = Replay.mysql();
        for (String statement : statements) {
            replay.apply(statement);
        }
        return replay.known(new TableName("shop", "t")).orElseThrow().partitions();
    }

    @Test
    void readsWhatShowCreateTablePrints() throws RowbackException {
        Partitions ranges = after(RANGES);
        assertThat(ranges.method()).isEqualTo(Method.RANGE);
        assertThat(ranges.by()).isEqualTo("`a`");
        assertThat(ranges.parts())
                .containsExactly(new Part("p0", "10"), new Part("p1", "MAXVALUE"));
        Partitions sub =
                after(
                        "CREATE TABLE t (a int) PARTITION BY LIST COLUMNS(a) SUBPARTITION BY HASH"
                                + " (a) SUBPARTITIONS 2 (PARTITION p0 VALUES IN (1,NULL)"
                                + " (SUBPARTITION s0, SUBPARTITION s1), PARTITION p1 VALUES IN"
                                + " (2))");
        assertThat(sub.method()).isEqualTo(Method.LIST_COLUMNS);
        assertThat(sub.parts()).containsExactly(new Part("p0", "1,NULL"), new Part("p1", "2"));
    }

    @Test
    void followsAlterTable() throws RowbackException {
        assertThat(
                        after(
                                        RANGES,
                                        "ALTER TABLE t REORGANIZE PARTITION p1 INTO (PARTITION p1"
                                                + " VALUES LESS THAN (20), PARTITION p2 VALUES LESS"
                                                + " THAN (30))",
                                        "ALTER TABLE t ADD PARTITION (PARTITION p3 VALUES LESS THAN"
                                                + " (40))",
                                        "ALTER TABLE t DROP PARTITION P0, p2",
                                        "ALTER TABLE t TRUNCATE PARTITION p1",
                                        "ALTER TABLE t ADD COLUMN c int")
                                .parts())
                .containsExactly(new Part("p1", "20"), new Part("p3", "40"));
        assertThat(
                        after(
                                        "CREATE TABLE t (a int) PARTITION BY HASH (a) PARTITIONS 2",
                                        "ALTER TABLE t ADD PARTITION PARTITIONS 3",
                                        "ALTER TABLE t COALESCE PARTITION 1")
                                .parts())
                .extracting(Part::name)
                .containsExactly("p0", "p1", "p2", "p3");
        assertThat(after(RANGES, "ALTER TABLE t REMOVE PARTITIONING")).isEqualTo(Partitions.NONE);
    }

    @Test
    void knowsNothingWhereRowsMayLieElsewhere() throws RowbackException {
        assertThat(
                        after(
                                RANGES,
                                "ALTER TABLE t EXCHANGE PARTITION p0 WITH TABLE x WITHOUT"
                                        + " VALIDATION"))
                .isEqualTo(Partitions.NONE);
        assertThat(after(RANGES, "ALTER TABLE t EXCHANGE PARTITION p0 WITH TABLE x").parts())
                .hasSize(2);
        assertThat(after("CREATE TABLE t (a int) PARTITION BY LINEAR KEY (a) PARTITIONS 3"))
                .isEqualTo(Partitions.NONE);
        assertThat(after("CREATE TABLE t (a int) PARTITION BY KEY ALGORITHM=1 (a) PARTITIONS 3"))
                .isEqualTo(Partitions.NONE);
    }

    @Test
    void takesAPartitionThatIsNotThereForAProofThatTheDefinitionIsAnother()
            throws RowbackException {
        Replay replay = Replay.mysql();
        replay.apply(RANGES);
        replay.apply("ALTER TABLE t DROP PARTITION p7");
        assertThat(replay.problems).singleElement().asString().contains("it has no partition p7");
    }
}
