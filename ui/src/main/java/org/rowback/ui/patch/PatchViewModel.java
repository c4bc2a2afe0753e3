package org.rowback.ui.patch;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.revert.ProbeResults;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.ui.Decisions;
import org.rowback.ui.changes.ChangePages;
import org.rowback.ui.fx.Delay;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Line;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The basket of bad changes and what undoing them comes to; planned anew, on a worker, whenever the basket changes.
public final class PatchViewModel {
    private static final long SETTLE_MILLIS = 120;

    /// What is known of the patch.
    public sealed interface Preview {
        /// Nothing is selected.
        record Nothing() implements Preview {}

        /// It is being planned.
        record Planning(Progress progress) implements Preview {}

        /// What it will do.
        record Ready(RevertPlan plan) implements Preview {}

        /// Why there is none: one sentence.
        record Failed(String message) implements Preview {}
    }

    private final History history;
    private final Delay delay;
    private final Lane planning;
    private final Gathering gathering;
    private final SelectionTrail trail;
    private final RowDecisions decisions;
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(new Preview.Nothing());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ObjectProperty<RevertOptions.Mode> mode =
            new SimpleObjectProperty<>(RevertOptions.Mode.STRICT);
    private final SqlPages pages;
    private final RelativeViewModel relative;
    private final ProbesViewModel probes;
    private final WaitingPatches waiting;
    private final PlanChecks checks;
    private final ObjectProperty<Optional<RowState>> shown =
            new SimpleObjectProperty<>(Optional.empty());
    private final KeptSelections kept;
    private Runnable pending = () -> {};

    /// @param line on which what the user decides is written down, in order
    public PatchViewModel(
            History history, Decisions journal, Line line, TaskRunner tasks, Delay delay) {
        this.history = history;
        this.delay = delay;
        planning = tasks.lane();
        gathering = new Gathering(tasks, this::add, said::set);
        trail =
                new SelectionTrail(
                        journal,
                        line,
                        this::show,
                        failure ->
                                said.set(
                                        Text.of(
                                                "basket.lost",
                                                String.valueOf(failure.getMessage()))));
        decisions = new RowDecisions(history, tasks.lane(), trail, said::set);
        checks = new PlanChecks(history, tasks);
        kept = new KeptSelections(history, journal, line, tasks, this::add, said::set);
        pages = new SqlPages(tasks, this::fail);
        relative = new RelativeViewModel(this);
        probes = new ProbesViewModel(tasks, this::plan);
        waiting = new WaitingPatches(history, journal, line, said::set);
        mode.subscribe((_, _) -> plan());
        trail.read();
    }

    public ReadOnlyObjectProperty<Basket> basket() {
        return trail.basket();
    }

    public ReadOnlyObjectProperty<Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /// The page of the patch's SQL that is read.
    public ReadOnlyObjectProperty<SqlPage> sql() {
        return pages.sql();
    }

    /// What was done last, for the status line.
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /// Says something else in the status line.
    public void say(String text) {
        said.set(text);
    }

    public IntegerProperty page() {
        return pages.page();
    }

    public ObjectProperty<RevertOptions.Mode> mode() {
        return mode;
    }

    /// The columns in which what later good writes added to a value, or took from it, can stay.
    public RelativeViewModel relative() {
        return relative;
    }

    /// What is worked out of the plan that is shown.
    public PlanChecks checks() {
        return checks;
    }

    /// The selections that the case keeps by name.
    public KeptSelections kept() {
        return kept;
    }

    /// What a preflight found on the server.
    public ProbesViewModel probes() {
        return probes;
    }

    /// The patches of this case that were written and wait.
    public WaitingPatches waiting() {
        return waiting;
    }

    public RevertOptions options() {
        return new RevertOptions(
                        mode.get(),
                        basket().get().waived().stream()
                                .mapToObj(id -> (long) id)
                                .collect(Collectors.toUnmodifiableSet()),
                        Set.of(),
                        basket().get().relative())
                .with(basket().get().collisions())
                .with(basket().get().decisions());
    }

