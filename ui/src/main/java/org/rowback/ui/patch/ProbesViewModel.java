package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.ProbeReader;
import org.rowback.history.revert.ProbeResults;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `preflight.sql` printed on the server, brought back: conflicts are decided again on the values found there.
public final class ProbesViewModel {
    /// What is known of the server.
    public sealed interface State {
        /// Nothing was brought back.
        record Nothing() implements State {}

        /// A file is being read.
        record Reading(Path file) implements State {}

        /// Why a file cannot be used: one sentence.
        record Failed(String message) implements State {}

        /// It was read.
        ///
        /// @param said what came of it, in one sentence
        /// @param applies whether the plan rests on it
        record Brought(Path file, String said, boolean applies) implements State {}
    }

    private final Lane reading;
    private final Runnable planAnew;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Nothing());
    private final ReadOnlyObjectWrapper<List<Drift>> drifts =
            new ReadOnlyObjectWrapper<>(List.of());
    private Optional<ProbeResults> results = Optional.empty();
    private Path file = Path.of("");

    /// @param planAnew has the patch planned again
    ProbesViewModel(TaskRunner tasks, Runnable planAnew) {
        reading = tasks.lane();
        this.planAnew = planAnew;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// What is not as planned, in the order of the patch.
    public ReadOnlyObjectProperty<List<Drift>> drifts() {
        return drifts.getReadOnlyProperty();
    }

    /// The file that the plan rests on.
    public Optional<Path> used() {
        return state.get() instanceof State.Brought brought && brought.applies()
                ? Optional.of(brought.file())
                : Optional.empty();
    }

    /// Reads a file and has the patch planned again on what it says.
    public void bring(Path from) {
        state.set(new State.Reading(from));
        reading.ask(
                _ -> ProbeReader.read(from),
                read -> {
                    results = Optional.of(read);
                    file = from;
                    planAnew.run();
                },
                this::failed);
    }

    /// Plans by the log alone again.
    public void forget() {
        reading.cancel();
        boolean was = results.isPresent();
        results = Optional.empty();
        drifts.set(List.of());
        state.set(new State.Nothing());
        if (was) {
            planAnew.run();
        }
    }

    Optional<ProbeResults> results() {
        return results;
    }

    /// Hears what was planned.
    void planned(ProbedPlan now) {
        drifts.set(now.drifts());
        if (results.isPresent()) {
            state.set(new State.Brought(file, say(now, results.get()), now.decided().isPresent()));
        }
    }

    /// Hears that nothing is planned: results stay until something is.
    void unplanned() {
        drifts.set(List.of());
        if (results.isPresent()) {
            state.set(new State.Brought(file, Text.of("probes.unplanned"), false));
        }
    }

    private static String say(ProbedPlan now, ProbeResults results) {
        if (now.decided().isEmpty()) {
            return Text.of("probes.other", results.patchId(), now.asked());
        }
        int rows = results.rows().size();
        return rows == 0
                ? Text.of("probes.same", results.patchId())
                : Text.of("probes.drifted", results.patchId(), Figures.count(rows, "row"));
    }

    private void failed(RowbackException failure) {
        boolean was = results.isPresent();
        results = Optional.empty();
        drifts.set(List.of());
        state.set(new State.Failed(String.valueOf(failure.getMessage())));
        if (was) {
            planAnew.run();
        }
    }
}
