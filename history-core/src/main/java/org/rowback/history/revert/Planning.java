package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The steps of one plan: read the selection, find what foreign keys did in silence, plan each row, settle what rows
/// need of each other, and order.
final class Planning {
    /// Changes whose rows are read at a time.
    private static final int BATCH = 1_000;

    /// The case as it is: what selects changes knows tables by the names that they had.
    private final History evidence;

    private final Renames renames;
    private final ReadAhead history;
    private final Selection selection;
    private final RevertOptions options;
    private final ImportMonitor monitor;
    private final Tables tables;
    private final Replay replay;
    private final RowPlanner rowPlanner;
    private final TablePlanner tablePlanner;

    private final SelectedParts selected = new SelectedParts();
    private final BitSet done = new BitSet();
    private final PlannedRows rows = new PlannedRows();
    private final List<String> warnings = new ArrayList<>();
    private final Actors actors = new Actors();
    private long count;
    private long voided;
    private long firstTimeMicros = Long.MAX_VALUE;
    private long lastTimeMicros = Long.MIN_VALUE;

    Planning(History history, Selection selection, RevertOptions options, ImportMonitor monitor)
            throws RowbackException {
        this(history, selection, options, monitor, null);
    }

    /// @param later is told of writes that might be differences; null where nobody asks for them
    Planning(
            History history,
            Selection selection,
            RevertOptions options,
            ImportMonitor monitor,
            @Nullable LaterNumbers later)
            throws RowbackException {
        this.evidence = history;
        this.renames = Renames.of(history, monitor);
        this.history = new ReadAhead(renames.history());
        this.selection = selection;
        this.options = options;
        this.monitor = monitor;
        this.tables = new Tables(this.history);
        Differences differences =
                new Differences(
                        options, new MovedColumns(this.history, this::isSelected, monitor), later);
        this.replay = new Replay(this.history, tables, this::isSelected, differences);
        this.rowPlanner = new RowPlanner(tables, options, differences, this::isSelected);
        this.tablePlanner = new TablePlanner(this.history, tables, replay, options, monitor);
    }

    private boolean isSelected(long change) {
        return selected.isSelected(change);
    }

    RevertPlan plan() throws RowbackException {
        readSelection();
        Timeline timeline = Timeline.around(history, firstTimeMicros, lastTimeMicros);
        DerivedRows derived = new DerivedRows(history, tables, replay, this::isSelected, monitor);
        derived.find(selected.changes());
        planSelected(timeline);
        for (long representative : derived.rows()) {
            planRow(history.change(representative).orElseThrow());
        }
        warnings.addAll(derived.warnings());
        warnOfFindings();
        rowPlanner.unused().ifPresent(warnings::add);
        if (options.collisions() == RevertOptions.Collisions.NEW_KEY) {
            new NewKeys(history, tables, replay, options, monitor, rows)
                    .assign()
                    .ifPresent(warnings::add);
        }
        PlannedRows settled =
                new Dependencies(history, tables, replay, options, monitor, rows).settle();
        List<Source> sources = history.sources();
        String server =
                sources.stream()
                        .max(Comparator.comparingInt(Source::id))
                        .map(Source::server)
                        .orElse("");
        return new RevertPlan(
                PlanId.of(selection.description(), options, sources, settled),
                selection.description(),
                options,
                count,
                voided,
                settled,
                warnings,
                firstTimeMicros,
                lastTimeMicros,
                timeline,
                actors.all(),
                server,
                sources,
                0,
                RevertPlan.Stored.of(selection, selected.changes()),
                LostAtomicity.of(settled, selected, replay));
    }

