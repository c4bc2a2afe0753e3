package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.importers.mysql.event.GtidSet;
import org.rowback.importers.mysql.event.XaName;

import java.nio.charset.StandardCharsets;

class VerbTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BEGIN|BEGIN",
                "start transaction|BEGIN",
                "COMMIT /* x */|COMMIT",
                "ROLLBACK|ROLLBACK",
                "ROLLBACK TO `a`|ROLLBACK_TO",
                "rollback work to savepoint a|ROLLBACK_TO",
                "SAVEPOINT `a`|SAVEPOINT",
                "XA START X'31',X'',1|XA_START",
                "XA COMMIT X'31',X'',1|XA_COMMIT",
                "/* app:shop */ insert into t values (1)|DML",
                "-- note|OTHER",
                "/*!40005 create */ table t (a int)|DDL",
                "SET STATEMENT max_statement_time=1 FOR delete from t|DML",
                "set @a=1|OTHER",
                "(select 1)|DML",
                "LOAD INDEX INTO CACHE t|OTHER",
                "TRUNCATE t|DDL"
            })
    void tellsAStatementByItsFirstWords(String text, Verb verb) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Verb.of(bytes, 0, bytes.length)).isEqualTo(verb);
    }

    @Test
    void readsNamesOfSavepoints() {
        assertThat(Verb.savepoint("SAVEPOINT `a b``c`")).isEqualTo("a b`c");
        assertThat(Verb.savepoint("ROLLBACK TO SAVEPOINT sp1")).isEqualTo("sp1");
    }

    @Test
    void spellsXaNamesInOneForm() {
        assertThat(XaName.ofStatement("X'7832',X'62',1")).isEqualTo("X'7832',X'62',1");
        assertThat(XaName.ofStatement("'x2','b'")).isEqualTo("X'7832',X'62',1");
        assertThat(XaName.ofStatement("'x1'")).isEqualTo("X'7831',X'',1");
    }

    @Test
    void setsOfGtidsAddAndSubtract() {
        GtidSet set = new GtidSet();
        set.add("a", 1, 5);
        set.add("a", 7);
        set.add("a", 6);
        set.add("b:tag", 3, 9);
        assertThat(set.toString()).isEqualTo("a:1-7, b:tag:3-9");
        GtidSet other = new GtidSet();
        other.add("a", 3, 4);
        other.add("b:tag", 1, 20);
        assertThat(set.minus(other).toString()).isEqualTo("a:1-2:5-7");
        assertThat(GtidSet.parse(set.encode())).isEqualTo(set);
        assertThat(set.contains("a", 8)).isFalse();
        assertThat(set.contains("b:tag", 3)).isTrue();
    }
}
