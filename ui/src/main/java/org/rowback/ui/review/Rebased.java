package org.rowback.ui.review;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.patch.PatchBundle;
import org.rowback.history.patch.SignOffs;
import org.rowback.history.query.History;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RevertPlanner;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;

/// What a patch was made from, planned anew with all that the case holds now, and how that differs.
public record Rebased(RevertPlan plan, PlanDifference difference) {
    /// Takes the sign-offs that hold still to the patch that was written in place of an earlier one.
    public void carry(Path earlier, Path directory) throws RowbackException {
        SignOffs.carry(SignOffs.of(earlier), difference, directory, plan.id());
    }

    /// Called on a worker.
    ///
    /// @throws RowbackException.BadInput where the patch is of another case
    static Rebased of(History history, PatchBundle bundle, ImportMonitor monitor)
            throws RowbackException {
        Set<String> here =
                history.sources().stream().map(Source::sha256).collect(Collectors.toSet());
        boolean known =
                bundle.evidence().isEmpty()
                        || bundle.evidence().stream().anyMatch(e -> here.contains(e.sha256()));
        if (!known) {
            throw new RowbackException.BadInput(Text.of("review.other.case"));
        }
        EarlierPatch earlier = bundle.patch();
        RevertPlan plan =
                RevertPlanner.plan(
                        history,
                        earlier.selection(history, ZoneOffset.UTC),
                        earlier.options(),
                        monitor);
        return new Rebased(plan, PlanDifference.of(earlier, plan));
    }
}
