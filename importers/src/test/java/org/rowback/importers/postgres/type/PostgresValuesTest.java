package org.rowback.importers.postgres.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;

class PostgresValuesTest {
    private static ColumnValue read(String type, String text) {
        return PostgresValues.read(PostgresTypes.BUILTIN.named(type), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date|2024-02-29",
                "date|0044-03-15 BC",
                "date|5874897-12-31",
                "date|infinity",
                "timestamp without time zone|2024-02-29 23:59:59.125",
                "timestamp(3) without time zone|0001-01-01 00:00:00 BC",
                "timestamp without time zone|-infinity",
                "time without time zone|24:00:00",
                "numeric(12,2)|-0.10",
                "numeric|12345678901234567890123456789012345678.000",
                "bigint|-9223372036854775808",
                "interval|1 year 2 mons -3 days +04:05:06.789",
                "integer[]|[0:1]={1,NULL}",
                "int4range|[1,5)",
                "json|{\"a\":  1}",
                "bit(5)|10101",
                "money|$1.50"
            })
    void printsWhatItRead(String type, String text) {
        assertThat(read(type, text))
                .isInstanceOfSatisfying(Datum.class, d -> assertThat(d.text()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-29 02:30:00.123456+02|2026-03-29 00:30:00.123456",
                "1970-01-01 00:00:00+00|1970-01-01 00:00:00",
                "1969-12-31 23:59:59.5-00:00:15|1970-01-01 00:00:14.5",
                "0044-03-15 12:00:00+05:30 BC|0044-03-15 06:30:00 BC",
                "infinity|infinity"
            })
    void readsInstantsInUtc(String text, String utc) {
        assertThat(read("timestamp with time zone", text))
                .isInstanceOfSatisfying(Datum.class, d -> assertThat(d.text()).isEqualTo(utc));
    }

    @Test
    void tellsNumbersThatAreNone() {
        assertThat(read("numeric", "NaN")).isEqualTo(new Datum.DoubleDatum(Double.NaN));
        assertThat(read("numeric", "-Infinity"))
                .isEqualTo(new Datum.DoubleDatum(Double.NEGATIVE_INFINITY));
        assertThat(read("double precision", "-0")).isEqualTo(new Datum.DoubleDatum(-0.0));
        assertThat(read("numeric", "1.50"))
                .isEqualTo(new Datum.DecimalDatum(new BigDecimal("1.50")));
    }

    @Test
    void readsBothFormsOfBytea() {
        assertThat(read("bytea", "\\x00ff")).isEqualTo(read("bytea", "\\000\\377"));
        assertThat(read("bytea", "a\\\\b")).isEqualTo(read("bytea", "\\x615c62"));
    }

    @Test
    void refusesDatesOfAnotherStyle() {
        assertThat(read("date", "29/02/2024")).isInstanceOf(ColumnValue.Undecodable.class);
        assertThat(read("timestamp with time zone", "Sun Mar 29 02:30:00 2026 CEST"))
                .isInstanceOf(ColumnValue.Undecodable.class);
    }

    @Test
    void namesTypesAsTheServerDoes() {
        assertThat(PostgresTypes.BUILTIN.type(1700, ((12 << 16) | 2) + 4).sql())
                .isEqualTo("numeric(12,2)");
        assertThat(PostgresTypes.BUILTIN.type(1015, 34).sql()).isEqualTo("character varying(30)[]");
        assertThat(PostgresTypes.BUILTIN.type(1114, 3).sql())
                .isEqualTo("timestamp(3) without time zone");
        assertThat(PostgresTypes.BUILTIN.type(16999, -1)).isEqualTo(ColumnType.UNKNOWN);
        assertThat(PostgresTypes.BUILTIN.named("public.mood").family()).isEqualTo(Family.UNKNOWN);
        assertThat(PostgresTypes.BUILTIN.named("int2"))
                .isEqualTo(PostgresTypes.BUILTIN.named("smallint"));
        assertThat(PostgresTypes.BUILTIN.named("_timestamptz").sql())
                .isEqualTo("timestamp with time zone[]");
        assertThat(PostgresTypes.BUILTIN.named("timestamp(3) without time zone").family())
                .isEqualTo(Family.DATETIME);
    }
}
