package org.rowback.history.dialect;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Datum;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The least and greatest whole number that statements write to each column: keys that the server may not hand out
/// again.
public final class RestoredKeys {
    private final Map<Place, long[]> ranges = new LinkedHashMap<>();

    private record Place(TableName table, String column) {}

    /// What is written to a column.
    public record Range(TableName table, String column, long least, long greatest) {}

    /// Takes a statement's values into account.
    public void add(Undo undo) {
        for (Cell cell : undo.set()) {
            if (cell.column().type().family() == ColumnType.Family.INTEGER
                    && cell.value() instanceof Datum.IntegerDatum number) {
                long value = number.value();
                ranges.merge(
                        new Place(undo.table(), cell.name()),
                        new long[] {value, value},
                        (a, b) -> new long[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
            }
        }
    }

    /// One for each column.
    public List<Range> ranges() {
        return ranges.entrySet().stream()
                .map(
                        e ->
                                new Range(
                                        e.getKey().table,
                                        e.getKey().column,
                                        e.getValue()[0],
                                        e.getValue()[1]))
                .toList();
    }
}