    /// What is decided of rows.
    public RowDecisions decisions() {
        return decisions;
    }

    /// The state whose rows alone are shown; empty for all.
    public ObjectProperty<Optional<RowState>> shown() {
        return shown;
    }

    /// Puts a change in, or takes it out.
    public void toggle(long changeId) {
        if (changeId > 0) {
            trail.go(basket().get().toggling(changeId));
        }
    }

    /// Puts everything in that answers a question.
    ///
    /// @param rule the question, for people
    public void addAll(String rule, ChangePages answers) {
        gathering.ask(rule, answers);
    }

    /// Chooses what becomes of deleted rows that cannot come back to their place.
    public void collide(RevertOptions.Collisions word) {
        if (!basket().get().isEmpty() && word != basket().get().collisions()) {
            trail.go(new SelectionStep.Collide(word));
        }
    }

    /// Chooses the columns in which later differences stay: these and no others.
    void relate(Set<String> names) {
        if (!basket().get().isEmpty() && !names.equals(basket().get().relative())) {
            trail.go(new SelectionStep.Relate(names));
        }
    }

    public void clear() {
        if (!basket().get().isEmpty()) {
            trail.go(new SelectionStep.Clear());
        }
    }

    /// Takes the last step of the basket back.
    public void undo() {
        trail.undo();
    }

    public void redo() {
        trail.redo();
    }

    /// Why the patch cannot be exported now; empty where it can.
    public Optional<String> blocked() {
        return switch (preview.get()) {
            case Preview.Nothing _ -> Optional.of(Text.of("patch.blocked.empty"));
            case Preview.Planning _ -> Optional.of(Text.of("patch.blocked.planning"));
            case Preview.Failed failed -> Optional.of(failed.message());
            case Preview.Ready ready ->
                    ready.plan().statementCount() == 0
                            ? Optional.of(Text.of("patch.blocked.nothing"))
                            : refusal(ready.plan());
        };
    }

    /// What stands in the way of a strict patch, in the window's words.
    static Optional<String> refusal(RevertPlan plan) {
        return plan.refusal()
                .map(_ -> Text.of("patch.blocked.conflicts", Figures.count(plan.open(), "row")));
    }

    /// Whether the basket shown is the one of an earlier window, just read.
    public boolean isRestoring() {
        return trail.isRestoring();
    }

    private void show(Basket now) {
        said.set(
                now.isEmpty()
                        ? Text.of("basket.emptied")
                        : Text.of("basket.said", Figures.count(now.size(), "change")));
        plan();
    }

    private void plan() {
        pending.run();
        planning.cancel();
        checks.forget();
        if (basket().get().isEmpty()) {
            preview.set(new Preview.Nothing());
            probes.unplanned();
            pages.clear();
            return;
        }
        preview.set(new Preview.Planning(Progress.NONE));
        pending = delay.after(SETTLE_MILLIS, this::ask);
    }

    private void ask() {
        Basket selected = basket().get();
        RevertOptions options = options();
        Optional<ProbeResults> brought = probes.results();
        planning.ask(
                monitor -> ProbedPlan.of(history, selected, options, brought, monitor),
                progress -> preview.set(new Preview.Planning(progress)),
                planned -> {
                    preview.set(new Preview.Ready(planned.plan()));
                    probes.planned(planned);
                    checks.check(planned.plan(), selected);
                    pages.show(planned.plan());
                },
                this::fail);
    }

    private void fail(RowbackException failure) {
        if (!(failure instanceof RowbackException.Cancelled)) {
            preview.set(new Preview.Failed(String.valueOf(failure.getMessage())));
        }
    }

    /// Puts changes in, as one step.
    ///
    /// @param rule what they are, for people
    public void add(String rule, BitSet ids) {
        if (!ids.isEmpty()) {
            trail.go(new SelectionStep.Rule(rule, (BitSet) ids.clone()));
        }
    }
}
