package org.rowback.ui.explorer;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.rowback.history.model.RowbackException;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.History;
import org.rowback.ui.OpenCase;
import org.rowback.ui.TimeRange;
import org.rowback.ui.changes.ChangeListViewModel;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.changes.ContextPages;
import org.rowback.ui.diff.DetailViewModel;
import org.rowback.ui.drawer.DrawerViewModel;
import org.rowback.ui.filter.FilterViewModel;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.search.HitBins;
import org.rowback.ui.search.Question;
import org.rowback.ui.search.Tally;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.timeline.TimelineViewModel;

import java.util.Optional;

/// The explorer: one brushed time and one filter drive all panes; the change under the cursor drives diff and inspector.
public final class ExplorerViewModel {
    private static final long COUNT_MILLIS = 60;
    private static final int[] CONTEXTS = {0, 1, 3, 10, 30};

    private final OpenCase opened;
    private final History history;
    private final FilterViewModel filter;
    private final TimelineViewModel timeline;
    private final ChangeListViewModel changes;
    private final DetailViewModel detail;
    private final DrawerViewModel drawer;
    private final Lane totalsLane;
    private final Lane countLane;
    private final Delay delay;
    private final ReadOnlyObjectWrapper<Optional<CaseTotals>> totals =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Tally>> tally =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper cost = new ReadOnlyStringWrapper("");
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
    private final ReadOnlyIntegerWrapper context = new ReadOnlyIntegerWrapper();
    private Runnable counting = () -> {};

    public ExplorerViewModel(OpenCase opened, TaskRunner tasks, Delay delay) {
        this.opened = opened;
        this.delay = delay;
        history = opened.history();
        filter = new FilterViewModel(history, tasks, delay);
        timeline = new TimelineViewModel(history, tasks);
        changes = new ChangeListViewModel(tasks);
        detail = new DetailViewModel(history, tasks);
        drawer = new DrawerViewModel(history, tasks);
        totalsLane = tasks.lane();
        countLane = tasks.lane();
        timeline.times().bind(times);
        timeline.brush().subscribe((_, _) -> ask());
        filter.applied()
                .subscribe(
                        (_, _) -> {
                            highlight();
                            ask();
                        });
        times.subscribe((_, now) -> filter.zone(now.zone()));
        changes.currentId().subscribe(id -> detail.show(id.longValue()));
    }

    public OpenCase opened() {
        return opened;
    }

    public FilterViewModel filter() {
        return filter;
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

    /// Whether nothing of the case was read that could be explored.
    public boolean isEmpty() {
        return totals.get().map(all -> all.changes() == 0).orElse(true);
    }

    /// The case in figures; empty until read.
    public ReadOnlyObjectProperty<Optional<CaseTotals>> totals() {
        return totals.getReadOnlyProperty();
    }

    /// How many changes answer; empty until counted.
    public ReadOnlyObjectProperty<Optional<Tally>> tally() {
        return tally.getReadOnlyProperty();
    }

    /// The same in words: hits of all, undecidable ones, how long it took.
    public ReadOnlyStringProperty cost() {
        return cost.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    /// What is asked now: filter and brush.
    public ChangePages pages() {
        return question();
    }

    /// How many changes are shown around each answer of the filter.
    public ReadOnlyIntegerProperty context() {
        return context.getReadOnlyProperty();
    }

    /// Shows more (1) or fewer (-1) changes around each answer; nothing where there is no filter.
    public void widen(int by) {
        int at = 0;
        while (at < CONTEXTS.length - 1 && CONTEXTS[at] < context.get()) {
            at++;
        }
        context.set(CONTEXTS[Math.clamp(at + (long) by, 0, CONTEXTS.length - 1)]);
        changes.ask(shown(question()));
        tally.get().ifPresent(answer -> cost.set(describe(answer)));
    }

    private ChangePages shown(Question question) {
        return context.get() == 0 || question.filter().isEmpty()
                ? question
                : new ContextPages(question, history, context.get());
    }

    /// What is asked as one filter for the command line; empty for everything.
    public String where() {
        return question().where(times.get());
    }

    /// The same in words, in the filter's language.
    public String rule() {
        return question().describe(times.get());
    }

    private Question question() {
        return new Question(history, filter.applied().get().filter(), timeline.brush().get());
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
                    highlight();
                    ask();
                },
                this::fail);
        drawer.refresh(timeline.brush().get());
        filter.refresh();
    }

    /// Shows what an earlier window showed of the case.
    ///
    /// @param brush what to brush instead; empty for what was brushed then
    public void restore(CaseView last, Optional<TimeRange> brush) {
        changes.restore(last.change(), last.rowsAbove());
        last.visible().ifPresent(timeline.view()::set);
        timeline.brush().set(brush.or(last::brush));
        if (!last.filter().isEmpty()) {
            filter.use(last.filter());
        }
    }

    /// Brushes a time.
    public void brush(TimeRange range) {
        timeline.brush().set(Optional.of(range));
    }

    /// Puts the cursor on a change; a brush that does not hold it is taken away.
    public void reveal(long change) {
        changes.reveal(change);
    }

    private void highlight() {
        timeline.highlight(
                new HitBins(
                        new Question(history, filter.applied().get().filter(), Optional.empty()),
                        timeline.full().get()));
    }

    private void ask() {
        Question question = question();
        changes.ask(shown(question));
        drawer.showTransactions(timeline.brush().get());
        tally.set(Optional.empty());
        cost.set(Text.of("search.counting"));
        countLane.cancel();
        counting.run();
        counting = delay.after(COUNT_MILLIS, () -> count(question));
    }

    private void count(Question question) {
        countLane.ask(
                monitor -> Tally.of(question, monitor),
                progress ->
                        cost.set(Text.of("search.counted.so.far", Figures.count(progress.done()))),
                answer -> {
                    tally.set(Optional.of(answer));
                    cost.set(describe(answer));
                },
                this::fail);
    }

    private String describe(Tally answer) {
        String all = Figures.count(totals.get().map(CaseTotals::changes).orElse(answer.hits()));
        String text =
                Text.of(
                        "search.cost",
                        Figures.count(answer.hits()),
                        all,
                        Figures.duration(answer.micros()));
        String planned = answer.plan().isEmpty() ? text : text + " · " + answer.plan();
        return context.get() == 0 || filter.applied().get().filter().isEmpty()
                ? planned
                : planned + " · " + Text.of("search.context", Integer.toString(context.get()));
    }

    private void fail(RowbackException failure) {
        if (!(failure instanceof RowbackException.Cancelled)) {
            problem.set(String.valueOf(failure.getMessage()));
            cost.set(String.valueOf(failure.getMessage()));
        }
    }
}
