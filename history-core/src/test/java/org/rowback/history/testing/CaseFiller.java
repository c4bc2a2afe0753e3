package org.rowback.history.testing;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.HistoryWriter.TransactionEnd;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Writes rows of [InMemoryHistory] through a [HistoryWriter], as an importer would, with [PlainRowCodec].
public final class CaseFiller {
    private final HistoryWriter writer;
    private final PlainRowCodec codec = new PlainRowCodec();
    private final KeyHasher hasher = new KeyHasher();
    private final ChangeRecord record = new ChangeRecord();

    public CaseFiller(HistoryWriter writer) {
        this.writer = writer;
    }

    /// One change of the open transaction.
    ///
    /// @return its id
    public long change(Row row, long eventOffset) throws RowbackException {
        record.op = row.op();
        record.table = writer.table(row.schema().table());
        record.eventOffset = eventOffset;
        record.statement = 0;
        String sql = row.statement();
        if (sql != null) {
            byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
            record.statement = writer.statement(utf8, 0, utf8.length);
        }
        record.rowFormat = row.op().isRow() ? writer.rowFormat(codec.format(row.schema())) : 0;
        byte[] before = codec.encode(row.before());
        byte[] after = codec.encode(row.after());
        byte[] both = new byte[before.length + after.length];
        System.arraycopy(before, 0, both, 0, before.length);
        System.arraycopy(after, 0, both, before.length, after.length);
        record.buffer = both;
        record.beforeOffset = 0;
        record.beforeLength = before.length;
        record.afterOffset = before.length;
        record.afterLength = after.length;
        if (row.op().isRow()) {
            keys(row);
        }
        return writer.change(record);
    }

    private void keys(Row row) throws RowbackException {
        SchemaVersion schema = writer.schema(record.rowFormat);
        ColumnValue @Nullable [] after = row.after();
        ColumnValue[] old = row.before() == null ? Objects.requireNonNull(after) : row.before();
        record.keyHash = hash(schema, old);
        record.newKeyHash = record.keyHash;
        if (row.op() == Op.UPDATE) {
            ColumnValue[] now = Objects.requireNonNull(after).clone();
            for (int i = 0; i < now.length; i++) {
                now[i] = now[i] instanceof ColumnValue.NotLogged ? old[i] : now[i];
            }
            record.newKeyHash = hash(schema, now);
        }
    }

    private long hash(SchemaVersion schema, ColumnValue[] values) {
        return RowKey.of(RowImage.logged(schema, values.clone())).hash(hasher, record.table);
    }

    /// A whole committed transaction.
    ///
    /// @return its id
    public long commit(long beginOffset, long timeMicros, Row... rows) throws RowbackException {
        long id = writer.begin(beginOffset);
        for (Row row : rows) {
            change(row, beginOffset + writer.lastChange() + 1);
        }
        writer.end(end(beginOffset + 1, timeMicros));
        return id;
    }

    /// The end of an ordinary transaction.
    public static TransactionEnd end(long endOffset, long timeMicros) {
        return new TransactionEnd(
                endOffset,
                timeMicros,
                true,
                org.rowback.history.model.Transaction.Status.COMMITTED,
                java.util.List.of(),
                Gtid.NONE,
                0,
                0,
                7,
                1,
                "",
                "");
    }
}
