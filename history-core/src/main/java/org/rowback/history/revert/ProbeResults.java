package org.rowback.history.revert;

import java.util.List;
import java.util.Map;

/// What a preflight printed, read back.
///
/// @param patchId of the patch whose preflight it was
/// @param sha256 of the file, hexadecimal
/// @param rows those that were not as planned, by the number of their statement
public record ProbeResults(String patchId, String sha256, Map<Integer, Row> rows) {
    public ProbeResults {
        rows = Map.copyOf(rows);
    }

    /// How a row was found.
    ///
    /// @param isAlready whether it was as the patch would leave it
    /// @param isThere whether a row with its key was there
    /// @param cells what each of [Undo#probed()] held; empty where not told
    /// @param refusal which CHECK refuses what the patch would leave, of a row that is as planned; else empty
    public record Row(boolean isAlready, boolean isThere, List<Found> cells, String refusal) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// What a column held.
    public sealed interface Found {
        /// The bad value, as planned.
        record Bad() implements Found {}

        /// The value that the patch would put back.
        record Target() implements Found {}

        /// Another one: NULL.
        record Null() implements Found {}

        /// Another one, as the server prints it; long ones are cut.
        record Other(String text) implements Found {}
    }
}
