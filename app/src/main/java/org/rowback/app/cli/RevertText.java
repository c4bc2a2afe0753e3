package org.rowback.app.cli;

import org.rowback.history.patch.PatchSummary;
import org.rowback.history.patch.SignOffs.SignOff;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Ranges;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome;

import java.util.List;
import java.util.Map;

/// Prints what `revert` found out, for people or as JSON.
final class RevertText {
    private static final int ROWS_SHOWN = 10;

    private final Console console;
    private final boolean asJson;

    RevertText(Console console, boolean asJson) {
        this.console = console;
        this.asJson = asJson;
    }

    /// How a plan differs from an earlier one, and whose word that takes back.
    void tell(String earlier, String now, PlanDifference difference, List<SignOff> signed) {
        if (asJson) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeStringField("earlier", earlier);
                        fields.writeStringField("patch", now);
                        fields.writeNumberField("same", difference.same());
                        fields.writeNumberField("changed", difference.changed());
                        fields.writeNumberField("added", difference.added());
                        fields.writeNumberField("gone", difference.gone());
                    });
            for (PlanDifference.RowDifference row : difference.first()) {
                json.object(
                        fields -> {
                            fields.writeStringField("table", row.table());
                            fields.writeStringField("key", row.key());
                            fields.writeStringField("before", row.before());
                            fields.writeStringField("after", row.after());
                        });
            }
            for (SignOff one : signed) {
                json.object(
                        fields -> {
                            fields.writeStringField("signedBy", one.by());
                            fields.writeBooleanField("void", one.isVoid(difference));
                        });
            }
            json.flush();
            return;
        }
        console.out()
                .printf(
                        "patch %s becomes %s: %,d rows as before, %,d changed, %,d new, %,d gone%n",
                        earlier,
                        now,
                        difference.same(),
                        difference.changed(),
                        difference.added(),
                        difference.gone());
        long differing = difference.changed() + difference.added() + difference.gone();
        difference.first().stream()
                .limit(ROWS_SHOWN)
                .forEach(
                        row ->
                                console.out()
                                        .println(
                                                "  "
                                                        + row.table()
                                                        + " "
                                                        + row.key()
                                                        + ": "
                                                        + named(row.before(), "not planned")
                                                        + " -> "
                                                        + named(row.after(), "not planned")));
        if (differing > ROWS_SHOWN) {
            console.out().printf("  … and %,d more rows%n", differing - ROWS_SHOWN);
        }
        for (SignOff one : signed) {
            String rows = one.rows().isEmpty() ? "all rows" : "rows " + Ranges.text(one.rows());
            console.out()
                    .println(
                            "sign-off of "
                                    + rows
                                    + " by "
                                    + one.by()
                                    + (one.isVoid(difference)
                                            ? ": void, what was signed has changed"
                                            : ": holds"));
        }
    }

    private static String named(String state, String none) {
        return state.isEmpty() ? none : state.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String named(Map<RowState, Long> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(c -> "%,d %s".formatted(c.getValue(), c.getKey().label()))
                        .toList());
    }

    void tell(RevertPlan plan) {
        if (asJson) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeStringField("patch", plan.id());
                        fields.writeNumberField("selected", plan.selected());
                        fields.writeNumberField("voided", plan.voided());
                        fields.writeNumberField("statements", plan.statementCount());
                        fields.writeObjectFieldStart("rows");
                        for (Map.Entry<RowState, Long> count : plan.counts().entrySet()) {
                            fields.writeNumberField(count.getKey().label(), count.getValue());
                        }
                        fields.writeEndObject();
                    });
            json.flush();
            return;
        }
        console.out()
                .printf(
                        "%,d changes selected, %,d rows touched, %,d statements%n",
                        plan.selected(), plan.rows().size(), plan.statementCount());
        plan.tables()
                .forEach(
                        (table, counts) ->
                                console.out().println("  " + table + "  " + named(counts)));
        int told = 0;
        for (PlannedRow row : plan.rows()) {
            if (row.isOpen() && told++ < ROWS_SHOWN) {
                console.out()
                        .println(
                                "  "
                                        + row.state().label()
                                        + ": "
                                        + row.table()
                                        + " "
                                        + row.key()
                                        + ": "
                                        + row.reason());
            }
        }
        if (told > ROWS_SHOWN) {
            console.out()
                    .printf(
                            "  … and %,d more rows that are left out (the report lists all)%n",
                            told - ROWS_SHOWN);
        }
        plan.warnings().forEach(warning -> console.out().println("note: " + warning));
        plan.atomicity().sentences().forEach(said -> console.out().println("note: " + said));
    }

    void tell(Map<RevertOptions.Mode, ModeOutcome> modes) {
        JsonLines json = new JsonLines(console.out());
        TextTable table =
                new TextTable(
                        "mode",
                        ">statements",
                        ">rows left out",
                        ">good changes lost",
                        ">transactions split",
                        "");
        modes.forEach(
                (each, outcome) -> {
                    if (asJson) {
                        json.object(
                                fields -> {
                                    fields.writeStringField("mode", each.word());
                                    fields.writeNumberField("statements", outcome.statements());
                                    fields.writeNumberField("leftOut", outcome.leftOut());
                                    fields.writeNumberField("dependants", outcome.dependants());
                                    fields.writeNumberField("split", outcome.split());
                                    fields.writeBooleanField(
                                            "refused", outcome.refusal().isPresent());
                                });
                    } else {
                        table.add(
                                each.word(),
                                outcome.statements(),
                                outcome.leftOut(),
                                outcome.dependants(),
                                outcome.split(),
                                outcome.refusal().isPresent() ? "refused" : "");
                    }
                });
        json.flush();
        if (!asJson) {
            table.print(console.out());
        }
    }

    void tell(Simulation simulation) {
        if (asJson) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeObjectFieldStart("simulation");
                        for (Map.Entry<StatementOutcome.Verdict, Long> count :
                                simulation.counts().entrySet()) {
                            fields.writeNumberField(count.getKey().name(), count.getValue());
                        }
                        fields.writeEndObject();
                        fields.writeObjectFieldStart("notKnown");
                        for (Map.Entry<String, Long> question : simulation.questions().entrySet()) {
                            fields.writeNumberField(question.getKey(), question.getValue());
                        }
                        fields.writeEndObject();
                    });
            json.flush();
            return;
        }
        simulation
                .counts()
                .forEach(
                        (verdict, count) ->
                                console.out()
                                        .printf("simulated: %,d %s%n", count, verdict.label()));
        for (StatementOutcome failure : simulation.failures(ROWS_SHOWN)) {
            console.out()
                    .println(
                            "  statement "
                                    + failure.number()
                                    + " fails: "
                                    + String.join("; ", failure.problems()));
        }
        simulation
                .questions()
                .forEach(
                        (question, count) ->
                                console.out()
                                        .printf("not known for %,d rows: %s%n", count, question));
        simulation.open().forEach(open -> console.out().println("not known: " + open));
    }

    void tell(PatchSummary written) {
        if (asJson) {
            JsonLines json = new JsonLines(console.out());
            for (PatchSummary.PatchFile file : written.files()) {
                json.object(
                        fields -> {
                            fields.writeStringField(
                                    "file", written.directory().resolve(file.name()).toString());
                            fields.writeNumberField("bytes", file.bytes());
                            fields.writeStringField("sha256", file.sha256());
                        });
            }
            json.flush();
            return;
        }
        console.out().println("patch " + written.patchId() + " in " + written.directory() + ":");
        for (PatchSummary.PatchFile file : written.files()) {
            console.out()
                    .println(
                            "  "
                                    + file.name()
                                    + "  "
                                    + ProgressLine.amount(file.bytes(), "bytes")
                                    + "  sha256 "
                                    + file.sha256());
        }
    }
}
