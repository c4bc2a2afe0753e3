package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;

/// Plans the undo of selected changes from the log alone.
public final class RevertPlanner {
    private RevertPlanner() {}

    /// Plans. The plan may hold conflicts; whether it may be exported says [RevertPlan#refusal()].
    ///
    /// @throws RowbackException.BadInput where nothing is selected
    public static RevertPlan plan(
            History history, Selection selection, RevertOptions options, ImportMonitor monitor)
            throws RowbackException {
        return new Planning(history, selection, options, monitor).plan();
    }
}
