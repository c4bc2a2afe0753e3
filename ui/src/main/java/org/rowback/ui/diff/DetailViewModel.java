package org.rowback.ui.diff;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.query.RowTracer;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.util.Optional;

/// The change under the cursor, taken apart, and the column looked at.
public final class DetailViewModel {
    private final History history;
    private final Lane lane;
    private final ReadOnlyObjectWrapper<Optional<ChangeDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<DiffRow>> column =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");

    public DetailViewModel(History history, TaskRunner tasks) {
        this.history = history;
        lane = tasks.lane();
    }

    public ReadOnlyObjectProperty<Optional<ChangeDetail>> detail() {
        return detail.getReadOnlyProperty();
    }

    /// The column whose value is inspected; the first changed one at first.
    public ObjectProperty<Optional<DiffRow>> column() {
        return column;
    }

    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Shows a change; 0 shows none. The column stays where the new change has one of that name that it changed.
    public void show(long changeId) {
        if (changeId == 0) {
            lane.cancel();
            detail.set(Optional.empty());
            column.set(Optional.empty());
            return;
        }
        lane.ask(
                _ -> history.change(changeId).map(ChangeDetail::of),
                answer -> {
                    arrived(answer);
                    answer.filter(ChangeDetail::hasGaps).ifPresent(this::fill);
                },
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }

    /// Looks in the history of the row for what the change did not log; what was logged is on the screen meanwhile.
    private void fill(ChangeDetail logged) {
        lane.ask(
                monitor -> {
                    Renames renames = Renames.of(history, monitor);
                    return new RowTracer(renames.history(), monitor)
                            .rowOf(renames.now(logged.change())).stream()
                                    .filter(v -> v.id() == logged.change().id())
                                    .findFirst()
                                    .map(ChangeDetail::of);
                },
                filled -> filled.ifPresent(now -> arrived(Optional.of(now))),
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }

    private void arrived(Optional<ChangeDetail> answer) {
        String looked = column.get().map(row -> row.column().name()).orElse("");
        detail.set(answer);
        column.set(answer.flatMap(now -> choose(now, looked)));
        problem.set("");
    }

    private static Optional<DiffRow> choose(ChangeDetail now, String looked) {
        return now.rows().stream()
                .filter(row -> row.changed() && row.column().name().equals(looked))
                .findFirst()
                .or(
                        () ->
                                now.rows().stream()
                                        .filter(row -> row.changed() && !row.key())
                                        .findFirst())
                .or(() -> now.rows().stream().findFirst());
    }
}
