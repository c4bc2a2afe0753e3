package org.rowback.ui.causes;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.query.History;
import org.rowback.history.ties.CauseGraph;
import org.rowback.history.ties.CauseNode;
import org.rowback.history.ties.Strength;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a change, or its whole transaction, is tied to; what is selected of it can be put into the patch.
public final class CausesViewModel {
    static final int DEEPEST = 4;

    private static final CauseGraph NOTHING = new CauseGraph(List.of(), List.of(), List.of());

    /// What the page shows.
    sealed interface State {
        /// Nothing was asked about.
        record Nothing() implements State {}

        /// The answer is looked for.
        record Asking(Progress progress) implements State {}

        /// There is an answer.
        record Found(CauseAnswer answer) implements State {}

        /// Why there is none: one sentence.
        record Failed(String message) implements State {}
    }

    private final History history;
    private final PatchViewModel patch;
    private final Lane lane;
    private final ObservableValue<TimeFormat> times;
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.BOTH);
    private final IntegerProperty depth = new SimpleIntegerProperty(2);
    private final BooleanProperty whole = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Nothing());
    private final ReadOnlyObjectWrapper<Layout> layout = new ReadOnlyObjectWrapper<>(Layout.NONE);
    private final ReadOnlyObjectWrapper<Set<Strength>> shown =
            new ReadOnlyObjectWrapper<>(EnumSet.allOf(Strength.class));
    private final ReadOnlyObjectWrapper<Set<Integer>> selected =
            new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ObservableList<TieRow> ties = FXCollections.observableArrayList();
    private final Set<Box.Id> open = new HashSet<>();
    private Optional<CauseAnswer> answer = Optional.empty();
    private long asked;

    public CausesViewModel(
            History history,
            PatchViewModel patch,
            TaskRunner tasks,
            ObservableValue<TimeFormat> times) {
        this.history = history;
        this.patch = patch;
        this.times = times;
        lane = tasks.lane();
        side.subscribe((_, _) -> ask());
        depth.subscribe((_, _) -> ask());
        whole.subscribe((_, _) -> ask());
    }

    /// Which way is looked.
    ObjectProperty<Side> side() {
        return side;
    }

    /// How many ties away, from 1 to [#DEEPEST].
    IntegerProperty depth() {
        return depth;
    }

    /// Whether the whole transaction is asked about.
    BooleanProperty whole() {
        return whole;
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Layout> layout() {
        return layout.getReadOnlyProperty();
    }

    /// The strengths of ties that graph and table show.
    ReadOnlyObjectProperty<Set<Strength>> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Nodes that are selected.
    ReadOnlyObjectProperty<Set<Integer>> selected() {
        return selected.getReadOnlyProperty();
    }

    /// What is asked about; empty where nothing is.
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// What was left out, or why there is nothing; empty where all is shown.
    public ReadOnlyStringProperty note() {
        return note.getReadOnlyProperty();
    }

    ObservableList<TieRow> ties() {
        return ties;
    }

    ObservableValue<TimeFormat> times() {
        return times;
    }

    PatchViewModel patch() {
        return patch;
    }

    CauseGraph graph() {
        return answer.map(CauseAnswer::graph).orElse(NOTHING);
    }

    /// What a box stands for, in one line.
    String nameOf(int box) {
        Box of = layout.get().boxes().get(box);
        return CauseTexts.name(graph(), of) + "   " + CauseTexts.tied(graph(), of);
    }

    /// How many changes the answer has.
    public int size() {
        return answer.map(a -> a.graph().nodes().size()).orElse(0);
    }

    /// Asks what a change is tied to.
    public void show(long change) {
        if (change != asked) {
            asked = change;
            take(Optional.empty());
        }
        ask();
    }

    /// Stops looking; what was found before stays.
    void cancel() {
        lane.cancel();
        note.set(Text.of("causes.stopped"));
        state.set(
                answer.<State>map(State.Found::new)
                        .orElse(new State.Failed(Text.of("causes.stopped"))));
    }

    private void ask() {
        if (asked <= 0) {
            return;
        }
        long change = asked;
        boolean all = whole.get();
        Side way = side.get();
        int steps = depth.get();
        state.set(new State.Asking(Progress.NONE));
        note.set("");
        lane.ask(
                monitor -> CauseAnswer.of(history, change, all, way, steps, monitor),
                progress -> state.set(new State.Asking(progress)),
                this::take,
                failure -> fail(String.valueOf(failure.getMessage())));
    }

    private void fail(String message) {
        note.set(message);
        state.set(new State.Failed(message));
    }

    private void take(Optional<CauseAnswer> found) {
        // Nothing may be painted of the one answer with the layout of the other.
        selected.set(Set.of());
        layout.set(Layout.NONE);
        answer = found;
        open.clear();
        title.set(found.map(CauseTexts::title).orElse(""));
        arrange();
        if (found.isEmpty()) {
            fail(Text.of("causes.gone"));
            return;
        }
        CauseAnswer now = found.get();
        note.set(
                now.graph().edges().isEmpty()
                        ? Text.of("causes.none", Figures.count(depth.get(), "step"))
                        : String.join("; ", now.cut()));
        state.set(new State.Found(now));
        if (!layout.get().boxes().isEmpty()) {
            select(0);
        }
    }

    private void arrange() {
        layout.set(
                answer.map(a -> Layout.of(Grouping.of(a.columns(), a.graph(), shown.get(), open)))
                        .orElse(Layout.NONE));
        ties.setAll(
                answer.map(
                                a ->
                                        a.graph().placed().stream()
                                                .filter(
                                                        e ->
                                                                shown.get()
                                                                        .contains(
                                                                                e.edge()
                                                                                        .strength()))
                                                .map(e -> TieRow.of(a, e))
                                                .toList())
                        .orElse(List.of()));
    }

    /// How many ties of a strength there are.
    long count(Strength strength) {
        return answer.map(
                        a ->
                                a.graph().edges().stream()
                                        .filter(e -> e.strength() == strength)
                                        .count())
                .orElse(0L);
    }

    /// Shows ties of a strength, or leaves them out.
    void toggle(Strength strength) {
        EnumSet<Strength> now = EnumSet.noneOf(Strength.class);
        now.addAll(shown.get());
        if (!now.remove(strength)) {
            now.add(strength);
        }
        shown.set(now);
        arrange();
    }

    /// Opens a group, of which its transactions or rows are shown then.
    void open(int box) {
        Box group = layout.get().boxes().get(box);
        if (group.isGroup()) {
            open.add(group.id());
            arrange();
            layout.get().boxOf(group.first()).ifPresent(this::select);
        }
    }

    /// Closes the group that a box came out of.
    void close(int box) {
        Box part = layout.get().boxes().get(box);
        if (open.remove(part.id().ofTransaction()) || open.remove(part.id().ofKind())) {
            arrange();
            layout.get().boxOf(part.first()).ifPresent(this::select);
        }
    }

    boolean isOpened(int box) {
        Box.Id id = layout.get().boxes().get(box).id();
        return open.contains(id.ofTransaction()) || open.contains(id.ofKind());
    }

    void select(int box) {
        selected.set(Set.copyOf(layout.get().boxes().get(box).members()));
    }

    /// Selects what is at the far ends of ties.
    void selectTies(Collection<TieRow> rows) {
        selected.set(rows.stream().map(TieRow::far).collect(Collectors.toUnmodifiableSet()));
    }

    /// The box that holds the first of what is selected.
    Optional<Integer> selectedBox() {
        return selected.get().stream().min(Integer::compare).flatMap(layout.get()::boxOf);
    }

    /// The change that is selected, or the first of those that are; 0 for none.
    public long selectedChange() {
        return selected.get().stream()
                .min(Integer::compare)
                .flatMap(i -> answer.map(a -> a.graph().nodes().get(i).change()))
                .orElse(0L);
    }

    /// All about what is selected; also what screen readers say.
    String selectionText() {
        return answer.map(a -> CauseTexts.selection(a, selected.get(), times.getValue()))
                .orElse("");
    }

    /// What of the selection can be put into the patch.
    Addition selection() {
        return answer.map(a -> Addition.of(nodes(a, selected.get()), picked(a), patch))
                .orElse(Addition.NONE);
    }

    /// What follows from what was asked about by more than guesses.
    Addition consequences() {
        return answer.map(
                        a ->
                                Addition.of(
                                        a.follow().stream()
                                                .mapToObj(a.graph().nodes()::get)
                                                .toList(),
                                        Text.of("causes.rule.follow", name(a)),
                                        patch))
                .orElse(Addition.NONE);
    }

    /// Puts changes into the patch, as one step that can be undone.
    void add(Addition addition) {
        patch.add(addition.rule(), addition.ids());
    }

    private static List<CauseNode> nodes(CauseAnswer answer, Set<Integer> indexes) {
        return indexes.stream().sorted().map(answer.graph().nodes()::get).toList();
    }

    private static String picked(CauseAnswer answer) {
        return Text.of("causes.rule.picked", name(answer));
    }

    private static String name(CauseAnswer answer) {
        return answer.whole()
                ? Text.of(
                        "causes.name.transaction", Long.toString(answer.start().transaction().id()))
                : Text.of("causes.name.change", Long.toString(answer.start().id()));
    }
}
