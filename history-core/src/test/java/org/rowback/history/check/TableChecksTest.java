package org.rowback.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows of `(n int, d decimal(9,2), s varchar(9), f double)`.
class TableChecksTest {
    private static SchemaVersion table(ReplicaIdentity identity, String check) {
        return new SchemaVersion(
                        new TableName("shop", "t"),
                        List.of(
                                column("n", Family.INTEGER),
                                column("d", Family.DECIMAL),
                                column("s", Family.TEXT),
                                column("f", Family.DOUBLE)),
                        List.of("n"),
                        List.of(),
                        List.of(),
                        Knowledge.SCHEMA_FILE,
                        "test")
                .with(identity)
                .with(List.of(new Check("c", check)));
    }

    private static Column column(String name, Family family) {
        return new Column(
                name,
                Knowledge.SCHEMA_FILE,
                new ColumnType("?", family, false, "", List.of(), 0),
                Knowledge.SCHEMA_FILE,
                true,
                Column.Generated.NO,
                false);
    }

    private static Truth judge(String check, ColumnValue... row) {
        for (ReplicaIdentity identity : List.of(ReplicaIdentity.NONE, ReplicaIdentity.FULL)) {
            TableChecks checks = new TableChecks(table(identity, check));
            if (!checks.notJudged().isEmpty()) {
                return Truth.UNDECIDED;
            }
            if (checks.refusing(List.of(row)).isPresent()) {
                return Truth.FALSE;
            }
        }
        return new TableChecks(table(ReplicaIdentity.NONE, check)).isUndecided(List.of(row))
                ? Truth.UNDECIDED
                : Truth.TRUE;
    }

    private static ColumnValue n(long value) {
        return new Datum.IntegerDatum(value);
    }

    private static ColumnValue d(String value) {
        return new Datum.DecimalDatum(new BigDecimal(value));
    }

    private static ColumnValue s(String value) {
        return new Datum.TextDatum(
                value, Bytes.of(value.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n > 0 | TRUE",
                "n > 5 | FALSE",
                "(`n` >= 5) | TRUE",
                "((n <> 5)) | FALSE",
                "n != 5 | FALSE",
                "n = 5.00 | TRUE",
                "d < n | TRUE",
                "d <= 4.99 | FALSE",
                "d between 1 and 4.995 | TRUE",
                "n not between 1 and 9 | FALSE",
                "n in (1, 2, 5) | TRUE",
                "n not in (1,2) | TRUE",
                "n in (-5, 6) | FALSE",
                "s = 'new' | TRUE",
                "s in ('old', 'gone') | FALSE",
                "s in (_utf8mb4'old',_utf8mb4'new') | TRUE",
                "s <> 'paid' | TRUE",
                "n is null | FALSE",
                "f is not null | FALSE",
                "f is null and n is not null | TRUE",
                "not n > 9 | TRUE",
                "not (n > 0 or d > 0) | FALSE",
                "n > 9 or s = 'new' and d > 1 | TRUE",
                "(n > 9 or s = 'new') and d > 9 | FALSE",
                "n > null | TRUE",
                "n > 9 and n > null | FALSE",
                "((n > 0) AND (d >= (0)::numeric)) | TRUE",
                "((s)::text = ANY ((ARRAY['a1'::character varying, 'b'::character"
                        + " varying])::text[])) | FALSE",
                "(s = ANY (ARRAY['new'::text, 'b'::text])) | TRUE",
                "(n > '-1'::integer) | TRUE",
                "(d > ('-1'::integer)::numeric) | TRUE"
            })
    void judgesWhatIsExact(String check, Truth truth) {
        assertThat(judge(check, n(5), d("4.995"), s("new"), ColumnValue.NULL)).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n + 1 > 0",
                "length(s) > 2",
                "s > 'a'",
                "s like 'n%'",
                "s = 5",
                "n = '5'",
                "f > 0",
                "n > 0 xor n > 9",
                "n > 0 || n > 9",
                "n",
                "unknown > 5",
                "n > 1e3",
                "s = \"new\"",
                "s regexp 'x'",
                "(n)::smallint > 9",
                "s = 'it\\'",
                "n > 9 -- n",
                "json_valid(s)",
                "n = any (select 1)",
                ""
            })
    void leavesTheRestToTheServer(String check) {
        TableChecks checks = new TableChecks(table(ReplicaIdentity.NONE, check));
        assertThat(checks.notJudged()).hasSize(1);
        assertThat(checks.refusing(List.of(n(5), d("1"), s("x"), ColumnValue.NULL))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW", "new ", "n\u00e9w", "nev"})
    void doesNotSayThatTextsDifferWhichACollationMayTakeForOne(String other) {
        assertThat(judge("s = 'new'", n(1), d("1"), s(other), ColumnValue.NULL))
                .isEqualTo(Truth.UNDECIDED);
    }

    @Test
    void whatIsNotKnownOfARowDecidesNothing() {
        ColumnValue unknown = new ColumnValue.NotLogged("no change shows it");
        assertThat(judge("n > 0", unknown, d("1"), s("x"), ColumnValue.NULL))
                .isEqualTo(Truth.UNDECIDED);
        assertThat(judge("n > 0 and d > 9", unknown, d("1"), s("x"), ColumnValue.NULL))
                .isEqualTo(Truth.FALSE);
        assertThat(judge("n > 0 or d > 0", unknown, d("1"), s("x"), ColumnValue.NULL))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void readsDeepParentheses() {
        ColumnValue[] row = {n(5), d("1"), s("x"), ColumnValue.NULL};
        String open = "(".repeat(60);
        String close = ")".repeat(60);
        assertThat(judge(open + "n" + close + " > 9", row)).isEqualTo(Truth.FALSE);
        assertThat(judge(open + "n > 9" + close, row)).isEqualTo(Truth.FALSE);
        assertThat(judge(open + "n + 1" + close, row)).isEqualTo(Truth.UNDECIDED);
    }
}
