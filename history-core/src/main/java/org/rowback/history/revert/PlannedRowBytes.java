package org.rowback.history.revert;

import org.rowback.history.document.PathEdit;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.ScratchReader;
import org.rowback.history.query.ScratchWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Planned rows as bytes that only this program reads, and only as long as it runs. Equal rows come back. Not
/// thread-safe.
final class PlannedRowBytes {
    /// So many different texts are written once; more are repeated.
    private static final int TEXTS = 20_000;

    private final List<SchemaVersion> schemas = new ArrayList<>();
    private final ScratchWriter out = new ScratchWriter(schemas);
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    byte[] write(PlannedRow row) {
        out.version(row.schema());
        numbers(row.number(), row.tableId(), row.state().ordinal(), row.derived() ? 1 : 0);
        out.number(row.resolution().ordinal());
        numbers(row.lastBad(), row.lineage());
        out.text(row.key());
        text(row.reason());
        text(row.waiver());
        out.number(row.cells().size());
        for (PlannedCell cell : row.cells()) {
            text(cell.column());
            numbers(cell.fate().ordinal(), cell.by(), cell.later(), cell.decided() ? 1 : 0);
            out.value(cell.before()).value(cell.target());
            out.value(cell.bad()).value(cell.head());
            text(cell.reason());
        }
        out.number(row.undo().isPresent() ? 1 : 0);
        row.undo().ifPresent(this::undo);
        out.number(row.witnesses().size());
        for (Witness witness : row.witnesses()) {
            text(witness.role());
            text(witness.op());
            numbers(witness.change(), witness.transaction(), witness.commitTimeMicros());
            out.text(witness.position()).text(witness.gtid());
        }
        out.number(row.claims().size());
        for (Claim claim : row.claims()) {
            numbers(claim.kind().ordinal(), claim.tableId());
            names(claim.columns());
            values(claim.values());
            names(claim.own());
        }
        names(row.detour().early());
        names(row.detour().late());
        values(row.now());
        return out.finish();
    }

    private void undo(Undo undo) {
        out.version(undo.schema());
        numbers(undo.kind().ordinal(), undo.derived() ? 1 : 0);
        cells(undo.schema(), undo.key());
        cells(undo.schema(), undo.set());
        cells(undo.schema(), undo.expect());
        out.number(undo.noChildren().size());
        for (Undo.Reference reference : undo.noChildren()) {
            text(reference.child().database());
            text(reference.child().table());
            names(reference.columns());
            cells(undo.schema(), reference.values());
        }
        out.number(undo.inPlace().size());
        undo.inPlace().forEach(c -> inPlace(undo.schema(), c));
        names(undo.marks().texts());
        out.number(undo.marks().held() ? 1 : 0);
    }

    private void inPlace(SchemaVersion schema, InPlace change) {
        out.number(schema.indexOf(change.name())).value(change.before()).value(change.after());
        List<PathEdit> edits = change instanceof InPlace.Document d ? d.edits() : List.of();
        out.number(edits.size());
        for (PathEdit edit : edits) {
            names(edit.path());
            names(edit.before().stream().toList());
            names(edit.after().stream().toList());
        }
    }

    private void cells(SchemaVersion schema, List<Cell> cells) {
        out.number(cells.size());
        for (Cell cell : cells) {
            out.number(schema.indexOf(cell.name())).value(cell.value());
        }
    }

    private void values(List<ColumnValue> values) {
        out.number(values.size());
        values.forEach(out::value);
    }

    private void names(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        out.number(all.size());
        all.forEach(this::text);
    }

    private void numbers(long... numbers) {
        for (long number : numbers) {
            out.number(number);
        }
    }

    private void text(String text) {
        Integer known = places.get(text);
        if (known == null && texts.size() < TEXTS) {
            known = texts.size();
            texts.add(text);
            places.put(text, known);
        }
        if (known == null) {
            out.number(-1).text(text);
        } else {
            out.number(known);
        }
    }

    PlannedRow read(byte[] bytes) {
        return new Reading(new ScratchReader(bytes, schemas)).row();
    }

