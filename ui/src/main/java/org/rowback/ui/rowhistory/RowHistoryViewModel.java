package org.rowback.ui.rowhistory;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.query.History;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.List;
import java.util.Optional;

/// The history of one row: its versions, and the row as of the version looked at.
public final class RowHistoryViewModel {
    private final History history;
    private final Lane lane;
    private final ObservableValue<TimeFormat> times;
    private final ObservableList<VersionRow> versions = FXCollections.observableArrayList();
    private final ObservableList<BlameRow> columns = FXCollections.observableArrayList();
    private final IntegerProperty looked = new SimpleIntegerProperty(-1);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<RowPast> past = Optional.empty();

    public RowHistoryViewModel(
            History history, TaskRunner tasks, ObservableValue<TimeFormat> times) {
        this.history = history;
        this.times = times;
        lane = tasks.lane();
        looked.subscribe(_ -> showVersion());
        times.subscribe(_ -> showVersion());
    }

    ObservableList<VersionRow> versions() {
        return versions;
    }

    /// The row as of the version looked at.
    ObservableList<BlameRow> columns() {
        return columns;
    }

    /// Index of the version looked at, -1 for none.
    IntegerProperty looked() {
        return looked;
    }

    ObservableValue<TimeFormat> times() {
        return times;
    }

    /// `shop.orders (4711)`; empty where no row is shown.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// One sentence where the row has no history to show.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// How many steps are listed: versions, and new names of the table.
    public int size() {
        return versions.size();
    }

    /// Shows the history of the row that a change touched, at that change.
    public void show(long changeId) {
        lane.ask(
                monitor -> {
                    var change = history.change(changeId);
                    return change.isPresent()
                            ? Optional.of(RowPast.of(history, change.get(), monitor))
                            : Optional.<RowPast>empty();
                },
                answer -> arrived(answer, changeId),
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }

    private void arrived(Optional<RowPast> answer, long changeId) {
        past = answer.filter(p -> !p.versions().isEmpty());
        looked.set(-1);
        versions.setAll(past.map(RowPast::rows).orElse(List.of()));
        title.set(
                past.map(p -> p.table() + (p.key().isEmpty() ? "" : " (" + p.key() + ")"))
                        .orElse(""));
        problem.set(past.isEmpty() ? Text.of("history.none") : "");
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).changeId() == changeId) {
                looked.set(i);
            }
        }
        if (looked.get() < 0 && !versions.isEmpty()) {
            looked.set(versions.size() - 1);
        }
    }

    /// Looks at the version before (-1) or after (1).
    public void step(int by) {
        if (!versions.isEmpty()) {
            looked.set(Math.clamp((long) looked.get() + by, 0, versions.size() - 1));
        }
    }

    /// `v7 of 12 · update · 14:13:02.113`.
    String heading() {
        if (looked.get() < 0) {
            return "";
        }
        VersionRow row = versions.get(looked.get());
        if (row.isRename()) {
            return row.set();
        }
        return Text.of(
                row.version().endsRow() ? "history.heading.gone" : "history.heading",
                row.name(),
                Figures.count(past.map(p -> p.versions().size()).orElse(0)),
                times.getValue().full(row.version().change().transaction().commitTimeMicros()));
    }

    /// The change of the version looked at, 0 for none.
    public long lookedChange() {
        return looked.get() < 0 ? 0 : versions.get(looked.get()).changeId();
    }

    private void showVersion() {
        int at = looked.get();
        columns.setAll(
                at < 0
                        ? List.of()
                        : past.map(p -> p.at(versions.get(at), times.getValue()))
                                .orElse(List.of()));
    }
}
