package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.model.RowbackException;
import org.rowback.ui.Decisions;
import org.rowback.ui.fx.Line;
import org.rowback.ui.session.Trail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The basket as the user's steps made it, back and forward; each step is kept in the case's journal.
final class SelectionTrail {
    private final Trail<Basket> trail = new Trail<>(Basket.EMPTY);
    private final ReadOnlyObjectWrapper<Basket> basket = new ReadOnlyObjectWrapper<>(Basket.EMPTY);
    private final Consumer<Basket> changed;
    private final Consumer<RowbackException> lost;
    private final SelectionJournal journal;
    private final List<SelectionStep> early = new ArrayList<>();
    private boolean restoring = true;

    /// @param changed told when the basket is another
    /// @param lost told where a step could not be kept
    SelectionTrail(
            Decisions decisions,
            Line line,
            Consumer<Basket> changed,
            Consumer<RowbackException> lost) {
        this.changed = changed;
        this.lost = lost;
        journal = new SelectionJournal(decisions, line, this::notKept);
    }

    /// Reads the steps of earlier windows.
    void read() {
        journal.read(this::restore);
    }

    ReadOnlyObjectProperty<Basket> basket() {
        return basket.getReadOnlyProperty();
    }

    /// Whether the steps of earlier windows are still being read.
    boolean isRestoring() {
        return restoring;
    }

    void go(SelectionStep step) {
        if (restoring) {
            early.add(step);
        }
        Basket next = basket.get().after(step);
        trail.go(next);
        show(next);
        journal.add(step);
    }

    void undo() {
        trail.back()
                .ifPresent(
                        before -> {
                            journal.undo();
                            show(before);
                        });
    }

    void redo() {
        trail.forward()
                .ifPresent(
                        after -> {
                            journal.redo();
                            show(after);
                        });
    }

    /// Replays the steps of earlier windows; what was done before they were read comes after them.
    private void restore(List<SelectionStep> steps) {
        List<SelectionStep> all = new ArrayList<>(steps);
        all.addAll(early);
        Basket now = Basket.EMPTY;
        trail.restart(now);
        for (SelectionStep step : all) {
            now = now.after(step);
            trail.go(now);
        }
        if (!now.isEmpty()) {
            show(now);
        }
        restoring = false;
    }

    private void notKept(RowbackException failure) {
        restoring = false;
        lost.accept(failure);
    }

    private void show(Basket now) {
        basket.set(now);
        changed.accept(now);
    }
}
