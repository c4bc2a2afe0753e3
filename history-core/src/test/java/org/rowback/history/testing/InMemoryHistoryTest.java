package org.rowback.history.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum.IntegerDatum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.List;

class InMemoryHistoryTest {
    private static final SchemaVersion T =
            new SchemaVersion(
                    new TableName("shop", "t"),
                    List.of(column("id"), column("n")),
                    List.of("id"),
                    List.of(),
                    List.of(),
                    Knowledge.LOG_METADATA,
                    "test");

    @Test
    void followsARowAcrossAChangeOfItsKey() throws Exception {
        InMemoryHistory history = new InMemoryHistory();
        history.commit(1, 7, InMemoryHistory.Row.insert(T, n(1), n(10)));
        history.commit(2, 7, InMemoryHistory.Row.update(T, row(1, 10), row(2, 10)));
        assertThat(history.changesOf(1, new RowKey(List.of(n(1)), false))).containsExactly(1, 2);
        assertThat(history.changesOf(1, new RowKey(List.of(n(2)), false))).containsExactly(2);
    }

    private static ColumnValue n(long value) {
        return new IntegerDatum(value);
    }

    private static ColumnValue[] row(long id, long value) {
        return new ColumnValue[] {n(id), n(value)};
    }

    private static Column column(String name) {
        ColumnType type = new ColumnType("int", ColumnType.Family.INTEGER, false, "", List.of(), 0);
        return new Column(
                name,
                Knowledge.LOG_METADATA,
                type,
                Knowledge.LOG_METADATA,
                true,
                Column.Generated.NO,
                false);
    }
}
