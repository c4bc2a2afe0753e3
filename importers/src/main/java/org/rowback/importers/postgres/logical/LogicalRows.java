package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes rows that a capture shows, with what names them.
final class LogicalRows {
    private final HistoryWriter writer;
    private final LogicalCodec codec;
    private final Reports reports;
    private final KeyHasher hasher = new KeyHasher();
    private final ChangeRecord change = new ChangeRecord();
    private final Map<TableName, Known> known = new HashMap<>();

    /// Says something the first time that it is met in a source.
    interface Reports {
        void once(String key, Finding.Kind kind, long offset, String message)
                throws RowbackException;
    }

    /// A table's newest layout.
    private record Known(
            LogicalLayout layout, RowFormat format, int id, int table, SchemaVersion schema) {}

    LogicalRows(HistoryWriter writer, LogicalCodec codec, Reports reports) {
        this.writer = writer;
        this.codec = codec;
        this.reports = reports;
    }

    /// A row changed.
    ///
    /// @param before empty for INSERT; of the same buffer as `after`
    /// @param after empty for DELETE
    void change(
            Op op,
            TableName table,
            LogicalLayout layout,
            Stretch before,
            Stretch after,
            long offset)
            throws RowbackException {
        Known to = known(table, layout, offset);
        Optional<RowImage> old =
                op == Op.INSERT ? Optional.empty() : Optional.of(image(to, before, Side.BEFORE));
        Optional<RowImage> now =
                op == Op.DELETE ? Optional.empty() : Optional.of(image(to, after, Side.AFTER));
        change.rowFormat = to.id();
        change.table = to.table();
        change.op = op;
        change.eventOffset = offset;
        change.row = 0;
        change.statement = 0;
        change.buffer = op == Op.INSERT ? after.buffer() : before.buffer();
        change.beforeOffset = before.from();
        change.beforeLength = before.to() - before.from();
        change.afterOffset = after.from();
        change.afterLength = after.to() - after.from();
        change.keyHash = RowKey.of(old.or(() -> now).orElseThrow()).hash(hasher, to.table());
        change.newKeyHash =
                op == Op.UPDATE
                        ? RowKey.of(keyAfter(old.orElseThrow(), now.orElseThrow()))
                                .hash(hasher, to.table())
                        : change.keyHash;
        writer.change(change);
        noteUndecodable(table, old, offset);
        noteUndecodable(table, now, offset);
        if (old.isPresent() && old.get().isPartial()) {
            reports.once(
                    "partial " + table,
                    Finding.Kind.PARTIAL_IMAGE,
                    offset,
                    table
                            + ": rows before a change are logged without some of their columns,"
                            + " here for the first time (replica identity is not FULL)");
        }
    }

    private void noteUndecodable(TableName table, Optional<RowImage> image, long offset)
            throws RowbackException {
        for (int i = 0; image.isPresent() && i < image.get().size(); i++) {
            if (image.get().value(i) instanceof ColumnValue.Undecodable u) {
                String column = image.get().schema().columns().get(i).name();
                reports.once(
                        "undecodable " + table + "." + column,
                        Finding.Kind.UNDECODABLE_VALUE,
                        offset,
                        table + "." + column + ": " + u.reason());
            }
        }
    }

    private RowImage image(Known to, Stretch stretch, Side side) {
        return codec.decode(to.format(), to.schema(), side, stretch.bytes(), null);
    }

    /// As [org.rowback.history.model.Change#keyAfter] sees it.
    private static RowImage keyAfter(RowImage before, RowImage after) {
        RowImage image = after;
        for (int i = 0; i < image.size(); i++) {
            if (image.value(i) instanceof ColumnValue.NotLogged) {
                image = image.filled(i, before.value(i), 1);
            }
        }
        return image;
    }

    private Known known(TableName table, LogicalLayout layout, long offset)
            throws RowbackException {
        Known before = known.get(table);
        if (before != null && before.layout().equals(layout)) {
            return before;
        }
        RowFormat format = new RowFormat(codec.name(), table, layout.encode());
        int id = writer.rowFormat(format);
        Known now = new Known(layout, format, id, writer.table(table), writer.schema(id));
        known.put(table, now);
        if (!now.schema().hasKey()) {
            reports.once(
                    "key " + table,
                    Finding.Kind.NO_PRIMARY_KEY,
                    offset,
                    table
                            + (now.schema().keysFrom() == Knowledge.LAYOUT
                                    ? ": the capture does not say what its primary key is: give"
                                            + " --schema with what rowback schema writes"
                                    : ": it has no primary key"));
        }
        return now;
    }

    void truncate(List<TableName> tables, long offset) throws RowbackException {
        int row = 0;
        for (TableName table : tables) {
            change.rowFormat = 0;
            change.table = writer.table(table);
            change.op = Op.TRUNCATE;
            change.eventOffset = offset;
            change.row = row++;
            change.statement = 0;
            change.beforeOffset = 0;
            change.beforeLength = 0;
            change.afterOffset = 0;
            change.afterLength = 0;
            change.keyHash = 0;
            change.newKeyHash = 0;
            writer.change(change);
        }
    }
}