    private final class Reading {
        private final ScratchReader in;

        Reading(ScratchReader in) {
            this.in = in;
        }

        PlannedRow row() {
            SchemaVersion schema = in.version();
            int number = in.integer();
            int tableId = in.integer();
            RowState state = RowState.values()[in.integer()];
            boolean derived = in.integer() != 0;
            Resolution resolution = Resolution.values()[in.integer()];
            long lastBad = in.number();
            long lineage = in.number();
            String key = in.text();
            String reason = text();
            String waiver = text();
            List<PlannedCell> cells = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                cells.add(plannedCell());
            }
            Optional<Undo> undo = in.integer() == 0 ? Optional.empty() : Optional.of(undo());
            List<Witness> witnesses = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                witnesses.add(witness());
            }
            List<Claim> claims = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                Claim.Kind kind = Claim.Kind.values()[in.integer()];
                claims.add(new Claim(kind, in.integer(), names(), values(), names()));
            }
            return new PlannedRow(
                    number,
                    tableId,
                    schema,
                    key,
                    state,
                    resolution,
                    reason,
                    cells,
                    undo,
                    derived,
                    waiver,
                    lastBad,
                    witnesses,
                    lineage,
                    claims,
                    detour(),
                    values());
        }

        private Detour detour() {
            Set<String> early = new HashSet<>(names());
            Set<String> late = new HashSet<>(names());
            return early.isEmpty() && late.isEmpty() ? Detour.NONE : new Detour(early, late);
        }

        private PlannedCell plannedCell() {
            String column = text();
            PlannedCell.Fate fate = PlannedCell.Fate.values()[in.integer()];
            long by = in.number();
            long later = in.number();
            boolean decided = in.integer() != 0;
            return new PlannedCell(
                    column,
                    fate,
                    in.value(),
                    in.value(),
                    in.value(),
                    in.value(),
                    by,
                    later,
                    decided,
                    text());
        }

        private Witness witness() {
            String role = text();
            String op = text();
            long change = in.number();
            long transaction = in.number();
            long micros = in.number();
            return new Witness(role, change, transaction, op, in.text(), in.text(), micros);
        }

        private Undo undo() {
            SchemaVersion schema = in.version();
            Undo.Kind kind = Undo.Kind.values()[in.integer()];
            boolean derived = in.integer() != 0;
            List<Cell> key = cells(schema);
            List<Cell> set = cells(schema);
            List<Cell> expect = cells(schema);
            List<Undo.Reference> references = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                TableName child = new TableName(text(), text());
                references.add(new Undo.Reference(child, names(), cells(schema)));
            }
            List<InPlace> inPlace = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                inPlace.add(inPlace(schema));
            }
            Marks marks = new Marks(names(), in.integer() != 0);
            return new Undo(kind, schema, key, set, expect, derived, references, inPlace, marks);
        }

        private InPlace inPlace(SchemaVersion schema) {
            Column column = schema.columns().get(in.integer());
            ColumnValue before = in.value();
            ColumnValue after = in.value();
            List<PathEdit> edits = new ArrayList<>();
            for (int i = in.integer(); i > 0; i--) {
                List<String> path = names();
                edits.add(
                        new PathEdit(
                                path, names().stream().findFirst(), names().stream().findFirst()));
            }
            return edits.isEmpty()
                    ? new InPlace.Difference(column, before, after)
                    : new InPlace.Document(column, before, after, edits);
        }

        private List<Cell> cells(SchemaVersion schema) {
            int count = in.integer();
            List<Cell> cells = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                cells.add(new Cell(schema.columns().get(in.integer()), in.value()));
            }
            return cells;
        }

        private List<ColumnValue> values() {
            int count = in.integer();
            List<ColumnValue> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(in.value());
            }
            return values;
        }

        private List<String> names() {
            int count = in.integer();
            List<String> names = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(text());
            }
            return names;
        }

        private String text() {
            long place = in.number();
            return place < 0 ? in.text() : texts.get((int) place);
        }
    }
}
