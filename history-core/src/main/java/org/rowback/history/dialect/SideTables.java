package org.rowback.history.dialect;

import org.rowback.history.model.TableName;
import org.rowback.history.revert.Marks;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tables of Rowback's own that a patch writes to, beside those that it puts right.
///
/// @param marks what was undone by a difference ([Marks]): made by the patch where there are none
/// @param quarantines by the table whose rows they keep ([Quarantine]): made before the patch
public record SideTables(List<TableName> marks, SortedMap<TableName, TableName> quarantines) {
    public static final SideTables NONE = new SideTables(List.of(), new TreeMap<>());

    /// Those of a plan. Reads its statements where its options allow for any.
    public static SideTables of(RevertPlan plan) {
        RevertOptions options = plan.options();
        if (options.relative().isEmpty()
                && options.collisions() != RevertOptions.Collisions.QUARANTINE) {
            return NONE;
        }
        SortedSet<TableName> marks = new TreeSet<>();
        SortedMap<TableName, TableName> quarantines = new TreeMap<>();
        for (PlannedRow row : plan.statements()) {
            Undo undo = row.undo().orElseThrow();
            if (!undo.marks().isEmpty()) {
                marks.add(Marks.tableFor(undo.table()));
            }
            if (Quarantine.holds(row)) {
                quarantines.put(row.table(), undo.table());
            }
        }
        return new SideTables(List.copyOf(marks), quarantines);
    }

    /// All of them.
    List<TableName> all() {
        return java.util.stream.Stream.concat(marks.stream(), quarantines.values().stream())
                .toList();
    }
}
