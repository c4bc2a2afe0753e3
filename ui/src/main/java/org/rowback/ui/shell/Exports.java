package org.rowback.ui.shell;

import org.rowback.history.patch.PatchSummary;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.Simulation;
import org.rowback.ui.patch.ExportView;
import org.rowback.ui.patch.ExportViewModel;
import org.rowback.ui.patch.PatchViewModel;
import org.rowback.ui.review.Rebased;

import java.nio.file.Path;
import java.util.Optional;

/// The export dialog of an open case: for the patch that is composed, and for one that waited.
final class Exports {
    private final WindowContext context;
    private final WorkbenchViewModel model;

    Exports(WindowContext context, WorkbenchViewModel model) {
        this.context = context;
        this.model = model;
    }

    /// Asks where to write the patch that is composed, where there is one.
    void patch() {
        if (model.patch().preview().get() instanceof PatchViewModel.Preview.Ready ready) {
            ask(
                    ready.plan(),
                    model.patch()
                            .checks()
                            .dryRun()
                            .get()
                            .filter(run -> run.planId().equals(ready.plan().id())),
                    model.patch().probes().used(),
                    ExportViewModel.Afterwards.NOTHING);
        }
    }

    /// Asks where to write what a patch that waits comes to now; sign-offs that hold go with it.
    void anew(Rebased rebased) {
        Path earlier = model.review().bundle().orElseThrow().patch().directory();
        ask(
                rebased.plan(),
                Optional.empty(),
                Optional.empty(),
                directory -> rebased.carry(earlier, directory));
    }

    private void ask(
            RevertPlan plan,
            Optional<Simulation> tried,
            Optional<Path> probes,
            ExportViewModel.Afterwards afterwards) {
        ExportViewModel exporting =
                new ExportViewModel(
                        model.explorer().opened().history(),
                        plan,
                        tried,
                        probes,
                        model.explorer().opened().file(),
                        afterwards,
                        context.tasks());
        exporting.state().subscribe(this::note);
        context.show(
                new ExportView(
                        exporting,
                        new ExportView.Doors(
                                context::chooseFolder, context::openFolder, context::closeDialog)));
    }

    private void note(ExportViewModel.State state) {
        if (state instanceof ExportViewModel.State.Written(PatchSummary written)) {
            model.patch().waiting().note(written.directory(), written.patchId());
        }
    }
}
