package org.rowback.history.report;

import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.document.PathEdit;
import org.rowback.history.query.json.JsonValues;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.InPlace;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Quarantine;
import org.rowback.history.revert.RowFingerprint;
import org.rowback.history.revert.Undo;
import org.rowback.history.revert.Witness;
import org.rowback.history.simulation.Proof;
import org.rowback.history.simulation.StatementOutcome;
import org.rowback.history.ties.CauseEdge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A planned row for programs: one JSON object.
final class PlanRowJson {
    private PlanRowJson() {}

    static void write(JsonGenerator json, PlannedRow row, ReportContext context)
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
                PlanJson.strings(json, "problems", outcome.get().problems());
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
        ties(json, row.ties());
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
        json.writeStringField("time", PlanJson.time(witness.commitTimeMicros()));
        json.writeEndObject();
    }

    /// The same objects as `why --json` has, with ids of changes: below 0 for what the log does not hold of the row.
    private static void ties(JsonGenerator json, List<CauseEdge> ties) throws IOException {
        if (ties.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("ties");
        for (CauseEdge tie : ties) {
            json.writeStartObject();
            json.writeNumberField("from", tie.from());
            json.writeNumberField("to", tie.to());
            json.writeStringField("rule", tie.rule().word());
            json.writeStringField("strength", tie.strength().label());
            json.writeStringField("why", tie.why());
            json.writeEndObject();
        }
        json.writeEndArray();
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
}
