package org.rowback.history.revert;

import org.rowback.history.document.PathEdit;
import org.rowback.history.model.ColumnValue;

/// What a plan says of one column that the selection changed.
///
/// @param before the value before the bad writes (of the last unbroken run of them)
/// @param target what it is to hold: the same, unless moved by later differences or the user's own
/// @param bad the value that the last bad write left
/// @param head the value now, as the log proves
/// @param by the change that matters: for KEPT and ALREADY the later write, else the last bad one; 0 where none
/// @param later the last good write of the column since, 0 where none
/// @param decided whether the user decided it
/// @param reason why, in one phrase; empty for UNDO
public record PlannedCell(
        String column,
        Fate fate,
        ColumnValue before,
        ColumnValue target,
        ColumnValue bad,
        ColumnValue head,
        long by,
        long later,
        boolean decided,
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
        return with(fate, target, (reason.isEmpty() ? BY_DIFFERENCE : reason) + "; " + how);
    }

    /// What becomes of the column.
    public enum Fate {
        /// It is put back.
        UNDO("put back"),
        /// It is put back although a later write set it again.
        ANYWAY("put back anyway"),
        /// It gets a value that the user gave.
        OWN("own value"),
        /// It gets a key that no row has, for one that another row has taken; or it refers to the row with that key.
        NEW_KEY("new key"),
        /// It stays: a later write set it again, or the user leaves it.
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

        /// Whether the patch writes the column.
        public boolean isWritten() {
            return this == UNDO || this == ANYWAY || this == OWN || this == NEW_KEY;
        }
    }

    /// Whether it holds something else than the bad write left: the conflict by value.
    public boolean isOtherValue() {
        return !Values.same(bad, head);
    }

    /// Whether good hands wrote it since, whatever it holds now: the conflict by history.
    public boolean isWrittenSince() {
        return later != 0;
    }

    /// Whether it is a later value that stays.
    boolean isConflict() {
        return fate == Fate.KEPT && isWrittenSince();
    }

    PlannedCell with(Fate newFate, ColumnValue newTarget, String newReason) {
        return new PlannedCell(
                column, newFate, before, newTarget, bad, head, by, later, decided, newReason);
    }

    /// The same as the user decided it.
    PlannedCell decided(Fate newFate, ColumnValue newTarget, String newReason) {
        return new PlannedCell(
                column, newFate, before, newTarget, bad, head, by, later, true, newReason);
    }
}
