package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;
import org.rowback.history.query.ChangeTest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a test answers for all changes of a table and operation alike, whichever schema version reads them: then a block
/// need not be read to count them. For one thread at a time.
final class LaneTests {
    private final ChangeTest test;
    private final Map<Long, Optional<Truth>> lanes = new HashMap<>();
    private int lastFormat = -1;

    LaneTests(ChangeTest test) {
        this.test = test;
    }

    /// Adds the formats that came since, so that every change that can be read now is of one that is known.
    void update(BlockReader reader) throws RowbackException.CaseFile {
        SchemaBook book = reader.book();
        SchemaRows.addFormats(reader.db(), book, book.lastFormat());
        if (book.lastFormat() != lastFormat) {
            lanes.clear();
            lastFormat = book.lastFormat();
        }
    }

    /// What it answers for the changes of a lane of [BlockSummary]; empty where that depends on the change.
    Optional<Truth> of(BlockReader reader, long lane) throws RowbackException.CaseFile {
        Optional<Truth> known = lanes.get(lane);
        if (known == null) {
            known = test.always();
            Op op = Op.values()[BlockSummary.opOf(lane)];
            if (known.isEmpty() && op.isRow()) {
                known = ofRows(reader, BlockSummary.tableOf(lane), op);
            }
            lanes.put(lane, known);
        }
        return known;
    }

    private Optional<Truth> ofRows(BlockReader reader, int table, Op op)
            throws RowbackException.CaseFile {
        Optional<Truth> all = Optional.empty();
        for (SchemaBook.Format format : reader.book().formatsOf(reader.table(table))) {
            for (SchemaVersion version : reader.book().versionsOf(format.id())) {
                Optional<Truth> one = test.among(new ChangeKind(table, op, version)).always();
                if (one.isEmpty() || (all.isPresent() && !all.equals(one))) {
                    return Optional.empty();
                }
                all = one;
            }
        }
        return all;
    }
}
