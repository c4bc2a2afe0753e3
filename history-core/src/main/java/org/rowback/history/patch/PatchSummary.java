package org.rowback.history.patch;

import org.rowback.history.revert.RowState;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What an export wrote.
///
/// @param statements how many statements `apply.sql` has
/// @param rows how many rows are in each state
/// @param files in the order of their use
public record PatchSummary(
        Path directory,
        String patchId,
        long statements,
        Map<RowState, Long> rows,
        List<PatchFile> files) {
    public PatchSummary {
        files = List.copyOf(files);
    }

    /// @param sha256 hexadecimal
    public record PatchFile(String name, long bytes, String sha256) {}
}
