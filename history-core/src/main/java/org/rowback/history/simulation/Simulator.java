package org.rowback.history.simulation;

import org.rowback.history.check.TableChecks;
import org.rowback.history.dialect.RowConditions;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Check;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.revert.Claim;
import org.rowback.history.revert.Constraints;
import org.rowback.history.revert.Neighbours;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Step;
import org.rowback.history.revert.Tables;
import org.rowback.history.revert.Undo;
import org.rowback.history.simulation.StatementOutcome.Verdict;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Runs the statements of a plan, in the order of `apply.sql` and under the same conditions, on the rows that the log
/// leaves: those that the plan writes, the parents that they need, the holders of unique values that they take, and the
/// children of what they free. What the evidence does not decide becomes a question, never an assumption.
public final class Simulator {
    private final RevertPlan plan;
    private final ImportMonitor monitor;
    private final ScratchDatabase database;
    private final ScratchTables scratch;
    private final Neighbours neighbours;
    private final boolean postgres;
    private final Constraints constraints = new Constraints();
    private final List<String> open = new ArrayList<>();

    private Simulator(
            History history, RevertPlan plan, ImportMonitor monitor, ScratchDatabase database)
            throws RowbackException {
        this.plan = plan;
        this.monitor = monitor;
        this.database = database;
        Tables tables = new Tables(history);
        scratch = new ScratchTables(tables, database);
        neighbours = new Neighbours(history, tables, monitor);
        postgres = plan.server().startsWith("PostgreSQL");
    }

    /// Runs all statements. Memory does not grow with the plan but for a few bytes a statement.
    public static Simulation run(History history, RevertPlan plan, ImportMonitor monitor)
            throws RowbackException {
        try (ScratchDatabase database = new ScratchDatabase()) {
            History named = Renames.of(history, monitor).history();
            Simulator simulator = new Simulator(named, plan, monitor, database);
            simulator.load();
            return simulator.run();
        }
    }

    private void load() throws RowbackException {
        BitSet written = new BitSet();
        Map<Integer, SchemaVersion> schemas = new TreeMap<>();
        boolean takesText = false;
        for (PlannedRow row : plan.statements()) {
            written.set(row.tableId());
            schemas.putIfAbsent(row.tableId(), row.schema());
            takesText |= !postgres && row.claims().stream().anyMatch(c -> takesText(row, c));
        }
        scratch.create(written, postgres);
        database.run("BEGIN");
        long done = 0;
        long twice = 0;
        for (PlannedRow row : plan.statements()) {
            step("simulating: reading rows", done++);
            if (!row.now().isEmpty()) {
                twice += scratch.insert(row.tableId(), row.now()) ? 0 : 1;
            }
        }
        neighbours.find(plan, (table, _, values) -> scratch.insert(table, Arrays.asList(values)));
        for (PlannedRow row : plan.statements()) {
            for (Claim claim : row.claims()) {
                if (isOpen(claim)) {
                    scratch.assume(claim);
                }
            }
        }
        scratch.completeParents();
        for (PlannedRow row : plan.statements()) {
            for (Claim claim : row.claims()) {
                if (claim.kind() == Claim.Kind.TAKES) {
                    scratch.giveWay(claim);
                }
            }
        }
        database.run("COMMIT");
        open.add("what triggers would do: the case does not hold them");
        addChecks(schemas);
        open.addAll(scratch.open());
        if (takesText) {
            open.add(
                    "whether a collation makes texts equal that differ: text in unique keys was"
                            + " compared exactly");
        }
        if (twice > 0) {
            open.add(
                    twice
                            + " row(s) hold a key that another row holds, as the log leaves them:"
                            + " one of the two is not what the server has");
        }
    }

    /// Says which CHECK constraints are left to the server.
    private void addChecks(Map<Integer, SchemaVersion> schemas) {
        boolean unknown = false;
        for (SchemaVersion schema : schemas.values()) {
            unknown |=
                    schema.keysFrom() == Knowledge.LAYOUT
                            || schema.keysFrom() == Knowledge.LOG_METADATA;
            for (Check check : new TableChecks(schema).notJudged()) {
                open.add(
                        TableChecks.text(check)
                                + " of "
                                + schema.table()
                                + " is not judged here; the server will");
            }
        }
        if (unknown) {
            open.add("what CHECK constraints would do: no definition of some tables tells them");
        }
    }

