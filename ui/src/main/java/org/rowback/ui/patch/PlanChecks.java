package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.query.History;
import org.rowback.history.revert.CollisionOutcome;
import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.RelativeOutcomes;
import org.rowback.history.revert.RevertOptions.Collisions;
import org.rowback.history.revert.RevertOptions.Mode;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.history.revert.Selection;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.util.Map;
import java.util.Optional;

/// What is worked out of a plan once it stands: what the other modes would come to, and what each statement would do.
public final class PlanChecks {
    private final History history;
    private final Lane comparing;
    private final Lane colliding;
    private final Lane relating;
    private final Lane simulating;
    private final ReadOnlyObjectWrapper<Map<Mode, ModeOutcome>> outcomes =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<Collisions, CollisionOutcome>> collisions =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Optional<RelativeOutcomes>> relative =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Simulation>> dryRun =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");

    PlanChecks(History history, TaskRunner tasks) {
        this.history = history;
        comparing = tasks.lane();
        colliding = tasks.lane();
        relating = tasks.lane();
        simulating = tasks.lane();
    }

    /// What each mode comes to; empty while that is not known.
    public ReadOnlyObjectProperty<Map<Mode, ModeOutcome>> outcomes() {
        return outcomes.getReadOnlyProperty();
    }

    /// What each word on collisions comes to; empty while that is not known, or where none makes a difference.
    public ReadOnlyObjectProperty<Map<Collisions, CollisionOutcome>> collisions() {
        return collisions.getReadOnlyProperty();
    }

    /// What keeping later differences comes to; empty while that is not known.
    public ReadOnlyObjectProperty<Optional<RelativeOutcomes>> relative() {
        return relative.getReadOnlyProperty();
    }

    /// What each statement would do on the rows that the log leaves; empty while that is not known.
    public ReadOnlyObjectProperty<Optional<Simulation>> dryRun() {
        return dryRun.getReadOnlyProperty();
    }

    /// Why one of them could not be worked out: one sentence, or empty.
    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    void forget() {
        comparing.cancel();
        colliding.cancel();
        relating.cancel();
        simulating.cancel();
        outcomes.set(Map.of());
        collisions.set(Map.of());
        relative.set(Optional.empty());
        dryRun.set(Optional.empty());
        problem.set("");
    }

    void check(RevertPlan plan, Selection selection) {
        simulating.ask(
                monitor -> Simulator.run(history, plan, monitor),
                simulation -> dryRun.set(Optional.of(simulation)),
                failure -> problem.set(String.valueOf(failure.getMessage())));
        comparing.ask(
                monitor -> RevertPlanner.compare(history, selection, plan, monitor),
                outcomes::set,
                failure -> problem.set(String.valueOf(failure.getMessage())));
        colliding.ask(
                monitor -> RevertPlanner.compareCollisions(history, selection, plan, monitor),
                collisions::set,
                failure -> problem.set(String.valueOf(failure.getMessage())));
        relating.ask(
                monitor -> RevertPlanner.compareRelative(history, selection, plan, monitor),
                found -> relative.set(Optional.of(found)),
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }
}
