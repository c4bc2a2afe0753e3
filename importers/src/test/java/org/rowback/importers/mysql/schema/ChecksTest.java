package org.rowback.importers.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Check;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.util.List;

class ChecksTest {
    private static List<Check> after(String server, String... statements) throws RowbackException {
        Replay replay = new Replay(server);
        for (String statement : statements) {
            replay.apply(statement);
        }
        assertThat(replay.problems).isEmpty();
        return replay.known(new TableName("shop", "t")).orElseThrow().checks();
    }

    @Test
    void readsWhatShowCreateTablePrints() throws RowbackException {
        assertThat(
                        after(
                                "MySQL 8.4.2",
                                "CREATE TABLE `t` (`a` int, `s` varchar(9) DEFAULT NULL,\n"
                                        + " CONSTRAINT `pos` CHECK ((`a` > 0)),\n"
                                        + " CONSTRAINT `t_chk_1` CHECK ((`s` in"
                                        + " (_utf8mb4'x',_utf8mb4'y)'))))"))
                .containsExactly(
                        new Check("pos", "(`a` > 0)"),
                        new Check("t_chk_1", "(`s` in (_utf8mb4'x',_utf8mb4'y)'))"));
        assertThat(
                        after(
                                "MariaDB 10.11.6",
                                "CREATE TABLE `t` (`a` int CHECK (`a` > 0), CONSTRAINT `b` CHECK"
                                        + " (`a` <> 5))"))
                .containsExactly(new Check("", "`a` > 0"), new Check("b", "`a` <> 5"));
    }

    @Test
    void namesThoseWithoutANameAsTheServerDoes() throws RowbackException {
        String create = "CREATE TABLE t (a int CHECK (a > 0), CHECK (a < 9), CHECK (a <> 5))";
        assertThat(after("MySQL 8.0.36", create))
                .extracting(Check::name)
                .containsExactly("t_chk_1", "t_chk_2", "t_chk_3");
        assertThat(after("MariaDB 10.11.6", create))
                .extracting(Check::name)
                .containsExactly("", "CONSTRAINT_1", "CONSTRAINT_2");
        assertThat(
                        after(
                                "MySQL 8.0.36",
                                create,
                                "ALTER TABLE t DROP CHECK t_chk_2",
                                "ALTER TABLE t ADD CHECK (a > 1)"))
                .extracting(Check::expression)
                .containsExactly("a > 0", "a <> 5", "a > 1");
    }

    @Test
    void followsAlterTable() throws RowbackException {
        String create = "CREATE TABLE t (a int, b int, CONSTRAINT x CHECK (a > b))";
        assertThat(after("MySQL 9.7.1", create, "ALTER TABLE t DROP CONSTRAINT x, ADD c int"))
                .isEmpty();
        assertThat(after("MySQL 9.7.1", create, "ALTER TABLE t ALTER CHECK x NOT ENFORCED"))
                .isEmpty();
        assertThat(
                        after(
                                "MySQL 9.7.1",
                                create,
                                "ALTER TABLE t ADD COLUMN c int CHECK (c < 3), ADD CONSTRAINT y"
                                        + " CHECK (b > 0) NOT ENFORCED, ADD CONSTRAINT z CHECK (a"
                                        + " > 1)"))
                .containsExactly(
                        new Check("x", "a > b"),
                        new Check("t_chk_1", "c < 3"),
                        new Check("z", "a > 1"));
        assertThat(after("MariaDB 11.4.5", create, "ALTER TABLE t DROP CONSTRAINT IF EXISTS x"))
                .isEmpty();
    }

    @Test
    void aColumnsOwnCheckGoesWithItsDefinitionOnMariaDb() throws RowbackException {
        String create = "CREATE TABLE t (a int CHECK (a > 0), b int, CHECK (a < b))";
        assertThat(after("MariaDB 10.11.6", create, "ALTER TABLE t MODIFY a bigint CHECK (a > 7)"))
                .extracting(Check::expression)
                .containsExactly("a < b", "a > 7");
        assertThat(after("MariaDB 10.11.6", create, "ALTER TABLE t MODIFY COLUMN a bigint"))
                .extracting(Check::expression)
                .containsExactly("a < b");
    }

    @Test
    void knowsNothingOfAColumnThatIsGone() throws RowbackException {
        String create = "CREATE TABLE t (a int, b int, CHECK (`a` > 0), CHECK (b > 0))";
        assertThat(after("MySQL 8.4.2", create, "ALTER TABLE t DROP COLUMN a"))
                .extracting(Check::expression)
                .containsExactly("b > 0");
    }

    @Test
    void serversThatForgetChecksHaveNone() throws RowbackException {
        String create = "CREATE TABLE t (a int, CHECK (a > 0))";
        assertThat(after("MySQL 5.7.43", create)).isEmpty();
        assertThat(after("MariaDB 10.1.48", create)).isEmpty();
    }

    @Test
    void namesMadeUpFollowTheTable() throws RowbackException {
        Replay replay = new Replay("MySQL 8.4.2");
        replay.apply("CREATE TABLE t (a int, CHECK (a > 0), CONSTRAINT own CHECK (a < 9))");
        replay.apply("RENAME TABLE t TO u");
        assertThat(replay.known(new TableName("shop", "u")).orElseThrow().checks())
                .extracting(Check::name)
                .containsExactly("u_chk_1", "own");
    }
}
