package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.importers.postgres.heap.HeapRowCodec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what an import writes, decoded.
final class HistoryList implements HistoryWriter {
    record Written(
            long xid,
            long end,
            Op op,
            TableName table,
            Optional<RowImage> before,
            Optional<RowImage> after) {}

    record Found(Finding.Kind kind, long offset, long length, String message) {}

    private final HeapRowCodec codec = new HeapRowCodec();
    private final List<Bytes> catalogs;
    private final List<TableName> tables = new ArrayList<>();
    private final List<RowFormat> formats = new ArrayList<>();
    private final List<Written> open = new ArrayList<>();
    final List<Written> changes = new ArrayList<>();
    final List<TransactionEnd> transactions = new ArrayList<>();
    final List<Found> findings = new ArrayList<>();
    final Map<String, SourceState> ends = new HashMap<>();
    final Map<String, Earlier> earlier = new HashMap<>();
    final Map<String, Boolean> complete = new HashMap<>();
    private String source = "";

    HistoryList(List<Bytes> catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public List<Bytes> catalogs() {
        return catalogs;
    }

    @Override
    public List<Earlier> earlier(String format) {
        return List.copyOf(earlier.values());
    }

    @Override
    public Resume source(SourceStart start) {
        source = start.name();
        SourceState state = ends.get(source);
        return new Resume(
                1,
                state == null ? 0 : state.contentOffset(),
                state == null ? Bytes.EMPTY : state.state(),
                complete.getOrDefault(source, false));
    }

    @Override
    public void endSource(SourceState state, String sha256, boolean whole) {
        keep(state);
        complete.put(source, whole);
    }

    private void keep(SourceState state) {
        ends.put(source, state);
        earlier.put(source, new Earlier(source, state.server(), 0, 0, 0, state.state()));
    }

    @Override
    public int table(TableName name) {
        if (!tables.contains(name)) {
            tables.add(name);
        }
        return tables.indexOf(name) + 1;
    }

    @Override
    public int rowFormat(RowFormat format) {
        if (!formats.contains(format)) {
            formats.add(format);
        }
        return formats.indexOf(format) + 1;
    }

    @Override
    public SchemaVersion schema(int rowFormat) {
        return codec.describe(formats.get(rowFormat - 1));
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
        throw new AssertionError("WAL has no statements");
    }

    @Override
    public void define(int table, SchemaVersion definition) {
        // What each row's own format says is what is tested.
    }

    @Override
    public long begin(long eventOffset) {
        open.clear();
        return 1;
    }

    @Override
    public long statement(byte[] utf8, int offset, int length) {
        throw new AssertionError("WAL has no statements");
    }

    @Override
    public long change(ChangeRecord c) {
        Op op = c.op;
        open.add(
                new Written(
                        0,
                        0,
                        op,
                        tables.get(c.table - 1),
                        op == Op.UPDATE || op == Op.DELETE
                                ? Optional.of(
                                        image(
                                                c,
                                                RowCodec.Side.BEFORE,
                                                c.beforeOffset,
                                                c.beforeLength))
                                : Optional.empty(),
                        op == Op.UPDATE || op == Op.INSERT
                                ? Optional.of(
                                        image(c, RowCodec.Side.AFTER, c.afterOffset, c.afterLength))
                                : Optional.empty()));
        return 1;
    }

    private RowImage image(ChangeRecord c, RowCodec.Side side, int offset, int length) {
        RowFormat format = formats.get(c.rowFormat - 1);
        return codec.decode(
                format, codec.describe(format), side, Bytes.copyOf(c.buffer, offset, length), null);
    }

    @Override
    public void voidSince(long firstChange) {
        throw new AssertionError("what is rolled back is not written");
    }

    @Override
    public void end(TransactionEnd end) {
        transactions.add(end);
        for (Written w : open) {
            changes.add(new Written(end.xid(), end.endOffset(), w.op, w.table, w.before, w.after));
        }
    }

    @Override
    public boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros) {
        throw new AssertionError("prepared transactions are written when they commit");
    }

    @Override
    public long lastChange() {
        return changes.size();
    }

    @Override
    public void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message) {
        findings.add(new Found(kind, offset, length, message));
    }

    @Override
    public void checkpoint(SourceState state) {
        keep(state);
    }
}
