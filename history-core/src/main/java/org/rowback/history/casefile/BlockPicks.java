package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.BlockReader.Entry;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Scan;

/// Which changes of a block a scan wants, in its order. Not thread-safe.
final class BlockPicks {
    private final Scan scan;
    private final ChangeBlock block;
    private final VoidRanges voids;
    private final @Nullable CommitTimes times;
    private int at;

    /// @param voids of the block
    BlockPicks(Db db, Scan scan, Entry entry, ChangeBlock block, VoidRanges voids)
            throws RowbackException.CaseFile {
        this.scan = scan;
        this.block = block;
        this.voids = scan.withVoid() ? VoidRanges.NONE : voids;
        times = entry.isTimedBy(scan) ? CommitTimes.of(db, block) : null;
    }

    /// The index of the next one; negative at the end.
    int next() throws RowbackException.CaseFile {
        while (at < block.count()) {
            int i = scan.forward() ? at : block.count() - 1 - at;
            at++;
            if (isWanted(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isWanted(int i) throws RowbackException.CaseFile {
        long id = block.firstChange() + i;
        return id >= scan.fromId()
                && id <= scan.toId()
                && (scan.tables() == null || scan.tables().get(block.table(i)))
                && scan.ops().contains(block.op(i))
                && (times == null || times.isWithin(block.transaction(i), scan))
                && !voids.contains(id);
    }
}
