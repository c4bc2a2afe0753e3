package org.rowback.history.query.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.n;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Change;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

class JsonLinesTest {
    private static final SchemaVersion T = Rows.table("shop.t", "id", "id int");

    @Test
    void cutsALongStatementBetweenCharactersAndSaysItsLength() throws Exception {
        String sql = "x".repeat(JsonLines.SQL_CHARS - 1) + "😀 and more";
        assertThat(written(sql, false))
                .endsWith(
                        ",\"sql\":\""
                                + "x".repeat(JsonLines.SQL_CHARS - 1)
                                + "\",\"sqlLength\":"
                                + sql.length()
                                + "}");
        assertThat(written(sql, true)).endsWith(" and more\"}");
    }

    @Test
    void keepsAStatementOfTheGreatestLength() throws Exception {
        String sql = "x".repeat(JsonLines.SQL_CHARS);
        assertThat(written(sql, false)).endsWith(",\"sql\":\"" + sql + "\"}");
    }

    private static String written(String sql, boolean whole) throws Exception {
        InMemoryHistory history = new InMemoryHistory();
        history.commit(1_000_000, 7, Row.insert(T, n(1)).because(sql));
        Change change = history.change(1).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines json = new JsonLines(out);
        if (whole) {
            json.wholeChange(change);
        } else {
            json.change(change);
        }
        json.flush();
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
