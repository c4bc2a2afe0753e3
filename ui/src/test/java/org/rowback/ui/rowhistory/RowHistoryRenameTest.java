package org.rowback.ui.rowhistory;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleObjectProperty;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Op;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;

/// A row of a table that came to another name, in the window.
class RowHistoryRenameTest {
    private static final SchemaVersion A = Rows.table("shop.a", "id", "id int", "v int");
    private static final SchemaVersion B = Rows.table("shop.b", "id", "id int", "v int");

    private final InMemoryHistory history = new InMemoryHistory();
    private final RowHistoryViewModel model =
            new RowHistoryViewModel(
                    history, TaskRunner.immediate(), new SimpleObjectProperty<>(TimeFormat.UTC));

    private void rename(String statement) {
        history.commit(1, 7, Row.insert(A, Rows.n(1), Rows.n(10)));
        history.commit(2, 7, new Row(A, Op.DDL, null, null, statement));
        history.commit(
                3,
                7,
                Row.update(B, Rows.row(Rows.n(1), Rows.n(10)), Rows.row(Rows.n(1), Rows.n(11))));
    }

    @Test
    void showsTheRenameAsAStepBetweenTwoVersions() {
        rename("RENAME TABLE a TO b");
        model.show(1);
        assertThat(model.versions())
                .extracting(VersionRow::name)
                .containsExactly("v1", "\u2192", "v2");
        assertThat(model.versions().get(1).set()).isEqualTo("shop.a is shop.b now");
        assertThat(model.title().get()).isEqualTo("shop.b (1)");
        model.step(1);
        assertThat(model.lookedChange()).isEqualTo(2);
        assertThat(model.heading()).isEqualTo("shop.a is shop.b now");
        assertThat(model.columns()).noneMatch(BlameRow::setHere);
        model.step(1);
        assertThat(model.columns().getLast().setHere()).isTrue();
        assertThat(model.heading()).startsWith("v2 of 2");
    }

    @Test
    void saysWhereARowCannotBeFollowed() {
        history.commit(1, 7, Row.insert(B, Rows.n(9), Rows.n(9)));
        history.commit(1, 7, Row.insert(A, Rows.n(1), Rows.n(10)));
        history.commit(2, 7, new Row(A, Op.DDL, null, null, "RENAME TABLE a TO b"));
        model.show(2);
        assertThat(model.versions()).hasSize(2);
        assertThat(model.versions().getLast().set()).contains("not followed");
    }
}
