package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.MalformedEvent;
import org.rowback.importers.mysql.event.RowsEvent;
import org.rowback.importers.mysql.row.Malformed;
import org.rowback.importers.mysql.row.RowReader;

import java.util.HashMap;
import java.util.Map;

/// Turns TABLE_MAP and rows events into changes.
///
/// Servers repeat a table's map for each statement; it is read once, and so is the layout of each set of logged columns.
final class RowsImport {
    private static final int MOST_MAPS = 4096;

    private final HistoryWriter writer;
    private final RowReaders readers;
    private final Findings findings;
    private final TableNotes notes;
    private final Map<Long, MappedTable> tables = new HashMap<>();
    private final RowsEvent rows = new RowsEvent();
    private final ChangeRecord change = new ChangeRecord();
    private @Nullable MappedTable last;
    private int schemaGeneration;

    RowsImport(HistoryWriter writer, RowReaders readers, Findings findings, TableNotes notes) {
        this.writer = writer;
        this.readers = readers;
        this.findings = findings;
        this.notes = notes;
    }

    /// Definitions of tables have changed: layouts are looked up anew.
    void schemaChanged() {
        schemaGeneration++;
    }

    /// Table ids mean what they meant before no longer: another server process writes from here on.
    void forget() {
        tables.clear();
        last = null;
    }

    void tableMap(Event event, FormatDescription format) throws MalformedEvent, RowbackException {
        int postHeader = format.postHeaderLength(event.type(), 8);
        int idWidth = postHeader == 6 ? 4 : 6;
        if (event.bodyEnd() - event.bodyStart() < postHeader || postHeader < 6) {
            throw new MalformedEvent("it is shorter than its fixed part");
        }
        long id =
                org.rowback.importers.content.LittleEndian.get(
                        event.buffer(), event.bodyStart(), idWidth);
        MappedTable known = find(id);
        if (known == null || !known.isMappedBy(event)) {
            if (tables.size() >= MOST_MAPS) {
                forget();
            }
            try {
                known = MappedTable.read(event, postHeader, format.server().mariaDb());
            } catch (Malformed e) {
                tables.remove(id);
                last = null;
                throw new MalformedEvent(e.getMessage());
            }
            tables.put(id, known);
            if (!known.map().problem().isEmpty()) {
                findings.once(
                        known.map().table() + " " + known.map().problem(),
                        Finding.Kind.SCHEMA_MISMATCH,
                        event,
                        known.map().table() + ": " + known.map().problem());
            }
        }
        last = known;
    }

    private @Nullable MappedTable find(long id) {
        MappedTable candidate = last;
        if (candidate != null && candidate.map().tableId() == id) {
            return candidate;
        }
        return tables.get(id);
    }

    /// Reads a rows event up to its rows.
    RowsEvent read(Event event, FormatDescription format) throws MalformedEvent {
        rows.read(event, format);
        return rows;
    }

    /// Writes the changes of the event that was read last.
    ///
    /// @param event as an event of the file
    /// @param firstRow number of the first row within the event
    /// @param statement as [ChangeRecord#statement]
    /// @return how many there are
    int write(Event event, int firstRow, long statement) throws MalformedEvent, RowbackException {
        MappedTable table = find(rows.tableId());
        if (table == null) {
            throw new MalformedEvent(
                    "its table has id " + rows.tableId() + " and no table map says which that is");
        }
        last = table;
        if (rows.columns() != table.map().columns().size()) {
            throw new MalformedEvent(
                    "it has "
                            + rows.columns()
                            + " columns and the table map of "
                            + table.map().table()
                            + " has "
                            + table.map().columns().size());
        }
        MappedLayout layout = table.layout(rows);
        if (layout.refresh(writer, readers, schemaGeneration)) {
            notes.layout(layout, event);
        }
        if (!layout.obstacle().isEmpty()) {
            throw new MalformedEvent(layout.obstacle());
        }
        change.rowFormat = layout.rowFormat();
        change.table = layout.tableId();
        change.op = rows.op();
        change.eventOffset = event.offset();
        change.statement = statement;
        change.buffer = rows.rows();
        long firstChange = writer.lastChange() + 1;
        int written = walk(layout.reader(), firstRow);
        if (written < 0) {
            if (writer.lastChange() >= firstChange) {
                writer.voidSince(firstChange);
            }
            throw new MalformedEvent(
                    "row "
                            + -written
                            + " of it does not fit the columns of "
                            + table.map().table()
                            + (written < -1 ? "; the rows before it are kept as void" : ""));
        }
        if (written == 0 && rows.rowsStart() == rows.rowsEnd()) {
            throw new MalformedEvent("it logs no column of its rows, not even their number");
        }
        return written;
    }

    /// How many rows there are, or where negative, which one (from 1) could not be walked.
    private int walk(RowReader reader, int firstRow) throws RowbackException {
        byte[] buffer = rows.rows();
        int at = rows.rowsStart();
        int end = rows.rowsEnd();
        Op op = rows.op();
        int row = 0;
        if (op == Op.INSERT) {
            reader.forgetBefore();
        }
        while (at < end) {
            change.beforeOffset = at;
            change.beforeLength = 0;
            if (op != Op.INSERT) {
                change.beforeLength = reader.read(buffer, at, end, Side.BEFORE);
                if (change.beforeLength < 0) {
                    return -(row + 1);
                }
                at += change.beforeLength;
            }
            change.afterOffset = at;
            change.afterLength = 0;
            if (op != Op.DELETE) {
                change.afterLength = reader.read(buffer, at, end, Side.AFTER);
                if (change.afterLength < 0) {
                    return -(row + 1);
                }
                at += change.afterLength;
            }
            if (change.beforeLength + change.afterLength == 0) {
                return -(row + 1);
            }
            change.keyHash = reader.keyHash(op == Op.INSERT ? Side.AFTER : Side.BEFORE);
            change.newKeyHash = op == Op.UPDATE ? reader.keyHash(Side.AFTER) : change.keyHash;
            change.row = firstRow + row++;
            writer.change(change);
        }
        return row;
    }

    /// Writes a change of a table that has no row: DDL, TRUNCATE.
    void tableChange(Op op, int table, Event event, int row, long statement)
            throws RowbackException {
        change.rowFormat = 0;
        change.table = table;
        change.op = op;
        change.eventOffset = event.offset();
        change.row = row;
        change.statement = statement;
        change.beforeLength = 0;
        change.afterLength = 0;
        change.beforeOffset = 0;
        change.afterOffset = 0;
        change.keyHash = 0;
        change.newKeyHash = 0;
        writer.change(change);
    }
}
