package org.rowback.ui.explorer;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.rowback.history.model.RowbackException;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.ui.OpenCase;
import org.rowback.ui.TimeRange;
import org.rowback.ui.changes.ChangeListViewModel;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.diff.DetailViewModel;
import org.rowback.ui.drawer.DrawerViewModel;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.timeline.TimelineViewModel;

import java.util.Optional;
import java.util.OptionalLong;

/// The explorer: one brushed time drives all panes; the change under the cursor drives diff and inspector.
public final class ExplorerViewModel {
    private final OpenCase opened;
    private final History history;
    private final TimelineViewModel timeline;
    private final ChangeListViewModel changes;
    private final DetailViewModel detail;
    private final DrawerViewModel drawer;
    private final Lane totalsLane;
    private final Lane countLane;
    private final ReadOnlyObjectWrapper<Optional<CaseTotals>> totals =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<OptionalLong> shown =
            new ReadOnlyObjectWrapper<>(OptionalLong.empty());
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");

    public ExplorerViewModel(OpenCase opened, TaskRunner tasks) {
        this.opened = opened;
        history = opened.history();
        timeline = new TimelineViewModel(history, tasks);
        changes = new ChangeListViewModel(tasks);
        detail = new DetailViewModel(history, tasks);
        drawer = new DrawerViewModel(history, tasks);
        totalsLane = tasks.lane();
        countLane = tasks.lane();
        timeline.times().bind(times);
        timeline.brush().subscribe((_, _) -> ask());
        changes.currentId().subscribe(id -> detail.show(id.longValue()));
    }

    public OpenCase opened() {
        return opened;
    }

    public TimelineViewModel timeline() {
        return timeline;
    }

    public ChangeListViewModel changes() {
        return changes;
    }

    public DetailViewModel detail() {
        return detail;
    }

    public DrawerViewModel drawer() {
        return drawer;
    }

    /// How times are written in all panes.
    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    /// The case in figures; empty until read.
    public ReadOnlyObjectProperty<Optional<CaseTotals>> totals() {
        return totals.getReadOnlyProperty();
    }

    /// How many changes answer; empty until counted.
    public ReadOnlyObjectProperty<OptionalLong> shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Reads all anew: at the start, and while an import runs.
    public void refresh() {
        totalsLane.ask(
                _ -> history.totals(),
                answer -> {
                    totals.set(Optional.of(answer));
                    if (answer.transactions() > 0) {
                        timeline.cover(
                                new TimeRange(answer.firstTimeMicros(), answer.lastTimeMicros()));
                    }
                    ask();
                },
                this::fail);
        drawer.refresh(timeline.brush().get());
    }

    /// Brushes a time and brings it into view.
    public void brush(TimeRange range) {
        timeline.brush().set(Optional.of(range));
    }

    private void ask() {
        Scan scan = scan();
        ChangePages pages =
                (from, to, forward, monitor) ->
                        history.changes(
                                forward ? scan.ids(from, to) : scan.ids(from, to).backward(),
                                monitor);
        changes.ask(pages);
        drawer.showTransactions(timeline.brush().get());
        shown.set(OptionalLong.empty());
        countLane.ask(
                monitor -> history.count(scan, monitor),
                count -> shown.set(OptionalLong.of(count)),
                this::fail);
    }

    private Scan scan() {
        return timeline.brush()
                .get()
                .map(range -> Scan.ALL.times(range.fromMicros(), range.toMicros()))
                .orElse(Scan.ALL);
    }

    private void fail(RowbackException failure) {
        if (!(failure instanceof RowbackException.Cancelled)) {
            problem.set(String.valueOf(failure.getMessage()));
        }
    }
}
