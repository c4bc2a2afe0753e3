package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The claims of a plan's rows, by value; and the one way in which a row is taken out because of them.
final class PlanClaims {
    private final PlannedRows rows;
    private final StatementOrder order;
    private final RevertOptions options;
    private final BitSet claiming;
    private final Map<Claim.Kind, LongLists> byHash = new EnumMap<>(Claim.Kind.class);
    private final LongLists byLineage = new LongLists();

    PlanClaims(PlannedRows rows, StatementOrder order, RevertOptions options) {
        this.rows = rows;
        this.order = order;
        this.options = options;
        this.claiming = (BitSet) rows.withClaims().clone();
        for (Claim.Kind kind : Claim.Kind.values()) {
            byHash.put(kind, new LongLists());
        }
        for (int i = claiming.nextSetBit(0); i >= 0; i = claiming.nextSetBit(i + 1)) {
            PlannedRow row = rows.get(i);
            byLineage.add(row.lineage(), i);
            for (Claim claim : row.claims()) {
                of(claim.kind()).add(claim.hash(), i);
            }
        }
    }

    /// Places of the rows that had claims at first, rising.
    BitSet all() {
        return claiming;
    }

    /// Places of the rows that have claims now, rising.
    BitSet claiming() {
        return rows.withClaims();
    }

    PlannedRow row(int place) {
        return rows.get(place);
    }

    /// Places of the rows of a lineage.
    int[] ofLineage(long lineage) {
        return byLineage.of(lineage);
    }

    private LongLists of(Claim.Kind kind) {
        return Objects.requireNonNull(byHash.get(kind));
    }

    /// Places of the rows that have a claim to the same value.
    int[] who(Claim.Kind kind, Claim claim) {
        return of(kind).of(claim.hash());
    }

    /// Takes a row out of the patch, unless the user waived what stands in its way.
    void conflict(int i, String reason, List<Witness> witnesses) throws RowbackException {
        PlannedRow row = rows.get(i);
        if (row.undo().isEmpty()) {
            return;
        }
        if (options.isWaived(row)) {
            rows.replace(i, row.waived(reason));
        } else {
            order.refuse(rows, i, RowState.BLOCKED, reason, witnesses);
        }
    }

    /// Whether the user decided that a row is undone whatever good hands wrote.
    boolean isReverted(Replay.Row row) {
        List<ColumnValue> key =
                Arrays.stream(row.head().keyColumns()).mapToObj(row.fold()::now).toList();
        return options.decisions()
                .of(
                        row.head().table(),
                        show(key),
                        id -> row.versions().stream().anyMatch(v -> v.id() == id))
                .isReverted();
    }

    static String show(List<ColumnValue> values) {
        return new RowKey(values, false).toString();
    }
}
