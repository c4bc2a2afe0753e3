package org.rowback.ui.patch;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchSummary;
import org.rowback.history.patch.PatchWriter;
import org.rowback.history.query.History;
import org.rowback.history.report.Mask;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.Simulator;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.ShellText;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Writes the patch's files into a folder that the user names.
public final class ExportViewModel {
    /// What every export writes, in the order in which the files are used.
    public static final List<String> FILES =
            List.of(
                    "preflight.sql",
                    "apply.sql",
                    "verify.sql",
                    "inverse.sql",
                    "report.html",
                    "rows.csv",
                    "decisions.json",
                    "plan.json");

    /// What is done with a patch as soon as it is written, on the worker that wrote it.
    public interface Afterwards {
        Afterwards NOTHING = _ -> {};

        void written(Path directory) throws RowbackException;
    }

    /// How the export stands.
    public sealed interface State {
        record Asking() implements State {}

        record Writing(Progress progress) implements State {}

        record Written(PatchSummary summary) implements State {}

        /// One sentence.
        record Failed(String message) implements State {}
    }

    private final History history;
    private final RevertPlan plan;
    private final Optional<Simulation> tried;
    private final Optional<Path> probes;
    private final MaskViewModel mask;
    private final StringProperty by = new SimpleStringProperty(System.getProperty("user.name", ""));
    private final Path file;
    private final Afterwards afterwards;
    private final Lane lane;
    private final ObjectProperty<Path> folder;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Asking());

    /// @param tried what the plan's statements would do, where that is known already
    /// @param probes what a preflight found, where the plan rests on that
    /// @param beside the case's file: the patch lies beside it unless the user says otherwise
    public ExportViewModel(
            History history,
            RevertPlan plan,
            Optional<Simulation> tried,
            Optional<Path> probes,
            Path beside,
            Afterwards afterwards,
            TaskRunner tasks) {
        this.history = history;
        this.plan = plan;
        this.tried = tried;
        this.probes = probes;
        this.mask = new MaskViewModel(plan, tasks);
        this.file = beside;
        this.afterwards = afterwards;
        lane = tasks.lane();
        String id = plan.id().length() > 8 ? plan.id().substring(0, 8) : plan.id();
        folder = new SimpleObjectProperty<>(beside.toAbsolutePath().resolveSibling("patch-" + id));
    }

    public RevertPlan plan() {
        return plan;
    }

    /// The files that this export writes, in the order in which they are used.
    public List<String> files() {
        boolean prepares =
                plan.options().collisions() == RevertOptions.Collisions.QUARANTINE
                        && plan.statementCount() > 0
                        && Quarantine.holds(plan.statements().getLast());
        return prepares ? Stream.concat(Stream.of("prepare.sql"), FILES.stream()).toList() : FILES;
    }

    /// What reviewers do not see.
    public MaskViewModel mask() {
        return mask;
    }

    /// Who plans the patch; the report says so.
    public StringProperty by() {
        return by;
    }

    /// Where the files go; created where it does not exist.
    public ObjectProperty<Path> folder() {
        return folder;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// Why nothing can be written; empty where it can.
    public Optional<String> blocked() {
        return blocked(plan);
    }

    /// Why a plan cannot be written; empty where it can.
    public static Optional<String> blocked(RevertPlan plan) {
        return plan.statementCount() == 0
                ? Optional.of(Text.of("patch.blocked.nothing"))
                : PatchViewModel.refusal(plan);
    }

    public void write() {
        Path target = folder.get();
        Set<String> hidden = mask.masked().get();
        String planner = by.get().strip();
        state.set(new State.Writing(Progress.NONE));
        lane.ask(
                monitor -> {
                    Simulation simulation =
                            tried.isPresent() ? tried.get() : Simulator.run(history, plan, monitor);
                    PatchSummary summary =
                            PatchWriter.write(
                                    plan,
                                    target,
                                    Dialect.forServer(plan.server()),
                                    new ReportContext(
                                            command(target, hidden),
                                            Optional.of(simulation),
                                            new Mask(hidden),
                                            "UTC",
                                            planner),
                                    monitor);
                    afterwards.written(target);
                    return summary;
                },
                progress -> state.set(new State.Writing(progress)),
                summary -> state.set(new State.Written(summary)),
                this::fail);
    }

    /// What plans the same again from the folder: its plan.json says what was selected, its decisions.json what was decided.
    private String command(Path target, Set<String> hidden) {
        StringBuilder text = new StringBuilder("rowback revert ");
        text.append(ShellText.quote(file.toString()));
        text.append(" --rebase ").append(ShellText.quote(target.toString()));
        text.append(" --out ").append(ShellText.quote(target + "-again"));
        probes.ifPresent(
                path -> text.append(" --probe-results ").append(ShellText.quote(path.toString())));
        if (!hidden.isEmpty()) {
            text.append(" --mask ")
                    .append(ShellText.quote(String.join(",", hidden.stream().sorted().toList())));
        }
        return text.toString();
    }

    public void cancel() {
        lane.stop();
    }

    private void fail(RowbackException failure) {
        state.set(
                failure instanceof RowbackException.Cancelled
                        ? new State.Asking()
                        : new State.Failed(String.valueOf(failure.getMessage())));
    }
}
