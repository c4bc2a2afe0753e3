package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.AlteredColumns;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.TableFate;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans the undo of selected TRUNCATEs and DDL: what they took and the log still proves is put back row by row, the rest
/// is told.
final class TablePlanner {
    /// Rows that are planned at a time.
    private static final int BATCH = 1_000;

    private final History history;
    private final Tables tables;
    private final Replay replay;
    private final RevertOptions options;
    private final ImportMonitor monitor;

    TablePlanner(
            History history,
            Tables tables,
            Replay replay,
            RevertOptions options,
            ImportMonitor monitor) {
        this.history = history;
        this.tables = tables;
        this.replay = replay;
        this.options = options;
        this.monitor = monitor;
    }

    /// What is said of the whole table.
    ///
    /// @param rows plans rows, each named by a change of it
    PlannedRow plan(Change change, TakenRows.Batch rows) throws RowbackException {
        AlteredColumns altered = AlteredColumns.of(change.statement().orElse(""));
        Set<String> dropped = dropped(change, altered);
        Optional<AlteredColumns.Taken> partitions = altered.partitions();
        boolean takesRows =
                TableFate.takesRows(change) || partitions.filter(p -> !p.isSwapped()).isPresent();
        if (!takesRows && dropped.isEmpty()) {
            return row(
                    change,
                    RowState.UNPROVABLE,
                    partitions
                            .map(TablePlanner::swapped)
                            .orElse("a DDL statement changes no rows that a patch could put back"));
        }
        if (tables.head(change.tableId()).isEmpty()) {
            return gone(change);
        }
        return dropped.isEmpty() ? rows(change, partitions, rows) : columns(change, dropped, rows);
    }

    private static String swapped(AlteredColumns.Taken partitions) {
        return partitions.verb()
                + " PARTITION put the rows of "
                + partitions.text()
                + " into another table, and that table's into this: exchange them back";
    }

    private Set<String> dropped(Change change, AlteredColumns altered) throws RowbackException {
        Set<String> dropped = altered.dropped();
        Optional<SchemaVersion> before = history.schemaAt(change.tableId(), change.id() - 1);
        dropped.removeIf(name -> before.map(s -> s.indexOf(name) < 0).orElse(true));
        return dropped;
    }

    private PlannedRow rows(
            Change change, Optional<AlteredColumns.Taken> partitions, TakenRows.Batch rows)
            throws RowbackException {
        TakenRows taken = new TakenRows(history, change);
        taken.each(BATCH, monitor, rows);
        String what =
                partitions
                        .map(p -> p.verb() + " PARTITION " + p.text())
                        .orElse(change.op() == Op.TRUNCATE ? "TRUNCATE" : "DROP");
        if (taken.areAll()) {
            return row(
                    change,
                    RowState.NOTHING_TO_DO,
                    "the log shows all "
                            + taken.count()
                            + " rows that the "
                            + what
                            + " took: each is planned by itself");
        }
        String undecided =
                taken.undecided() == 0
                        ? ""
                        : "; of "
                                + taken.undecided()
                                + " more it is not known whether it took them ("
                                + taken.doubt()
                                + ")";
        return row(
                change,
                RowState.UNPROVABLE,
                "a "
                        + what
                        + " logs no rows: the "
                        + taken.count()
                        + " that the log shows before it are planned each by"
                        + " itself; rows that no change in the log touched are not"
                        + " known (compare with a backup)"
                        + undecided);
    }

    /// Columns that are there again are put back row by row; of the others it is told what the log proves.
    private PlannedRow columns(Change change, Set<String> dropped, TakenRows.Batch rows)
            throws RowbackException {
        SchemaVersion head = tables.head(change.tableId()).orElseThrow();
        Set<String> again = new HashSet<>();
        for (LostColumns.Loss loss : replay.columns().of(change.tableId())) {
            if (loss.by().id() == change.id()) {
                again.add(head.columns().get(loss.column()).name());
            }
        }
        TakenRows taken = new TakenRows(history, change);
        long[] known = new long[dropped.size()];
        RowTracer tracer = new RowTracer(history, monitor);
        taken.each(
                BATCH,
                monitor,
                batch -> {
                    for (Change row : batch) {
                        count(tracer.rowOf(row), change, dropped, known);
                    }
                    if (!again.isEmpty()) {
                        rows.take(batch);
                    }
                });
        List<String> told = new ArrayList<>();
        boolean all = taken.areAll();
        int at = 0;
        for (String name : dropped) {
            long proven = known[at++];
            boolean isAgain = again.stream().anyMatch(name::equalsIgnoreCase);
            all &= isAgain && proven == taken.count();
            told.add(
                    "the ALTER dropped "
                            + name
                            + ", and the log proves its value in "
                            + proven
                            + " of the "
                            + taken.count()
                            + " rows that it shows before: "
                            + (isAgain
                                    ? "the column is there again, and each is planned by itself"
                                    : "the column is not there; add it again and plan anew to put"
                                            + " them back"));
        }
        if (!taken.areAll()) {
            told.add(
                    "rows that no change in the log touched are not known (compare with a backup)");
        }
        return row(
                change,
                all ? RowState.NOTHING_TO_DO : RowState.UNPROVABLE,
                String.join("; ", told));
    }

    /// Counts which columns of a row have a known value before a change.
    private static void count(
            List<Version> versions, Change change, Set<String> columns, long[] known) {
        Optional<RowImage> before =
                versions.stream()
                        .filter(v -> v.id() < change.id())
                        .reduce((_, later) -> later)
                        .flatMap(Version::after)
                        .or(() -> versions.stream().findFirst().flatMap(Version::before));
        int at = 0;
        for (String name : columns) {
            known[at++] += before.filter(i -> Values.isKnown(i.value(name))).isPresent() ? 1 : 0;
        }
    }

    /// The row of a change whose table is not there.
    PlannedRow gone(Change change) {
        return row(
                change,
                RowState.UNPROVABLE,
                "its table " + change.table() + " was dropped later, or nothing describes it");
    }

    /// What stands for a table, or for a row that nothing is known of.
    PlannedRow row(Change change, RowState state, String reason) {
        SchemaVersion schema = change.schema();
        String key = change.key().map(Object::toString).orElse("(table)");
        Decisions.OfRow decided =
                options.decisions().of(schema.table(), key, id -> id == change.id());
        boolean waived = options.waived().contains(change.id()) || decided.isKept();
        return new PlannedRow(
                0,
                change.tableId(),
                schema,
                key,
                state,
                waived ? Resolution.BY_USER : Resolution.OPEN,
                reason,
                List.of(),
                Optional.empty(),
                false,
                waived ? reason : "",
                change.id(),
                List.of(Witness.of(Witness.Role.BAD, change)),
                change.id(),
                List.of(),
                Detour.NONE,
                List.of());
    }
}
