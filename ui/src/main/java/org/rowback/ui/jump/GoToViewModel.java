package org.rowback.ui.jump;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.rowback.history.query.History;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.time.ZoneId;
import java.util.function.Consumer;

/// "Go to": finds what was typed and leads there, or says why not.
public final class GoToViewModel {
    private final History history;
    private final ZoneId zone;
    private final Lane lane;
    private final Consumer<Destination> go;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// @param go told of a change or a time that was found
    public GoToViewModel(History history, ZoneId zone, TaskRunner tasks, Consumer<Destination> go) {
        this.history = history;
        this.zone = zone;
        this.go = go;
        lane = tasks.lane();
    }

    /// Why the last text led nowhere; empty where it did not.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    public void find(String text) {
        if (text.isBlank()) {
            return;
        }
        lane.ask(
                monitor -> new Navigator(history, zone, monitor).find(text),
                found -> {
                    switch (found) {
                        case Destination.Nowhere nowhere -> problem.set(nowhere.message());
                        case Destination.AChange _, Destination.ATime _ -> {
                            problem.set("");
                            go.accept(found);
                        }
                    }
                },
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }
}
