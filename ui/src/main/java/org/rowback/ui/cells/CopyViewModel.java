package org.rowback.ui.cells;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.Basket;
import org.rowback.ui.text.ShellText;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.function.Consumer;

/// Copies cells and changes in the form that somebody needs elsewhere.
public final class CopyViewModel {
    private final History history;
    private final Path file;
    private final Lane lane;
    private final Consumer<String> clipboard;
    private final Consumer<String> said;

    /// @param clipboard where copies go
    /// @param said told what was copied, or why it cannot be
    public CopyViewModel(
            History history,
            Path file,
            TaskRunner tasks,
            Consumer<String> clipboard,
            Consumer<String> said) {
        this.history = history;
        this.file = file;
        this.clipboard = clipboard;
        this.said = said;
        lane = tasks.lane();
    }

    public void copy(CellSubject cell, CopyForm form) {
        lane.ask(
                monitor -> text(cell, form, monitor),
                text -> put(text, form.title()),
                failure -> said.accept(String.valueOf(failure.getMessage())));
    }

    /// Copies the command that lists what the window lists.
    ///
    /// @param filter filter and brush as one filter; empty for everything
    public void copyView(String filter, String zone) {
        String where = filter.isEmpty() ? "" : " --where " + ShellText.quote(filter);
        put(
                "rowback changes "
                        + ShellText.quote(file.toString())
                        + " --tz "
                        + ShellText.quote(zone)
                        + where,
                Text.of("cell.copy.COMMAND"));
    }

    private void put(String text, String what) {
        clipboard.accept(text);
        said.accept(Text.of("cell.copied", what));
    }

    private String text(CellSubject cell, CopyForm form, ImportMonitor monitor)
            throws RowbackException {
        return switch (form) {
            case CELL -> cell.text();
            case FILTER -> cell.term().orElse("id == " + cell.change());
            case JSON -> CopyText.json(change(cell));
            case CSV -> CopyText.csv(change(cell));
            case UNDO -> CopyText.undo(history, Basket.of(cell.change()), monitor);
            case COMMAND ->
                    "rowback show " + ShellText.quote(file.toString()) + " " + cell.change();
        };
    }

    private Change change(CellSubject cell) throws RowbackException {
        return history.change(cell.change())
                .orElseThrow(
                        () ->
                                new RowbackException.BadInput(
                                        "no change " + cell.change() + " in the case"));
    }
}
