package org.rowback.history.patch;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A patch as somebody reads it who has its directory and nothing else: what it says of itself, and samples of its rows.
///
/// @param patch what it was planned from
/// @param description what selected its changes, for people
/// @param plannedBy empty where nobody says so
/// @param statements how many rows have a statement
/// @param rows how many rows it tells of
/// @param warnings one sentence each
/// @param evidence the logs that it was made from
/// @param tables by name
public record PatchBundle(
        EarlierPatch patch,
        String description,
        String plannedBy,
        long statements,
        long rows,
        List<String> warnings,
        List<Evidence> evidence,
        List<Table> tables) {
    /// A log.
    ///
    /// @param sha256 hexadecimal
    public record Evidence(String name, String sha256) {}

    /// What a patch does to a table.
    ///
    /// @param states how many of its rows are in each state
    /// @param samples some rows of each state, by number
    public record Table(String name, Map<String, Long> states, List<Sample> samples) {}

    /// A row of the patch.
    ///
    /// @param number from 1 in the order of the patch
    /// @param settled how what stands in its way is settled
    /// @param proof how well the evidence carries it; empty where there is nothing to carry
    /// @param operation `insert`, `update` or `delete`; empty where there is no statement
    /// @param sql its part of `apply.sql`; empty where there is none
    public record Sample(
            int number,
            String table,
            String key,
            String state,
            String settled,
            String reason,
            String proof,
            String operation,
            List<Column> columns,
            String sql) {
        Sample with(String text) {
            return new Sample(
                    number, table, key, state, settled, reason, proof, operation, columns, text);
        }
    }

    /// A column of a row: its values are empty where there is no row.
    ///
    /// @param fate what becomes of it
    public record Column(
            String name,
            String fate,
            Optional<ColumnValue> before,
            Optional<ColumnValue> bad,
            Optional<ColumnValue> now,
            Optional<ColumnValue> after) {}

    /// Reads a patch; its files are only read.
    ///
    /// @param draw other samples for another number
    /// @throws RowbackException.BadInput where the directory holds no patch, or one that cannot be read
    public static PatchBundle read(Path directory, long draw, ImportMonitor monitor)
            throws RowbackException {
        return new PatchBundleReader(EarlierPatch.read(directory), draw, monitor).read();
    }
}