    private static boolean takesText(PlannedRow row, Claim claim) {
        SchemaVersion schema = row.schema();
        return claim.kind() == Claim.Kind.TAKES
                && claim.columns().stream()
                        .mapToInt(schema::indexOf)
                        .filter(i -> i >= 0)
                        .anyMatch(i -> schema.columns().get(i).type().family() == Family.TEXT);
    }

    /// A parent that no change of the log ever showed.
    private boolean isOpen(Claim claim) {
        return claim.kind() == Claim.Kind.NEEDS
                && scratch.isHeld(claim)
                && !neighbours.isDecided(claim);
    }

    private void step(String phase, long done) throws RowbackException {
        if (done % 1024 == 0) {
            monitor.check();
            monitor.progress(phase, done, plan.statementCount(), "statements");
        }
    }

    private Simulation run() throws RowbackException {
        Simulation simulation = new Simulation(plan.id(), open);
        database.run("PRAGMA foreign_keys = ON");
        database.run("BEGIN");
        long done = 0;
        for (Step step : plan.steps()) {
            step("simulating", done++);
            simulation.add(outcome(step));
        }
        database.run("COMMIT");
        return simulation;
    }

    private StatementOutcome outcome(Step step) throws RowbackException {
        PlannedRow row = step.row();
        List<String> questions = new ArrayList<>();
        for (Claim claim : row.claims()) {
            if (isOpen(claim)) {
                questions.add(
                        "whether the row of "
                                + scratch.name(claim)
                                + " that its "
                                + String.join(", ", claim.own())
                                + " refers to is there: the log never showed it");
            }
        }
        Undo undo = step.undo();
        if (Quarantine.holds(row)) {
            questions.add("whether " + undo.table() + " is there and has no row with its key yet");
            return new StatementOutcome(row.number(), Verdict.WORKS, 1, List.of(), questions);
        }
        Optional<Check> broken = constraints.refusing(row, row.undo().orElseThrow());
        if (broken.isPresent()) {
            String why = TableChecks.text(broken.get()) + " would not hold";
            return new StatementOutcome(row.number(), Verdict.FAILS, 0, List.of(why), questions);
        }
        ScratchSql sql = new ScratchSql(scratch::of, undo.table());
        int rows;
        try {
            rows = database.write(sql.write(undo));
        } catch (SQLException e) {
            return new StatementOutcome(
                    row.number(), Verdict.FAILS, 0, List.of(refused(row, e)), questions);
        }
        if (rows == 1 || (rows == 0 && undo.derived())) {
            Verdict verdict = rows == 1 ? Verdict.WORKS : Verdict.NOTHING;
            return new StatementOutcome(row.number(), verdict, rows, List.of(), questions);
        }
        String problem = rows == 0 ? notFound(sql, undo) : "it finds " + rows + " rows";
        return new StatementOutcome(row.number(), Verdict.FAILS, rows, List.of(problem), questions);
    }

    private String notFound(ScratchSql sql, Undo undo) throws RowbackException {
        boolean isThere =
                !undo.isKeyless()
                        && database.isTrue(
                                RowConditions.exists(sql, undo, RowConditions.key(sql, undo)));
        boolean holds =
                isThere
                        && database.isTrue(
                                RowConditions.exists(sql, undo, RowConditions.before(sql, undo)));
        return holds
                ? "rows refer to its row that the patch leaves"
                : isThere ? "its row does not hold what it must" : "its row is not there";
    }

    /// SQLite names the columns of a unique key and of a NOT NULL, but not the foreign key.
    private String refused(PlannedRow row, SQLException e) throws RowbackException {
        String text = String.valueOf(e.getMessage());
        if (text.contains("UNIQUE")) {
            return "another row holds its " + names(row, text);
        }
        if (text.contains("CHECK")) {
            return names(row, text) + " may not be NULL";
        }
        if (!text.contains("FOREIGN KEY")) {
            throw ScratchDatabase.failed(e);
        }
        for (Claim claim : row.claims()) {
            if (claim.kind() == Claim.Kind.NEEDS && !scratch.isThere(claim)) {
                return "no row of "
                        + scratch.name(claim)
                        + " holds what its "
                        + String.join(", ", claim.own())
                        + " refers to";
            }
        }
        return "rows that the patch leaves refer to its row";
    }

    private static String names(PlannedRow row, String text) {
        return java.util.regex.Pattern.compile("\\bc(\\d+)\\b")
                .matcher(text.substring(text.indexOf("constraint failed")))
                .results()
                .map(m -> row.schema().columns().get(Integer.parseInt(m.group(1))).name())
                .distinct()
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
