package org.rowback.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.rowback.ui.OpenCase;
import org.rowback.ui.Services;
import org.rowback.ui.causes.CausesViewModel;
import org.rowback.ui.cells.CopyViewModel;
import org.rowback.ui.explorer.ExplorerViewModel;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.Line;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.importing.ImportViewModel;
import org.rowback.ui.jump.Destination;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.review.ReviewViewModel;
import org.rowback.ui.rowhistory.RowHistoryViewModel;
import org.rowback.ui.session.Trail;
import org.rowback.ui.settings.CaseView;
import org.rowback.ui.start.StartViewModel;
import org.rowback.ui.text.TimeFormat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// An open case: its pages' view models, which page is in use, and the trail of where the user has been.
public final class WorkbenchViewModel {
    private static final long SETTLE_MILLIS = 400;

    private final ExplorerViewModel explorer;
    private final RowHistoryViewModel rowHistory;
    private final PatchViewModel patch;
    private final CausesViewModel causes;
    private final ReviewViewModel review;
    private final ImportViewModel importing;
    private final Delay delay;
    private final Line decided;
    private final CopyViewModel copies;
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.EXPLORER);
    private final Trail<Place> trail;
    private Runnable pending = () -> {};
    private boolean travelling;

    public WorkbenchViewModel(
            Services services,
            StartViewModel.Opened opened,
            CaseView last,
            Consumer<String> clipboard,
            TaskRunner tasks,
            Delay delay,
            ObservableValue<TimeFormat> times) {
        this.delay = delay;
        explorer = new ExplorerViewModel(opened.opened(), tasks, delay);
        explorer.times().bind(times);
        rowHistory = new RowHistoryViewModel(opened.opened().history(), tasks, times);
        decided = tasks.line();
        patch =
                new PatchViewModel(
                        opened.opened().history(),
                        opened.opened().decisions(),
                        decided,
                        tasks,
                        delay);
        causes = new CausesViewModel(opened.opened().history(), patch, tasks, times);
        review = new ReviewViewModel(Optional.of(opened.opened().history()), tasks);
        importing =
                new ImportViewModel(
                        services,
                        opened.opened(),
                        tasks,
                        System::nanoTime,
                        explorer::isEmpty,
                        explorer::refresh);
        copies =
                new CopyViewModel(
                        opened.opened().history(),
                        opened.opened().file(),
                        tasks,
                        clipboard,
                        patch::say);
        importing
                .busy()
                .subscribe(
                        (_, busy) -> {
                            if (!busy) {
                                patch.waiting().look();
                            }
                        });
        trail = new Trail<>(here());
        explorer.timeline().brush().subscribe((_, _) -> noteSoon());
        explorer.filter().applied().subscribe((_, _) -> noteSoon());
        explorer.restore(last, opened.brush());
        explorer.refresh();
        if (!opened.evidence().isEmpty()) {
            page.set(Page.IMPORT);
            importing.add(opened.evidence());
        }
    }

    /// Closes the case on a worker, after all that was decided is written.
    void close(Runnable then) {
        OpenCase opened = explorer.opened();
        decided.ask(
                _ -> {
                    opened.close();
                    return true;
                },
                _ -> then.run(),
                _ -> then.run());
    }

    public ExplorerViewModel explorer() {
        return explorer;
    }

    public CopyViewModel copies() {
        return copies;
    }

    public RowHistoryViewModel rowHistory() {
        return rowHistory;
    }

    public CausesViewModel causes() {
        return causes;
    }

    public PatchViewModel patch() {
        return patch;
    }

    public ReviewViewModel review() {
        return review;
    }

    /// Shows a patch's folder on the review page, and what differs now.
    public void openReview(Path directory) {
        review.open(directory);
        go(Page.REVIEW);
    }

    public ImportViewModel importing() {
        return importing;
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    /// Shows a page.
    public void go(Page wanted) {
        page.set(wanted);
        note();
    }

    /// Shows the history of the row under the cursor.
    public void openRowHistory() {
        openRowHistory(explorer.changes().currentId().get());
    }

    /// Shows the history of the row that a change touched.
    void openRowHistory(long change) {
        if (change > 0) {
            rowHistory.show(change);
            go(Page.HISTORY);
        }
    }

    /// Shows what a change is tied to: the version looked at in a row's history, what is selected among causes, or the change
    /// under the cursor.
    public void openCauses() {
        long change =
                switch (page.get()) {
                    case HISTORY -> rowHistory.lookedChange();
                    case CAUSES -> causes.selectedChange();
                    case EXPLORER, PATCH, REVIEW, IMPORT -> explorer.changes().currentId().get();
                };
        if (change > 0) {
            causes.show(change);
            go(Page.CAUSES);
        }
    }

    /// Shows a change in the explorer.
    public void openChange(long change) {
        go(Page.EXPLORER);
        explorer.reveal(change);
    }

    /// Goes where "Go to" leads.
    public void arrive(Destination found) {
        switch (found) {
            case Destination.AChange change -> openChange(change.id());
            case Destination.ATime time -> {
                go(Page.EXPLORER);
                explorer.brush(time.range());
                explorer.timeline().showBrush();
            }
            case Destination.Nowhere _ -> {}
        }
    }

    /// Puts the change under the cursor into the patch or takes it out, and goes on to the next.
    public void stage() {
        patch.toggle(explorer.changes().currentId().get());
        explorer.changes().moveCurrent(1);
    }

    /// Puts everything that answers filter and brush into the patch.
    public void stageAll() {
        patch.addAll(explorer.rule(), explorer.pages());
    }

    public boolean canGoBack() {
        return trail.canGoBack();
    }

    public void back() {
        settle();
        trail.back().ifPresent(this::travel);
    }

    public void forward() {
        settle();
        trail.forward().ifPresent(this::travel);
    }

    private void travel(Place place) {
        travelling = true;
        page.set(place.page());
        explorer.filter().use(place.filter());
        explorer.timeline().brush().set(place.brush());
        explorer.timeline().view().set(place.view());
        if (place.change() > 0) {
            explorer.reveal(place.change());
        }
        travelling = false;
    }

    private Place here() {
        return new Place(
                page.get(),
                explorer.filter().applied().get().text(),
                explorer.timeline().brush().get(),
                explorer.timeline().view().get(),
                explorer.changes().currentId().get());
    }

    /// Remembers where the user is, once brush and filter have come to rest.
    private void noteSoon() {
        if (!travelling) {
            pending.run();
            pending = delay.after(SETTLE_MILLIS, this::note);
        }
    }

    private void settle() {
        pending.run();
        note();
    }

    private void note() {
        Place now = here();
        if (now.isElsewhere(trail.here())) {
            trail.go(now);
        } else {
            trail.replace(now);
        }
    }
}
