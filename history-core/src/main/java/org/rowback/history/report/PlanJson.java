package org.rowback.history.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.revert.Actor;
import org.rowback.history.revert.LostAtomicity;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.RowState;
import org.rowback.history.simulation.Simulation;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.ties.CauseRule;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

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
            PlanRowJson.write(json, row, context);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write("\n");
    }

    private static void atomicity(JsonGenerator json, LostAtomicity lost) throws IOException {
        json.writeObjectFieldStart("lostAtomicity");
        json.writeStringField("rule", CauseRule.SAME_TRANSACTION.word());
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

    static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
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
