package org.rowback.history.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.document.PathEdit;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.query.json.JsonValues;
import org.rowback.history.revert.Actor;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.InPlace;
import org.rowback.history.revert.LostAtomicity;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowFingerprint;
import org.rowback.history.revert.RowState;
import org.rowback.history.revert.Undo;
import org.rowback.history.revert.Witness;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A plan for programs: one JSON object, a line for each row.
public final class PlanJson {
    /// How every `plan.json` begins.
    public static final String MARK = "{\"format\":\"rowback-plan\"";

    private PlanJson() {}

    public static void write(
            RevertPlan plan,
            Dialect dialect,
            ReportContext context,
            ImportMonitor monitor,
            Writer out)
            throws IOException, RowbackException {
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("format", "rowback-plan");
        json.writeNumberField("version", 1);
        json.writeStringField("patch", plan.id());
        json.writeStringField("dialect", dialect.name());
        json.writeStringField("filter", plan.description());
        json.writeStringField("selectedBy", plan.selection().filter());
        json.writeStringField("picked", plan.selection().picked());
        json.writeStringField("zone", context.zone());
        json.writeStringField("mode", plan.options().mode().word());
        strings(json, "columns", plan.options().columns().stream().sorted().toList());
        json.writeArrayFieldStart("waived");
        for (long id : plan.options().waived().stream().sorted().toList()) {
            json.writeNumber(id);
        }
        json.writeEndArray();
        json.writeStringField("collisions", plan.options().collisions().word());
        strings(json, "relative", plan.options().relative().stream().sorted().toList());
        if (!context.command().isEmpty()) {
            json.writeStringField("command", context.command());
        }
        if (context.simulation().isPresent()) {
            simulation(json, context.simulation().get());
        }
        json.writeNumberField("selectedChanges", plan.selected());
        json.writeNumberField("ignoredChanges", plan.voided());
        json.writeStringField("from", time(plan.firstTimeMicros()));
        json.writeStringField("to", time(plan.lastTimeMicros()));
        json.writeNumberField("statements", plan.statementCount());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<RowState, Long> count : plan.counts().entrySet()) {
            json.writeNumberField(count.getKey().label(), count.getValue());
        }
        json.writeEndObject();
        atomicity(json, plan.atomicity());
        actors(json, plan.actors(), context.by());
        strings(json, "warnings", plan.warnings());
        json.writeArrayFieldStart("sources");
        for (Source source : plan.sources()) {
            json.writeStartObject();
            json.writeStringField("name", source.name());
            json.writeStringField("sha256", source.sha256());
            json.writeNumberField("bytes", source.sizeBytes());
            json.writeStringField("server", source.server());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        long done = 0;
        for (PlannedRow row : plan.rows()) {
            if (done++ % 1024 == 0) {
                monitor.check();
                monitor.progress("writing plan.json", done, plan.rows().size(), "rows");
            }
            json.writeRaw('\n');
            row(json, row, context);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write("\n");
    }

    private static void row(JsonGenerator json, PlannedRow row, ReportContext context)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("row", row.number());
        json.writeStringField("table", row.table().toString());
        json.writeStringField("key", row.key());
        json.writeStringField("state", row.state().label());
        json.writeStringField("settled", row.resolution().label());
        json.writeStringField("reason", row.reason());
        json.writeStringField("fingerprint", RowFingerprint.of(row));
        if (row.derived()) {
            json.writeBooleanField("derivedFromForeignKey", true);
        }
        if (!row.waiver().isEmpty()) {
            json.writeStringField("waived", row.waiver());
        }
        Optional<Proof> proof = context.proof(row);
        if (proof.isPresent()) {
            json.writeStringField("proof", proof.get().level().word());
            if (!proof.get().reason().isEmpty()) {
                json.writeStringField("proofReason", proof.get().reason());
            }
        }
        Optional<StatementOutcome> outcome = context.outcome(row);
        if (outcome.isPresent()) {
            json.writeStringField("simulated", outcome.get().verdict().name());
            json.writeNumberField("predictedRows", outcome.get().rows());
            if (!outcome.get().problems().isEmpty()) {
                strings(json, "problems", outcome.get().problems());
            }
        }
        if (row.undo().isPresent()) {
            Undo undo = row.undo().get();
            json.writeNumberField("statement", row.number());
            if (Quarantine.holds(row)) {
                json.writeStringField("quarantine", undo.table().toString());
            }
            json.writeStringField("op", undo.kind().name().toLowerCase(java.util.Locale.ROOT));
            cells(json, "name", undo.key());
            cells(json, "expected", undo.expect());
            cells(json, "target", undo.set());
            if (!undo.inPlace().isEmpty()) {
                inPlace(json, undo.inPlace());
            }
        }
        if (!row.cells().isEmpty()) {
            json.writeArrayFieldStart("columns");
            for (PlannedCell cell : row.cells()) {
                cell(json, cell);
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("evidence");
        for (Witness witness : row.witnesses()) {
            witness(json, witness);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void atomicity(JsonGenerator json, LostAtomicity lost) throws IOException {
        json.writeObjectFieldStart("lostAtomicity");
        json.writeNumberField("leftOut", lost.leftOut());
        json.writeNumberField("notSelected", lost.notSelected());
        json.writeArrayFieldStart("transactions");
        for (LostAtomicity.Part part : lost.first()) {
            json.writeStartObject();
            json.writeNumberField("txn", part.transaction());
            json.writeNumberField("undone", part.undone());
            json.writeNumberField("left", part.left());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void inPlace(JsonGenerator json, List<InPlace> changes) throws IOException {
        json.writeObjectFieldStart("inPlace");
        for (InPlace change : changes) {
            switch (change) {
                case InPlace.Difference d -> {
                    json.writeObjectFieldStart(d.name());
                    json.writeNumberField("add", d.by());
                    json.writeEndObject();
                }
                case InPlace.Document d -> {
                    json.writeArrayFieldStart(d.name());
                    for (PathEdit edit : d.edits()) {
                        json.writeStartObject();
                        json.writeStringField("path", edit.text());
                        json.writeStringField("expected", edit.before().orElse(null));
                        json.writeStringField("target", edit.after().orElse(null));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
            }
        }
        json.writeEndObject();
    }

    private static void actors(JsonGenerator json, List<Actor> actors, String by)
            throws IOException {
        if (!by.isEmpty()) {
            json.writeStringField("plannedBy", by);
        }
        json.writeArrayFieldStart("actors");
        for (Actor actor : actors) {
            json.writeStartObject();
            json.writeStringField("user", actor.user());
            json.writeStringField("application", actor.application());
            json.writeArrayFieldStart("threads");
            for (long thread : actor.threads()) {
                json.writeNumber(thread);
            }
            json.writeEndArray();
            json.writeNumberField("otherThreads", actor.otherThreads());
            json.writeNumberField("transactions", actor.transactions());
            json.writeNumberField("changes", actor.changes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void simulation(JsonGenerator json, Simulation simulation) throws IOException {
        json.writeObjectFieldStart("simulation");
        for (Map.Entry<StatementOutcome.Verdict, Long> count : simulation.counts().entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        strings(json, "notKnown", simulation.open());
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, PlannedCell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("column", cell.column());
        json.writeStringField("fate", cell.fate().label());
        json.writeBooleanField("otherValue", cell.isOtherValue());
        json.writeBooleanField("writtenSince", cell.isWrittenSince());
        if (cell.decided()) {
            json.writeBooleanField("decided", true);
        }
        json.writeFieldName("before");
        JsonValues.write(json, cell.before());
        json.writeFieldName("bad");
        JsonValues.write(json, cell.bad());
        json.writeFieldName("now");
        JsonValues.write(json, cell.head());
        if (cell.fate().isWritten()) {
            json.writeFieldName("after");
            JsonValues.write(json, cell.target());
        }
        json.writeNumberField("change", cell.by());
        if (!cell.reason().isEmpty()) {
            json.writeStringField("reason", cell.reason());
        }
        json.writeEndObject();
    }

    private static void witness(JsonGenerator json, Witness witness) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", witness.role());
        json.writeNumberField("change", witness.change());
        json.writeNumberField("txn", witness.transaction());
        json.writeStringField("op", witness.op());
        json.writeStringField("position", witness.position());
        if (!witness.gtid().isEmpty()) {
            json.writeStringField("gtid", witness.gtid());
        }
        json.writeStringField("time", time(witness.commitTimeMicros()));
        json.writeEndObject();
    }

    private static void cells(JsonGenerator json, String name, List<Cell> cells)
            throws IOException {
        if (cells.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Cell cell : cells) {
            json.writeFieldName(cell.name());
            JsonValues.write(json, cell.value());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
