package org.rowback.app.bench.loops;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes an import and stores nothing; at wish it keeps the images in memory.
final class GatheringWriter implements HistoryWriter {
    /// An image as logged.
    record Image(RowFormat format, SchemaVersion schema, Side side, Bytes bytes) {
        RowImage decode(RowCodec codec) {
            return codec.decode(format, schema, side, bytes, null);
        }
    }

    final List<Image> images = new ArrayList<>();
    private final RowCodec codec;
    private final boolean keeps;
    private final Map<TableName, Integer> tables = new HashMap<>();
    private final Map<RowFormat, Integer> formats = new HashMap<>();
    private final List<RowFormat> byId = new ArrayList<>();
    private final List<SchemaVersion> schemas = new ArrayList<>();
    private long changes;
    private long transactions;
    private long statements;

    GatheringWriter(RowCodec codec, boolean keeps) {
        this.codec = codec;
        this.keeps = keeps;
    }

    @Override
    public Resume source(SourceStart start) {
        return new Resume(1, 0, Bytes.EMPTY, false);
    }

    @Override
    public void endSource(SourceState state, String sha256, boolean complete) {
        // Nothing is stored.
    }

    @Override
    public int table(TableName name) {
        return tables.computeIfAbsent(name, _ -> tables.size() + 1);
    }

    @Override
    public int rowFormat(RowFormat format) {
        return formats.computeIfAbsent(
                format,
                _ -> {
                    byId.add(format);
                    schemas.add(codec.describe(format));
                    return byId.size();
                });
    }

    @Override
    public SchemaVersion schema(int rowFormat) {
        return schemas.get(rowFormat - 1);
    }

    @Override
    public int[] keyColumns(int rowFormat) {
        return schema(rowFormat).keyColumns();
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) {
        return Optional.empty();
    }

    @Override
    public Collection<TableName> knownTables(String database) {
        return List.of();
    }

    @Override
    public void ddl(DdlStatement statement) {
        // Nothing is stored.
    }

    @Override
    public void define(int table, SchemaVersion definition) {
        // Nothing is stored.
    }

    @Override
    public long begin(long eventOffset) {
        return ++transactions;
    }

    @Override
    public long statement(byte[] utf8, int offset, int length) {
        return ++statements;
    }

    @Override
    public long change(ChangeRecord change) {
        if (keeps) {
            keep(change, Side.BEFORE, change.beforeOffset, change.beforeLength);
            keep(change, Side.AFTER, change.afterOffset, change.afterLength);
        }
        return ++changes;
    }

    private void keep(ChangeRecord change, Side side, int offset, int length) {
        if (length > 0) {
            images.add(
                    new Image(
                            byId.get(change.rowFormat - 1),
                            schema(change.rowFormat),
                            side,
                            Bytes.copyOf(change.buffer, offset, length)));
        }
    }

    @Override
    public void voidSince(long firstChange) {
        // Nothing is stored.
    }

    @Override
    public void end(TransactionEnd end) {
        // Nothing is stored.
    }

    @Override
    public boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros) {
        return false;
    }

    @Override
    public long lastChange() {
        return changes;
    }

    @Override
    public void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message) {
        throw new IllegalStateException("a made log gives no finding: " + message);
    }

    @Override
    public void checkpoint(SourceState state) {
        // Nothing is stored.
    }
}
