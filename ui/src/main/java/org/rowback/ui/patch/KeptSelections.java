package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.revert.SavedSelection;
import org.rowback.ui.Decisions;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Line;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Text;

import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The selections that the case keeps by name.
public final class KeptSelections {
    private final History history;
    private final Decisions decisions;
    private final Line line;
    private final Lane gathering;
    private final Consumer<String> say;
    private final BiConsumer<String, BitSet> put;
    private final ReadOnlyObjectWrapper<List<SavedSelection>> all =
            new ReadOnlyObjectWrapper<>(List.of());

    /// @param line on which the journal is read and written, in order
    /// @param put puts changes into the patch, as one step with a name for people
    /// @param say tells the user what came of it
    KeptSelections(
            History history,
            Decisions decisions,
            Line line,
            TaskRunner tasks,
            BiConsumer<String, BitSet> put,
            Consumer<String> say) {
        this.history = history;
        this.decisions = decisions;
        this.line = line;
        this.gathering = tasks.lane();
        this.put = put;
        this.say = say;
        line.ask(_ -> read(), all::set, this::failed);
    }

    /// By the order in which their names were first kept.
    public ReadOnlyObjectProperty<List<SavedSelection>> all() {
        return all.getReadOnlyProperty();
    }

    /// Keeps what a basket holds by a name; another of that name is replaced.
    public void keep(String name, Basket basket) {
        if (name.isBlank() || basket.isEmpty()) {
            return;
        }
        SavedSelection kept =
                SavedSelection.picked(name.strip(), basket.description(), basket.ids());
        line.ask(
                _ -> {
                    decisions.add(SavedSelection.KIND, kept.toJson());
                    return read();
                },
                now -> {
                    all.set(now);
                    say.accept(Text.of("kept.said", kept.name()));
                },
                this::failed);
    }

    /// Puts a kept selection into the patch.
    public void take(SavedSelection kept) {
        gathering.ask(
                monitor -> ids(kept, monitor), ids -> put.accept(kept.text(), ids), this::failed);
    }

    private BitSet ids(SavedSelection kept, ImportMonitor monitor) throws RowbackException {
        BitSet ids = new BitSet();
        try (Cursor<Change> changes = kept.select(history).changes(history, monitor)) {
            while (changes.next()) {
                ids.set(Math.toIntExact(changes.get().id()));
            }
        }
        return ids;
    }

    private List<SavedSelection> read() throws RowbackException {
        return List.copyOf(
                SavedSelection.standing(decisions.standing(SavedSelection.KIND)).values());
    }

    private void failed(RowbackException failure) {
        say.accept(String.valueOf(failure.getMessage()));
    }
}
