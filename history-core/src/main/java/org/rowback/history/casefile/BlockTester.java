package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.BlockReader.Entry;
import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Scan;

import java.util.Arrays;
import java.util.Optional;

/// Asks a test of the changes of one block after another that a scan wants. What the test means for a row format is
/// worked out once; a block of which the summary says enough is not read. For one thread at a time.
final class BlockTester {
    private final Scan scan;
    private final ChangeTest test;
    private final RowTests.OfOp ofOthers;
    private LaneTests lanes;
    private @Nullable RowTests[] byFormat = new RowTests[64];
    private @Nullable SchemaBook book;

    BlockTester(Scan scan, ChangeTest test) {
        this.scan = scan;
        this.test = test;
        ofOthers = RowTests.OfOp.of(test);
        lanes = new LaneTests(test);
    }

    /// Goes on with a reader.
    @SuppressWarnings("ReferenceEquality")
    void begin(BlockReader reader) throws RowbackException.CaseFile {
        if (reader.book() != book) {
            book = reader.book();
            Arrays.fill(byFormat, null);
            lanes = new LaneTests(test);
        }
        lanes.update(reader);
    }

    /// @param around what does not count of the blocks around
    void read(BlockReader reader, Entry entry, VoidRanges around, Found found)
            throws RowbackException {
        VoidRanges voids = around.within(entry.first(), entry.last());
        boolean isWhole = entry.liesWithin(scan) && (scan.withVoid() || voids.isEmpty());
        if (isWhole && countBySummary(reader, entry.summary(), found)) {
            return;
        }
        ChangeBlock block = reader.block(entry);
        BlockPicks picks = new BlockPicks(reader.db(), scan, entry, block, voids);
        BlockContext context = new BlockContext(reader, block);
        for (int i = picks.next(); i >= 0; i = picks.next()) {
            boolean isVoid = voids.contains(block.firstChange() + i);
            if (block.op(i).isRow() && block.format(i) != 0) {
                askRow(reader, context, i, isVoid, found);
            } else {
                StoredChange change = reader.bare(block, i, voids);
                found.add(change, ask(ofOthers, change, context, i), block);
            }
        }
    }

    /// @return false where the summary does not say enough: nothing was counted
    private boolean countBySummary(BlockReader reader, BlockSummary summary, Found found)
            throws RowbackException.CaseFile {
        Truth[] truths = new Truth[summary.lanes()];
        for (int i = 0; i < truths.length; i++) {
            if (summary.isWanted(i, scan)) {
                Optional<Truth> truth = lanes.of(reader, summary.lane(i));
                if (truth.isEmpty() || found.keeps(truth.get())) {
                    return false;
                }
                truths[i] = truth.get();
            }
        }
        for (int i = 0; i < truths.length; i++) {
            if (summary.isWanted(i, scan)) {
                found.count(truths[i], summary.count(i));
            }
        }
        return true;
    }

    private void askRow(
            BlockReader reader, BlockContext context, int i, boolean isVoid, Found found)
            throws RowbackException {
        ChangeBlock block = context.block();
        RowTests rows = rows(reader, block, i);
        RowTests.OfOp of = rows.of(block.op(i));
        Truth truth = of.always();
        if (truth == null) {
            truth = ask(of, rows.inPlace(rows.bare(block, i, isVoid)), context, i);
        }
        if (found.keeps(truth)) {
            found.add(rows.bare(block, i, isVoid), truth, block);
        } else {
            found.count(truth, 1);
        }
    }

    private static Truth ask(RowTests.OfOp of, StoredChange bare, BlockContext context, int i)
            throws RowbackException {
        return of.test().of(of.needsContext() ? context.complete(bare, i) : bare);
    }

    private RowTests rows(BlockReader reader, ChangeBlock block, int i)
            throws RowbackException.CaseFile {
        int format = block.format(i);
        long id = block.firstChange() + i;
        if (format >= byFormat.length) {
            byFormat = Arrays.copyOf(byFormat, Math.max(format + 1, 2 * byFormat.length));
        }
        RowTests known = byFormat[format];
        if (known == null || !known.holdFor(block.table(i), id)) {
            int table = block.table(i);
            known = new RowTests(reader.book(), format, id, table, reader.table(table), test);
            byFormat[format] = known;
        }
        return known;
    }
}
