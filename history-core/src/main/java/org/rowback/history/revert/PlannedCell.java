package org.rowback.history.revert;

import org.rowback.history.document.PathEdit;
import org.rowback.history.model.ColumnValue;

/// What a plan says of one column that the selection changed.
///
/// @param target the value before the bad writes (of the last unbroken run of them)
/// @param bad the value that the last bad write left
/// @param head the value now, as the log proves
/// @param by the change that matters: for KEPT and ALREADY the later write, else the last bad one; 0 where none
/// @param reason why, in one phrase; empty for UNDO
public record PlannedCell(
        String column,
        Fate fate,
        ColumnValue target,
        ColumnValue bad,
        ColumnValue head,
        long by,
        String reason) {

    /// How the reason of a column begins that good writes moved since.
    public static final String BY_DIFFERENCE = "by difference";

    /// How the reason of a document begins of which good writes changed other parts since.
    public static final String BY_PATH = "by path";

    /// The same column, changed in place whatever else it holds.
    PlannedCell inPlace(InPlace change) {
        String how =
                switch (change) {
                    case InPlace.Difference _ -> "the column is moved, not set";
                    case InPlace.Document d ->
                            "put back "
                                    + String.join(
                                            ", ", d.edits().stream().map(PathEdit::text).toList());
                };
        return new PlannedCell(
                column,
                fate,
                target,
                bad,
                head,
                by,
                (reason.isEmpty() ? BY_DIFFERENCE : reason) + "; " + how);
    }

    /// What becomes of the column.
    public enum Fate {
        /// It is put back.
        UNDO("put back"),
        /// A later write set it again: that value stays.
        KEPT("kept"),
        /// A later write put it back.
        ALREADY("already back"),
        /// What it was is not proven: left as it is.
        UNPROVABLE("unprovable"),
        /// The user asked for other columns only.
        NOT_ASKED("not asked for");

        private final String label;

        Fate(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
