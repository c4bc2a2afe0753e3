package org.rowback.history.revert;

import org.rowback.history.check.TableChecks;
import org.rowback.history.model.Check;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.partition.PartitionFinder;
import org.rowback.history.partition.Place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CHECK constraints and partitions of the rows that statements leave: a column that is put back beside one that is kept may be what
/// no CHECK allows.
public final class Constraints {
    private static final ColumnValue OPEN = new ColumnValue.NotLogged("it is changed in place");

    private final Map<Integer, TableChecks> tables = new HashMap<>();
    private final Map<Integer, PartitionFinder> partitions = new HashMap<>();

    /// The row that a statement leaves, in the columns of its table; what is not known of it is said so.
    static List<ColumnValue> after(PlannedRow row, Undo undo) {
        SchemaVersion schema = undo.schema();
        boolean known =
                undo.kind() == Undo.Kind.UPDATE && row.now().size() == schema.columns().size();
        List<ColumnValue> after =
                known
                        ? new ArrayList<>(row.now())
                        : new ArrayList<>(Collections.nCopies(schema.columns().size(), OPEN));
        for (int i = 0; i < after.size(); i++) {
            if (schema.columns().get(i).isGenerated()) {
                after.set(i, OPEN);
            }
        }
        undo.set().forEach(c -> after.set(schema.indexOf(c.name()), c.value()));
        undo.inPlace().forEach(c -> after.set(schema.indexOf(c.name()), OPEN));
        return after;
    }

    /// The CHECK that refuses what a statement leaves; empty where none does, as far as that is judged here.
    public Optional<Check> refusing(PlannedRow row, Undo undo) {
        if (undo.schema().checks().isEmpty() || undo.kind() == Undo.Kind.DELETE) {
            return Optional.empty();
        }
        return checks(row, undo).refusing(after(row, undo));
    }

    private TableChecks checks(PlannedRow row, Undo undo) {
        return tables.computeIfAbsent(row.tableId(), _ -> new TableChecks(undo.schema()));
    }

    /// The CHECKs that only the server can judge of what a statement leaves.
    public List<Check> open(PlannedRow row, Undo undo) {
        return undo.schema().checks().isEmpty()
                        || undo.kind() == Undo.Kind.DELETE
                        || Quarantine.holds(row)
                ? List.of()
                : checks(row, undo).open(after(row, undo));
    }

    /// Takes a row out of the patch that a CHECK or the table's partitions would refuse, unless the user waived that.
    PlannedRow judge(PlannedRow row, RevertOptions options) {
        Optional<String> refusal =
                row.undo().flatMap(u -> broken(row, u).or(() -> homeless(row, u)));
        return refusal.isEmpty() ? row : refused(row, refusal.get(), options);
    }

    static PlannedRow refused(PlannedRow row, String reason, RevertOptions options) {
        return options.isWaived(row)
                ? row.waived(reason)
                : row.refused(RowState.BLOCKED, reason, List.of());
    }

    private Optional<String> broken(PlannedRow row, Undo undo) {
        boolean mixed =
                row.cells().stream().anyMatch(c -> !c.fate().isWritten())
                        && undo.kind() == Undo.Kind.UPDATE;
        return refusing(row, undo)
                .map(
                        check ->
                                TableChecks.text(check)
                                        + " would not hold"
                                        + (mixed
                                                ? ": what is put back does not go with what is kept"
                                                : " of the row as it is to be"));
    }

    /// Of a row that no partition takes.
    private Optional<String> homeless(PlannedRow row, Undo undo) {
        boolean isHomeless =
                undo.kind() != Undo.Kind.DELETE
                        && undo.schema().partitions().isKnown()
                        && partitions
                                        .computeIfAbsent(
                                                row.tableId(),
                                                _ -> new PartitionFinder(undo.schema()))
                                        .of(after(row, undo))
                                instanceof Place.Nowhere;
        return isHomeless
                ? Optional.of(
                        "no partition of "
                                + undo.schema().table()
                                + " takes it now: add one and plan anew")
                : Optional.empty();
    }
}
