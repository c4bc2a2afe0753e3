package org.rowback.ui.filter;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Completion;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.query.History;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The filter bar: the text, whether it is understood, and the filter in force.
///
/// The text is read on a worker with every key; an error is shown only once the hand rests. Enter puts the text in force;
/// until then, and while the text is wrong, the last filter stays.
public final class FilterViewModel {
    private static final long REST_MILLIS = 400;
    private static final long COMPLETE_MILLIS = 150;

    /// The filter in force; none where the text is empty.
    public record Applied(String text, Optional<Filter> filter) {
        static final Applied NOTHING = new Applied("", Optional.empty());
    }

    private final History history;
    private final Delay delay;
    private final Lane reading;
    private final Lane applying;
    private volatile Optional<Catalog> known = Optional.empty();
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<FilterState> state =
            new ReadOnlyObjectWrapper<>(new FilterState.Unknown(""));
    private final ReadOnlyObjectWrapper<FilterState> rested =
            new ReadOnlyObjectWrapper<>(new FilterState.Unknown(""));
    private final ReadOnlyObjectWrapper<Applied> applied =
            new ReadOnlyObjectWrapper<>(Applied.NOTHING);
    private final Lane completing;
    private final ReadOnlyObjectWrapper<List<Completion.Item>> offered =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObservableList<Completion.Item> completions = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper prepared = new ReadOnlyIntegerWrapper();
    private volatile ZoneId zone = ZoneId.of("UTC");
    private Runnable idle = () -> {};
    private Runnable resting = () -> {};

    public FilterViewModel(History history, TaskRunner tasks, Delay delay) {
        this.history = history;
        this.delay = delay;
        reading = tasks.lane();
        applying = tasks.lane();
        completing = tasks.lane();
        text.subscribe((_, _) -> read());
    }

    /// What is in the bar.
    public StringProperty text() {
        return text;
    }

    /// What is known of the text, at once.
    public ReadOnlyObjectProperty<FilterState> state() {
        return state.getReadOnlyProperty();
    }

    /// The same once the hand has rested: what errors are shown from.
    public ReadOnlyObjectProperty<FilterState> rested() {
        return rested.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Applied> applied() {
        return applied.getReadOnlyProperty();
    }

    /// How the word at the caret may go on.
    ObservableList<Completion.Item> completions() {
        return completions;
    }

    /// Announces each new list of completions, also an empty one.
    ReadOnlyObjectProperty<List<Completion.Item>> offered() {
        return offered.getReadOnlyProperty();
    }

    /// The caret has moved; completions follow once it rests.
    void caret(int position, boolean typing) {
        idle.run();
        offer(List.of());
        if (typing) {
            idle = delay.after(COMPLETE_MILLIS, () -> complete(position));
        }
    }

    /// Looks for completions now.
    void complete(int position) {
        String now = text.get();
        int caret = Math.min(position, now.length());
        completing.ask(_ -> Completion.at(now, caret, catalog()), this::offer, this::fail);
    }

    private void offer(List<Completion.Item> found) {
        completions.setAll(found);
        offered.set(found);
    }

    /// The case has grown: what the text may name is read anew.
    public void refresh() {
        known = Optional.empty();
        read();
    }

    /// Times without an offset are meant in this zone.
    public void zone(ZoneId newZone) {
        if (!newZone.equals(zone)) {
            zone = newZone;
            read();
            if (!applied.get().text().isEmpty()) {
                putInForce(applied.get().text());
            }
        }
    }

    /// Puts the text in force, where it is understood.
    public void apply() {
        putInForce(text.get().strip());
    }

    private void putInForce(String wanted) {
        applying.ask(
                monitor -> check(wanted, monitor),
                now -> {
                    state.set(now);
                    rested.set(now);
                    if (now instanceof FilterState.Valid valid) {
                        put(valid);
                    }
                },
                this::fail);
    }

    /// Puts a text into the bar and in force.
    public void use(String newText) {
        text.set(newText);
        apply();
    }

    /// Puts a text into the bar for the user to go on with; what is in force stays.
    public void prepare(String newText) {
        text.set(newText);
        prepared.set(prepared.get() + 1);
    }

    /// Counts the texts that were prepared: the bar takes the focus at each.
    ReadOnlyIntegerProperty prepared() {
        return prepared.getReadOnlyProperty();
    }

    /// Adds a term to the text and puts it in force.
    public void add(String term) {
        use(FilterText.and(text.get(), term));
    }

    /// Brings the filter in force back into the bar.
    public void revert() {
        text.set(applied.get().text());
    }

    private void put(FilterState.Valid valid) {
        Applied next =
                valid.text().isEmpty()
                        ? Applied.NOTHING
                        : new Applied(valid.text(), Optional.of(valid.filter()));
        if (!next.equals(applied.get())) {
            applied.set(next);
        }
    }

    private void read() {
        resting.run();
        String wanted = text.get();
        reading.ask(monitor -> check(wanted, monitor), state::set, this::fail);
        resting =
                delay.after(
                        REST_MILLIS,
                        () -> {
                            if (state.get().text().equals(text.get())) {
                                rested.set(state.get());
                            }
                        });
    }

    private FilterState check(String wanted, ImportMonitor monitor) throws RowbackException {
        monitor.check();
        try {
            return new FilterState.Valid(wanted, Filter.parse(wanted, catalog()));
        } catch (BadFilter problem) {
            return FilterState.Invalid.of(wanted, problem);
        }
    }

    private Catalog catalog() throws RowbackException {
        ZoneId wanted = zone;
        Optional<Catalog> held = known;
        Catalog found = held.isPresent() ? held.get() : Catalog.of(history, wanted);
        Catalog here = found.zone().equals(wanted) ? found : found.in(wanted);
        known = Optional.of(here);
        return here;
    }

    private void fail(RowbackException failure) {
        if (!(failure instanceof RowbackException.Cancelled)) {
            rested.set(
                    new FilterState.Invalid(
                            text.get(), String.valueOf(failure.getMessage()), 0, 0, List.of()));
        }
    }
}
