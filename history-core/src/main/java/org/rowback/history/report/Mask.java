package org.rowback.history.report;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Undo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Columns whose values are not shown to reviewers: each value becomes a number, the same for equal values, so that a
/// reader sees what changed but not to what. Scripts are never masked. For one report; not thread-safe.
public final class Mask {
    public static final Mask NONE = new Mask(Set.of());

    /// Beyond these, equal values are not told from others.
    private static final int NUMBERED = 100_000;

    private final Set<String> names;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param names `COLUMN`, `TABLE.COLUMN` or `DATABASE.TABLE.COLUMN`, in any case
    public Mask(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /// As they were given, sorted.
    public List<String> names() {
        return names.stream().sorted().toList();
    }

    public boolean hides(TableName table, String column) {
        return names.stream()
                .anyMatch(
                        n ->
                                n.equalsIgnoreCase(column)
                                        || n.equalsIgnoreCase(table.table() + "." + column)
                                        || n.equalsIgnoreCase(table + "." + column));
    }

    /// A value as it may be shown. NULL and what is not logged stay what they are.
    public ColumnValue shown(TableName table, String column, ColumnValue value) {
        if (!(value instanceof Datum datum) || !hides(table, column)) {
            return value;
        }
        String token = token(column, datum);
        return new Datum.TextDatum(
                token, Bytes.of(token.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    private String token(String column, Datum value) {
        String name = column + "\0" + value.text();
        Integer known = numbers.get(name);
        if (known == null && numbers.size() < NUMBERED) {
            known = numbers.size() + 1;
            numbers.put(name, known);
        }
        return known == null ? "masked" : "masked " + known;
    }

    /// A row's statement with masked values, for reading.
    Undo shown(Undo undo) {
        return isEmpty()
                ? undo
                : new Undo(
                        undo.kind(),
                        undo.schema(),
                        shown(undo.table(), undo.key()),
                        set(undo),
                        shown(undo.table(), undo.expect()),
                        undo.derived(),
                        undo.noChildren().stream()
                                .map(
                                        r ->
                                                new Undo.Reference(
                                                        r.child(),
                                                        r.columns(),
                                                        shown(undo.table(), r.values())))
                                .toList(),
                        undo.inPlace().stream()
                                .filter(c -> !hides(undo.table(), c.name()))
                                .toList(),
                        undo.marks());
    }

    /// Of a column that is changed in place no part may be seen either.
    private List<Cell> set(Undo undo) {
        List<Cell> set = new ArrayList<>(shown(undo.table(), undo.set()));
        undo.inPlace().stream()
                .filter(c -> hides(undo.table(), c.name()))
                .map(c -> new Cell(c.column(), shown(undo.table(), c.name(), c.after())))
                .forEach(set::add);
        return set;
    }

    private List<Cell> shown(TableName table, List<Cell> cells) {
        return cells.stream()
                .map(c -> new Cell(c.column(), shown(table, c.name(), c.value())))
                .toList();
    }

    /// A sentence about a row, without the masked values that the plan knows of it.
    String text(PlannedRow row, String text) {
        if (isEmpty()) {
            return text;
        }
        String shown = text;
        for (String value : values(row)) {
            shown = shown.replace(value, "masked");
        }
        return shown;
    }

    /// Every text of a masked value of a row, the longest first.
    private List<String> values(PlannedRow row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.now().size(); i++) {
            add(values, row, row.schema().columns().get(i).name(), row.now().get(i));
        }
        for (PlannedCell cell : row.cells()) {
            add(values, row, cell.column(), cell.target());
            add(values, row, cell.column(), cell.bad());
            add(values, row, cell.column(), cell.head());
        }
        row.undo()
                .ifPresent(
                        undo -> {
                            undo.key().forEach(c -> add(values, row, c.name(), c.value()));
                            undo.set().forEach(c -> add(values, row, c.name(), c.value()));
                            undo.expect().forEach(c -> add(values, row, c.name(), c.value()));
                            undo.inPlace()
                                    .forEach(
                                            c -> {
                                                add(values, row, c.name(), c.before());
                                                add(values, row, c.name(), c.after());
                                            });
                        });
        values.sort((a, b) -> Integer.compare(b.length(), a.length()));
        return values;
    }

    private void add(List<String> values, PlannedRow row, String column, ColumnValue value) {
        if (value instanceof Datum datum && !datum.text().isEmpty() && hides(row.table(), column)) {
            values.add(datum.text());
        }
    }
}
