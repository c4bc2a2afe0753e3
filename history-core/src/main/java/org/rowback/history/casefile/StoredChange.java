package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.StatementBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.importing.ImageValues;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.List;
import java.util.Optional;

/// A change of a block. Everything it needs was read and checked when it was made; its images are decoded when asked
/// for, once. A bare one has no transaction, position, source and statement. Safe for several threads.
final class StoredChange implements Change {
    /// How a row's images are read.
    record Reading(RowCodec codec, RowFormat format, SchemaVersion schema) {
        ImageValues values() {
            return codec.values(format, schema);
        }
    }

    private final ChangeBlock block;
    private final int index;
    private final TableName table;
    private final @Nullable Reading reading;
    private final SchemaVersion schema;
    private final @Nullable Transaction transaction;
    private final boolean isVoid;
    private final @Nullable StatementBlock statements;
    private @Nullable RowImage before;
    private @Nullable RowImage after;
    private @Nullable ImageValues values;

    private StoredChange(
            ChangeBlock block,
            int index,
            TableName table,
            @Nullable Reading reading,
            SchemaVersion schema,
            @Nullable Transaction transaction,
            boolean isVoid,
            @Nullable StatementBlock statements) {
        this.block = block;
        this.index = index;
        this.table = table;
        this.reading = reading;
        this.schema = schema;
        this.transaction = transaction;
        this.isVoid = isVoid;
        this.statements = statements;
    }

    /// A change that knows neither its transaction nor its statement: see [#with].
    static StoredChange bare(
            ChangeBlock block, int index, SchemaBook book, TableName table, boolean isVoid)
            throws RowbackException.CaseFile {
        int format = block.format(index);
        long id = block.firstChange() + index;
        if (format == 0) {
            SchemaVersion schema = book.definition(table, id).orElseGet(() -> nothing(table));
            return new StoredChange(block, index, table, null, schema, null, isVoid, null);
        }
        return bare(block, index, reading(book, format, id), table, isVoid);
    }

    /// The same of a row change of which it is known how its images are read.
    static StoredChange bare(
            ChangeBlock block, int index, Reading reading, TableName table, boolean isVoid) {
        return new StoredChange(block, index, table, reading, reading.schema(), null, isVoid, null);
    }

    /// This change, for one thread and until `by` is turned to another: single values are read where they lie.
    StoredChange readBy(ImageValues by) {
        block.turn(by, index);
        values = by;
        return this;
    }

    /// The same change with everything, for any thread.
    ///
    /// @param of the block that holds its statement; null where it has none
    StoredChange with(Transaction whole, @Nullable StatementBlock of) {
        return new StoredChange(block, index, table, reading, schema, whole, isVoid, of);
    }

    /// The same as [#with], read as this one is.
    StoredChange within(Transaction whole, @Nullable StatementBlock of) {
        StoredChange change = with(whole, of);
        change.values = values;
        return change;
    }

    long transactionId() {
        return block.transaction(index);
    }

    /// 0 where it has none.
    long statementId() {
        return block.statement(index);
    }

    /// A row change of which only images and keys are asked for.
    static StoredChange forKeys(ChangeBlock block, int index, SchemaBook book)
            throws RowbackException.CaseFile {
        Reading reading = reading(book, block.format(index), block.firstChange() + index);
        return new StoredChange(
                block,
                index,
                reading.format().table(),
                reading,
                reading.schema(),
                null,
                false,
                null);
    }

    static Reading reading(SchemaBook book, int format, long id) throws RowbackException.CaseFile {
        SchemaVersion schema = book.version(format, id);
        RowFormat row = book.format(format).orElseThrow().format();
        return new Reading(book.codec(row), row, schema);
    }

    private static SchemaVersion nothing(TableName table) {
        return new SchemaVersion(
                table, List.of(), List.of(), List.of(), List.of(), Knowledge.LAYOUT, "");
    }

    @Override
    public long id() {
        return block.firstChange() + index;
    }

    @Override
    public Transaction transaction() {
        if (transaction == null) {
            throw new IllegalStateException("only keys were asked for");
        }
        return transaction;
    }

    @Override
    public Op op() {
        return block.op(index);
    }

    @Override
    public int tableId() {
        return block.table(index);
    }

    @Override
    public TableName table() {
        return table;
    }

    @Override
    public SchemaVersion schema() {
        return schema;
    }

    @Override
    public ColumnValue before(int column) {
        ImageValues by = values;
        return by == null
                ? before().orElseThrow().value(column)
                : by.value(RowCodec.Side.BEFORE, column);
    }

    @Override
    public ColumnValue after(int column) {
        ImageValues by = values;
        return by == null
                ? after().orElseThrow().value(column)
                : by.value(RowCodec.Side.AFTER, column);
    }

    @Override
    public Optional<RowImage> before() {
        if (reading == null || op() == Op.INSERT || !op().isRow()) {
            return Optional.empty();
        }
        RowImage image = before;
        if (image == null) {
            image = decode(reading, RowCodec.Side.BEFORE, block.before(index), null);
            before = image;
        }
        return Optional.of(image);
    }

    @Override
    public Optional<RowImage> after() {
        if (reading == null || op() == Op.DELETE || !op().isRow()) {
            return Optional.empty();
        }
        RowImage image = after;
        if (image == null) {
            RowImage old = before().orElse(null);
            image = decode(reading, RowCodec.Side.AFTER, block.after(index), old);
            after = image;
        }
        return Optional.of(image);
    }

    @Override
    public Optional<RowImage> after(RowImage better) {
        if (reading == null || op() != Op.UPDATE || !reading.schema().equals(better.schema())) {
            return after();
        }
        return Optional.of(decode(reading, RowCodec.Side.AFTER, block.after(index), better));
    }

    private static RowImage decode(
            Reading reading, RowCodec.Side side, Bytes bytes, @Nullable RowImage old) {
        return reading.codec().decode(reading.format(), reading.schema(), side, bytes, old);
    }

    @Override
    public LogPosition position() {
        LogPosition begin = transaction().begin();
        return new LogPosition(begin.file(), block.offset(index), block.row(index), begin.isLsn());
    }

    @Override
    public int sourceId() {
        return transaction().sourceId();
    }

    @Override
    public Optional<String> statement() {
        return statements == null
                ? Optional.empty()
                : Optional.of(statements.text(block.statement(index)));
    }

    @Override
    public boolean isVoid() {
        return isVoid;
    }

    @Override
    public Bytes rawBefore() {
        return block.before(index);
    }

    @Override
    public Bytes rawAfter() {
        return block.after(index);
    }

    @Override
    public String toString() {
        return "change " + id() + " " + op() + " " + table;
    }
}
