package org.rowback.ui.patch;

import org.rowback.history.model.RowbackException;
import org.rowback.ui.Decisions;
import org.rowback.ui.fx.Line;
import org.rowback.ui.fx.Work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the steps of the selection in the case's journal, each as it is done, so that it outlives the window.
final class SelectionJournal {
    private static final String KIND = "selection";

    private final Decisions decisions;
    private final Line line;
    private final Consumer<RowbackException> failed;

    /// @param failed told where a step could not be kept
    SelectionJournal(Decisions decisions, Line line, Consumer<RowbackException> failed) {
        this.decisions = decisions;
        this.line = line;
        this.failed = failed;
    }

    /// Reads the steps that stand.
    void read(Consumer<List<SelectionStep>> arrived) {
        line.ask(
                _ -> {
                    List<SelectionStep> steps = new ArrayList<>();
                    for (String entry : decisions.standing(KIND)) {
                        Optional<SelectionStep> step = SelectionStep.of(entry);
                        step.ifPresent(steps::add);
                    }
                    return steps;
                },
                arrived,
                failed);
    }

    void add(SelectionStep step) {
        change(
                _ -> {
                    decisions.add(KIND, step.toJson());
                    return true;
                });
    }

    void undo() {
        change(
                _ -> {
                    decisions.undo(KIND);
                    return true;
                });
    }

    void redo() {
        change(
                _ -> {
                    decisions.redo(KIND);
                    return true;
                });
    }

    private void change(Work<Boolean> work) {
        line.ask(work, _ -> {}, failed);
    }
}
