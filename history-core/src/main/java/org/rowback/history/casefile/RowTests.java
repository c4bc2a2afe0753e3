package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.StoredChange.Reading;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.importing.ImageValues;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;
import org.rowback.history.query.ChangeTest;

/// A test worked out for the row changes of one format that one schema version reads. For one thread at a time.
final class RowTests {
    /// What is left to ask of one operation's.
    record OfOp(ChangeTest test, @Nullable Truth always, boolean needsContext) {
        static OfOp of(ChangeTest test) {
            return new OfOp(test, test.always().orElse(null), test.needsContext());
        }
    }

    private final SchemaBook.Held held;
    private final Reading reading;
    private final int tableId;
    private final TableName table;
    private final ChangeTest test;
    private @Nullable ImageValues values;
    private final @Nullable OfOp[] tests = new OfOp[Op.values().length];

    RowTests(SchemaBook book, int format, long change, int tableId, TableName table, ChangeTest of)
            throws RowbackException.CaseFile {
        held = book.held(format, change);
        reading = StoredChange.reading(book, format, change);
        this.tableId = tableId;
        this.table = table;
        test = of;
    }

    boolean holdFor(int otherTable, long change) {
        return tableId == otherTable && change >= held.first() && change <= held.last();
    }

    OfOp of(Op op) {
        OfOp known = tests[op.ordinal()];
        if (known == null) {
            known = OfOp.of(test.among(new ChangeKind(tableId, op, reading.schema())));
            tests[op.ordinal()] = known;
        }
        return known;
    }

    /// A change without transaction and statement.
    StoredChange bare(ChangeBlock block, int i, boolean isVoid) {
        return StoredChange.bare(block, i, reading, table, isVoid);
    }

    /// A change whose values are read where they lie, until the next is asked for.
    StoredChange inPlace(StoredChange change) {
        ImageValues known = values;
        if (known == null) {
            known = reading.values();
            values = known;
        }
        return change.readBy(known);
    }
}
