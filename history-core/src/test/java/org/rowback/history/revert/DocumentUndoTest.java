package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class DocumentUndoTest {
    private static final SchemaVersion BINARY = table("docs", "json", Family.JSON, "");
    private static final SchemaVersion TEXT = table("texts", "longtext", Family.TEXT, "utf8mb4");

    private final Shop shop = new Shop();

    @Test
    void putsBackTheBadPathUnderAGoodWriteOfAnother() throws RowbackException {
        shop.bad(change(BINARY, "{\"a\": 1, \"b\": 1}", "{\"a\": 0, \"b\": 1}"));
        shop.good(change(BINARY, "{\"a\": 0, \"b\": 1}", "{\"a\": 0, \"b\": 2, \"c\": 3}"));
        PlannedRow row = shop.only();
        assertThat(row.state()).isEqualTo(RowState.READY);
        InPlace.Document change = (InPlace.Document) row.undo().orElseThrow().inPlace().getFirst();
        assertThat(change.edits())
                .singleElement()
                .hasToString("PathEdit[path=[\"a\"], before=Optional[0], after=Optional[1]]");
        assertThat(change.after().toString()).contains("{\"a\": 1, \"b\": 2, \"c\": 3}");
        assertThat(row.undo().orElseThrow().inverse().inverse()).isEqualTo(row.undo().get());
        assertThat(row.undo().orElseThrow().marks().isEmpty()).isTrue();
        assertThat(row.cells().getFirst().reason()).startsWith("by path").contains("$.\"a\"");
        assertThat(Simulator.run(shop.history, shop.plan(), ImportMonitor.NONE).refusal())
                .isEmpty();
        assertThat(Proof.of(row, Optional.empty()).orElseThrow().level())
                .isEqualTo(Proof.Level.PROVEN);
    }

    @Test
    void keepsADocumentWhosePathAGoodWriteSetAgain() throws RowbackException {
        shop.bad(change(BINARY, "{\"a\": 1, \"b\": 1}", "{\"a\": 0, \"b\": 1}"));
        shop.good(change(BINARY, "{\"a\": 0, \"b\": 1}", "{\"a\": 7, \"b\": 2}"));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
        assertThat(shop.only().undo()).isEmpty();
    }

    @Test
    void writesDocumentsThatAreKeptAsTextWhole() throws RowbackException {
        shop.bad(change(TEXT, "{\"a\":1,\"b\":1}", "{\"a\":0,\"b\":1}"));
        shop.good(change(TEXT, "{\"a\":0,\"b\":1}", "{\"a\":0,\"b\":2}"));
        PlannedRow row = shop.only();
        assertThat(Shop.show(row))
                .isEqualTo("UPDATE texts id=1 [doc={\"a\":0,\"b\":2}] -> [doc={\"a\":1,\"b\":2}]");
        assertThat(Proof.of(row, Optional.empty()).orElseThrow().level())
                .isEqualTo(Proof.Level.ASSUMED);
    }

    @Test
    void keepsTextWhoseSpellingChanged() throws RowbackException {
        shop.bad(change(TEXT, "{\"a\":1,\"b\":1}", "{\"a\":0,\"b\":1}"));
        shop.good(change(TEXT, "{\"a\":0,\"b\":1}", "{\"a\": 0, \"b\": 2}"));
        assertThat(shop.only().state()).isEqualTo(RowState.CONFLICT_BY_VALUE);
    }

    private static org.rowback.history.testing.InMemoryHistory.Row change(
            SchemaVersion table, String before, String after) {
        return update(table, row(table, before), row(table, after));
    }

    private static ColumnValue[] row(SchemaVersion table, String text) {
        Datum document =
                table == BINARY
                        ? new Datum.JsonDatum(text, Bytes.of(new byte[] {1, 2}))
                        : new Datum.TextDatum(
                                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
        return new ColumnValue[] {new Datum.IntegerDatum(1), document};
    }

    private static SchemaVersion table(String name, String sql, Family family, String charset) {
        Column id = Shop.column("id");
        Column doc =
                new Column(
                        "doc",
                        Knowledge.LOG_METADATA,
                        new ColumnType(sql, family, false, charset, List.of(), 0),
                        Knowledge.LOG_METADATA,
                        true,
                        Column.Generated.NO,
                        false);
        return new SchemaVersion(
                new TableName("shop", name),
                List.of(id, doc),
                List.of("id"),
                List.of(),
                List.of(),
                Knowledge.LOG_METADATA,
                "test");
    }
}
