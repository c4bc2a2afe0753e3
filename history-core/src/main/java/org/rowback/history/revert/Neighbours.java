package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The rows outside a plan that its statements meet: parents that they need, rows that hold a unique value which they
/// take, children of what they free. Reads them as the log leaves them.
public final class Neighbours {
    /// So many rows are looked up by their keys; of more, their tables are read once.
    private static final int LOOK_UPS = 2_000;

    /// Takes a row that is there before the patch.
    public interface Found {
        /// @param values in the columns of the table's newest schema version
        void row(int tableId, SchemaVersion schema, ColumnValue[] values) throws RowbackException;
    }

    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final ImportMonitor monitor;

    private final LongSet planned = new LongSet();
    private final LongSet taken = new LongSet();
    private final LongSet seen = new LongSet();
    private final BitSet known = new BitSet();
    private int lookUps;

    public Neighbours(History history, Tables tables, ImportMonitor monitor)
            throws RowbackException {
        this.history = history;
        this.tables = tables;
        this.monitor = monitor;
        this.replay = new Replay(history, tables, _ -> false);
    }

    /// Finds them all.
    public void find(RevertPlan plan, Found found) throws RowbackException {
        for (PlannedRow row : plan.statements()) {
            planned.add(row.lineage());
            for (Claim claim : row.claims()) {
                if (claim.kind() == Claim.Kind.TAKES) {
                    taken.add(claim.hash());
                } else if (claim.kind() == Claim.Kind.FREES) {
                    seen.add(claim.hash());
                }
                lookUps += isKey(claim.tableId(), claim.columns()) ? 1 : 0;
            }
        }
        ValueScan scan = new ValueScan();
        for (PlannedRow row : plan.statements()) {
            for (Claim claim : row.claims()) {
                want(claim, scan, found);
            }
        }
        if (!scan.isEmpty()) {
            BitSet hits = new BitSet();
            scan.run(history, monitor, c -> hits.set(Math.toIntExact(c.id())), seen::add);
            for (int id = hits.nextSetBit(0); id >= 0; id = hits.nextSetBit(id + 1)) {
                if (!known.get(id)) {
                    row(history.change(id).orElseThrow(), found);
                }
            }
        }
    }

    /// Whether the log ever showed a row that held what a statement needs, or the patch brings one.
    public boolean isDecided(Claim claim) {
        return seen.contains(claim.hash()) || taken.contains(claim.hash());
    }

    private boolean isKey(int table, List<String> columns) {
        return tables.head(table).filter(h -> h.primaryKey().equals(columns)).isPresent();
    }

    private void want(Claim claim, ValueScan scan, Found found) throws RowbackException {
        switch (claim.kind()) {
            case TAKES, NEEDS -> {
                if (isKey(claim.tableId(), claim.columns()) && lookUps <= LOOK_UPS) {
                    holders(claim, found);
                } else {
                    scan.want(claim.tableId(), claim.columns(), claim.values());
                }
            }
            case FREES -> {
                for (Tables.Link link : tables.childrenOf(claim.tableId())) {
                    if (link.key().parentColumns().equals(claim.columns())) {
                        scan.want(link.child(), link.key().columns(), claim.values());
                    }
                }
            }
            case LEAVES -> {}
        }
    }

    private void holders(Claim claim, Found found) throws RowbackException {
        for (long id : history.changesOf(claim.tableId(), new RowKey(claim.values(), false))) {
            Optional<Change> change = history.change(id).filter(c -> !c.isVoid());
            if (change.isPresent()) {
                seen.add(claim.hash());
                if (!known.get(Math.toIntExact(id))) {
                    row(change.get(), found);
                }
            }
        }
    }

    private void row(Change change, Found found) throws RowbackException {
        Optional<Replay.Row> row = replay.rowOf(change);
        if (row.isEmpty()) {
            known.set(Math.toIntExact(change.id()));
            return;
        }
        row.get().versions().forEach(v -> known.set(Math.toIntExact(v.id())));
        if (row.get().fold().exists() && !planned.contains(row.get().lineage())) {
            found.row(row.get().tableId(), row.get().head(), row.get().fold().nowValues());
        }
    }
}
