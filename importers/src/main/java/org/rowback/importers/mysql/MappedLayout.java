package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.importers.mysql.event.RowsEvent;
import org.rowback.importers.mysql.row.RowLayout;
import org.rowback.importers.mysql.row.RowReader;

import java.util.Arrays;
import java.util.BitSet;

/// A layout of a table's rows with what the case knows of it now.
final class MappedLayout {
    private final byte[] bitmaps;
    private final boolean partial;
    private final RowLayout logged;
    private final BitSet before;
    private final BitSet after;
    private int generation = -1;
    private int rowFormat;
    private int tableId;
    private String obstacle = "";
    private @Nullable RowReader reader;
    private @Nullable SchemaVersion schema;

    MappedLayout(RowsEvent rows, RowLayout logged, BitSet before, BitSet after) {
        int bytes = (rows.columns() + 7) / 8;
        byte[] both =
                Arrays.copyOfRange(
                        rows.bitmaps(), rows.beforeBitmap(), rows.beforeBitmap() + 2 * bytes);
        System.arraycopy(rows.bitmaps(), rows.afterBitmap(), both, bytes, bytes);
        this.bitmaps = both;
        this.partial = rows.partial();
        this.logged = logged;
        this.before = before;
        this.after = after;
    }

    /// Whether an event's rows are laid out so.
    boolean fits(RowsEvent rows) {
        int bytes = bitmaps.length / 2;
        return partial == rows.partial()
                && Arrays.equals(
                        bitmaps,
                        0,
                        bytes,
                        rows.bitmaps(),
                        rows.beforeBitmap(),
                        rows.beforeBitmap() + bytes)
                && Arrays.equals(
                        bitmaps,
                        bytes,
                        2 * bytes,
                        rows.bitmaps(),
                        rows.afterBitmap(),
                        rows.afterBitmap() + bytes);
    }

    /// Asks the case anew where definitions have changed since.
    ///
    /// @return whether it did
    boolean refresh(HistoryWriter writer, RowReaders readers, int currentGeneration)
            throws RowbackException {
        if (generation == currentGeneration) {
            return false;
        }
        TableName name = logged.map().table();
        var known = writer.known(name);
        RowLayout layout = known.isPresent() ? logged.learning(known.get()) : logged;
        obstacle = layout.obstacle();
        if (obstacle.isEmpty()) {
            tableId = writer.table(name);
            RowFormat format = layout.format();
            rowFormat = writer.rowFormat(format);
            SchemaVersion version = writer.schema(rowFormat);
            reader = readers.of(layout, format, version, writer.keyColumns(rowFormat), tableId);
            schema = version;
        }
        generation = currentGeneration;
        return obstacle.isEmpty();
    }

    String obstacle() {
        return obstacle;
    }

    int rowFormat() {
        return rowFormat;
    }

    int tableId() {
        return tableId;
    }

    TableName table() {
        return logged.map().table();
    }

    /// Whether every column stands in every image.
    boolean isFull() {
        int columns = logged.columnCount();
        return !partial && before.cardinality() == columns && after.cardinality() == columns;
    }

    /// The version that reads it now.
    SchemaVersion schema() {
        SchemaVersion known = schema;
        if (known == null) {
            throw new IllegalStateException("not looked up yet");
        }
        return known;
    }

    RowReader reader() {
        RowReader known = reader;
        if (known == null) {
            throw new IllegalStateException("not looked up yet");
        }
        return known;
    }
}
