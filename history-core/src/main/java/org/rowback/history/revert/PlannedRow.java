package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.ties.CauseEdge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A row that the selection touched: what becomes of it, and why.
///
/// @param number from 1 in the order of the patch; 0 while it is planned
/// @param tableId the case's id of its table
/// @param schema the table as it is now
/// @param key names the row now (or last), for people
/// @param resolution how what stands in its way is settled
/// @param reason one sentence: why it is in this state
/// @param cells columns that the selection changed, with what becomes of each; empty where the whole row comes or goes
/// @param undo the statement; empty where there is nothing to write
/// @param derived whether the row was changed by a foreign key's action that the log does not hold
/// @param waiver what the user waived, empty where nothing
/// @param lastBad id of the last selected change that touched it
/// @param witnesses the changes that this rests on; of very many only the first and last
/// @param lineage id of the first change of the row in the evidence
/// @param claims what its statement takes and frees of keys and references
/// @param detour which columns go through NULL on the way
/// @param now the row as it is before the patch, in the columns of `schema`; empty where there is none
public record PlannedRow(
        int number,
        int tableId,
        SchemaVersion schema,
        String key,
        RowState state,
        Resolution resolution,
        String reason,
        List<PlannedCell> cells,
        Optional<Undo> undo,
        boolean derived,
        String waiver,
        long lastBad,
        List<Witness> witnesses,
        long lineage,
        List<Claim> claims,
        Detour detour,
        List<ColumnValue> now) {
    public PlannedRow {
        cells = List.copyOf(cells);
        witnesses = List.copyOf(witnesses);
        claims = List.copyOf(claims);
        now = List.copyOf(now);
    }

    public TableName table() {
        return schema.table();
    }

    /// Whether it keeps a strict plan from being exported.
    public boolean isOpen() {
        return resolution == Resolution.OPEN;
    }

    /// Whether the user decided something of it.
    public boolean isDecided() {
        return resolution == Resolution.BY_USER
                || !waiver.isEmpty()
                || cells.stream().anyMatch(PlannedCell::decided);
    }

    /// The good change that wrote it last since; empty where none did.
    public Optional<Witness> writtenSince() {
        return witnesses.stream().filter(Witness::isLaterWrite).findFirst();
    }

    /// What depends on its bad writes, or followed from them: by the rules, and between the changes, of the causes of its
    /// last bad write before each.
    public List<CauseEdge> ties() {
        return PlannedTies.of(this);
    }

    PlannedRow numbered(int newNumber) {
        return copy(newNumber, state, resolution, reason, undo, waiver, witnesses, claims, detour);
    }

    PlannedRow with(Optional<Undo> newUndo, List<Claim> newClaims) {
        return copy(
                number, state, resolution, reason, newUndo, waiver, witnesses, newClaims, detour);
    }

    /// The same row, whose columns the server puts back when it puts back the parent.
    PlannedRow leaving(Set<String> columns) {
        return with(undo.map(u -> u.leaving(columns)), claims);
    }

    PlannedRow with(Detour newDetour) {
        return copy(number, state, resolution, reason, undo, waiver, witnesses, claims, newDetour);
    }

    /// The same row, decided again.
    PlannedRow decided(
            RowState newState,
            Resolution newResolution,
            String newReason,
            List<PlannedCell> newCells,
            Optional<Undo> newUndo,
            List<Claim> newClaims,
            List<ColumnValue> found) {
        return new PlannedRow(
                number,
                tableId,
                schema,
                key,
                newState,
                newResolution,
                newReason,
                newCells,
                newUndo,
                derived,
                waiver,
                lastBad,
                witnesses,
                lineage,
                newClaims,
                detour,
                found);
    }

    /// The same row, taken out of the patch.
    PlannedRow refused(RowState newState, String newReason, List<Witness> more) {
        List<Witness> all = new ArrayList<>(witnesses);
        all.addAll(more);
        return copy(
                number,
                newState,
                Resolution.OPEN,
                newReason,
                Optional.empty(),
                waiver,
                all,
                List.of(),
                Detour.NONE);
    }

    /// The same row, kept in the patch because the user waived what stands in its way.
    PlannedRow waived(String what) {
        return copy(
                number, state, Resolution.BY_USER, reason, undo, what, witnesses, claims, detour);
    }

    private PlannedRow copy(
            int newNumber,
            RowState newState,
            Resolution newResolution,
            String newReason,
            Optional<Undo> newUndo,
            String newWaiver,
            List<Witness> newWitnesses,
            List<Claim> newClaims,
            Detour newDetour) {
        return new PlannedRow(
                newNumber,
                tableId,
                schema,
                key,
                newState,
                newResolution,
                newReason,
                cells,
                newUndo,
                derived,
                newWaiver,
                lastBad,
                newWitnesses,
                lineage,
                newClaims,
                newDetour,
                now);
    }
}