    /// Why the log may hold nothing of what is looked for; empty where it holds rows of everything.
    private String withoutRows() throws RowbackException {
        long statements = 0;
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                statements += findings.get().kind() == Finding.Kind.STATEMENT_DML ? 1 : 0;
            }
        }
        return statements == 0
                ? ""
                : "; the log holds "
                        + statements
                        + " statements without the rows that they changed (binlog_format): see"
                        + " `info`";
    }

    /// Says what is wrong or missing in the evidence that an undo rests on, by kind.
    private void warnOfFindings() throws RowbackException {
        Map<Finding.Kind, Long> kinds = new EnumMap<>(Finding.Kind.class);
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                kinds.merge(findings.get().kind(), 1L, Long::sum);
            }
        }
        kinds.forEach(
                (kind, number) -> {
                    if (kind.severity() != Finding.Severity.NOTE) {
                        warnings.add(
                                kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                        + " ("
                                        + number
                                        + "): "
                                        + kind.meaning());
                    }
                });
    }

    private void readSelection() throws RowbackException {
        try (Cursor<Change> changes = selection.changes(evidence, monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                count++;
                long time = change.transaction().commitTimeMicros();
                firstTimeMicros = Math.min(firstTimeMicros, time);
                lastTimeMicros = Math.max(lastTimeMicros, time);
                if (change.isVoid()) {
                    voided++;
                    continue;
                }
                selected.add(change);
                actors.add(change);
            }
        }
        selected.done();
        if (count == 0) {
            throw new RowbackException.BadInput(
                    "no change matches "
                            + selection.description()
                            + ": nothing to undo; see what there is with `changes`"
                            + withoutRows());
        }
        if (selection.undecidable() > 0) {
            warnings.add(
                    selection.undecidable()
                            + " changes could not be told to match the filter, because the log does"
                            + " not hold the values that it asks for; they are not undone");
        }
        if (voided > 0) {
            warnings.add(
                    voided
                            + " of the selected changes were rolled back or never committed in the"
                            + " log; they did nothing and are ignored");
        }
    }

    private void planSelected(Timeline timeline) throws RowbackException {
        long planned = 0;
        List<Change> batch = new ArrayList<>();
        try (Cursor<Change> changes = selection.changes(evidence, monitor)) {
            for (boolean more = changes.next(); more; more = changes.next()) {
                Change change = changes.get();
                if (!change.isVoid()) {
                    timeline.select(change.transaction().commitTimeMicros());
                    batch.add(isRenamed(change) ? now(change) : change);
                }
                if (batch.size() == BATCH) {
                    planned = planBatch(batch, planned);
                }
            }
        }
        planBatch(batch, planned);
    }

    private long planBatch(List<Change> batch, long before) throws RowbackException {
        long planned = before + batch.size();
        batch.removeIf(c -> done.get(Math.toIntExact(c.id())));
        planned -= batch.size();
        history.rowsOf(batch, monitor);
        for (Change change : batch) {
            if (planned++ % 256 == 0) {
                monitor.check();
                monitor.progress("planning rows", planned, count, "changes");
            }
            planRow(change);
        }
        batch.clear();
        return planned;
    }

    /// Whether it is a change of a row of a table that has another name now.
    private boolean isRenamed(Change change) {
        return change.op().isRow() && renames.now(change.tableId()) != change.tableId();
    }

    /// The change as one of the table that there is now.
    private Change now(Change change) throws RowbackException {
        renames.next(change.tableId())
                .map(r -> r.told() + ": its rows are put right under that name")
                .filter(t -> !warnings.contains(t))
                .ifPresent(warnings::add);
        return history.stored(change.id());
    }

    private void planRow(Change change) throws RowbackException {
        if (done.get(Math.toIntExact(change.id()))) {
            return;
        }
        Optional<String> doubt = renames.doubt(change);
        if (change.op().isRow() && doubt.isPresent()) {
            done.set(Math.toIntExact(change.id()));
            rows.append(tablePlanner.row(change, RowState.UNPROVABLE, doubt.get()));
            return;
        }
        if (!change.op().isRow()) {
            done.set(Math.toIntExact(change.id()));
            rows.append(tablePlanner.plan(change, batch -> planBatch(batch, 0)));
            return;
        }
        Optional<Replay.Row> row = replay.rowOf(change);
        if (row.isEmpty()) {
            done.set(Math.toIntExact(change.id()));
            rows.append(tablePlanner.gone(change));
            return;
        }
        row.get().versions().stream()
                .filter(v -> v.change().op().isRow())
                .forEach(v -> done.set(Math.toIntExact(v.id())));
        PlannedRow planned = rowPlanner.plan(row.get());
        rows.append(GoneColumns.told(planned, row.get(), this::isSelected));
    }
}
