package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// For each column of a row, the change that last set it.
///
/// Returning to an old value is blamed on the return, a DELETE and INSERT of the same key on the INSERT; a column
/// that an ALTER added and no change set since is blamed on nobody.
///
/// @param cells in column order of the newest schema version
/// @param endedBy the change that took the row away, where it is gone; the cells say how it was right before
/// @param names how the table came to other names, and whether the row was followed through it, in order
public record Blame(List<Cell> cells, Optional<Version> endedBy, List<Rename> names) {
    public Blame {
        cells = List.copyOf(cells);
        names = List.copyOf(names);
    }

    /// A column and who set it.
    ///
    /// @param value the row's last known value of the column
    /// @param by for SET the version that set it, for LOST the first that found it changed
    /// @param certain false where log is missing between that version and the row's last one
    public record Cell(
            String column, ColumnValue value, Cause cause, Optional<Version> by, boolean certain) {}

    /// Why a column has the value it has.
    public enum Cause {
        /// A change set it.
        SET,
        /// It had the value before the evidence first shows the row.
        BEFORE_EVIDENCE,
        /// Changed by something that is not in the evidence.
        LOST,
        /// An ALTER added the column, and no change set it since.
        COLUMN_ADDED
    }

    /// The blame of the row that held a key last; empty where no change names the key.
    public static Optional<Blame> of(History history, int tableId, RowKey key)
            throws RowbackException {
        Renames renames = Renames.of(history, ImportMonitor.NONE);
        Optional<SchemaVersion> newest = history.schemaAt(renames.now(tableId), Long.MAX_VALUE);
        RowHistory rows = RowHistory.of(renames, tableId, key, ImportMonitor.NONE);
        List<Version> versions = rows.current();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(of(versions, newest).with(rows.names()));
    }

    private Blame with(List<Rename> renames) {
        return new Blame(cells, endedBy, renames);
    }

    /// The blame after the versions of one row.
    ///
    /// @param newest the table's version whose columns are asked for; else the last change's
    public static Blame of(List<Version> versions, Optional<SchemaVersion> newest) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Version version : versions) {
            step(cells, version);
        }
        Version last = versions.getLast();
        RowImage image = last.after().or(last::before).orElseThrow();
        SchemaVersion schema = newest.filter(s -> !s.columns().isEmpty()).orElse(image.schema());
        List<Cell> inOrder = new ArrayList<>();
        for (Column column : schema.columns()) {
            Cell cell = cells.get(column.name());
            inOrder.add(
                    cell == null
                            ? added(column.name())
                            : new Cell(
                                    column.name(),
                                    image.value(column.name()),
                                    cell.cause(),
                                    cell.by(),
                                    cell.certain()));
        }
        return new Blame(inOrder, last.endsRow() ? Optional.of(last) : Optional.empty(), List.of());
    }

    private static void step(Map<String, Cell> cells, Version version) {
        if (version.endsRow()) {
            return;
        }
        RowImage image = version.after().orElseThrow();
        boolean first = cells.isEmpty();
        boolean inserted = version.change().op() == Op.INSERT;
        boolean another = version.link() == Version.Link.HOLE && version.broken().isEmpty();
        if (version.link() == Version.Link.GAP || version.link() == Version.Link.HOLE) {
            cells.replaceAll((_, c) -> new Cell(c.column(), c.value(), c.cause(), c.by(), false));
        }
        var set = version.setColumns();
        for (int i = 0; i < image.size(); i++) {
            String column = image.schema().columns().get(i).name();
            if (inserted || set.get(i)) {
                cells.put(column, cell(column, Cause.SET, version));
            } else if (version.broken().contains(column)
                    || (another && cells.containsKey(column))) {
                cells.put(column, cell(column, Cause.LOST, version));
            } else if (first) {
                cells.put(
                        column,
                        new Cell(
                                column,
                                ColumnValue.NULL,
                                Cause.BEFORE_EVIDENCE,
                                Optional.empty(),
                                true));
            } else {
                cells.putIfAbsent(column, added(column));
            }
        }
    }

    private static Cell cell(String column, Cause cause, Version by) {
        return new Cell(column, ColumnValue.NULL, cause, Optional.of(by), true);
    }

    private static Cell added(String column) {
        return new Cell(
                column,
                new ColumnValue.NotLogged("added by an ALTER; no change set it since"),
                Cause.COLUMN_ADDED,
                Optional.empty(),
                true);
    }
}
