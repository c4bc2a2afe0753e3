package org.rowback.history.casefile;

import org.rowback.history.casefile.BlockReader.Entry;
import org.rowback.history.casefile.BlockWalk.Stretch;
import org.rowback.history.model.RowbackException;

import java.util.List;

/// Reads some neighbouring blocks of a scan; what it leaves unread it says. Runs once, on whichever thread comes first.
final class ScanPart {
    /// Enough changes for one reading.
    private static final int ENOUGH = 512;

    /// Enough memory for one reading.
    private static final long MOST_BYTES = 2 << 20;

    private final ScanAhead scan;
    private final Stretch stretch;
    private final boolean isAwaited;
    private final boolean isPassing;

    /// @param isAwaited whether somebody waits for it: then it reads at least one block
    /// @param isPassing see [BlockReader]
    ScanPart(ScanAhead scan, Stretch stretch, boolean isAwaited, boolean isPassing) {
        this.scan = scan;
        this.stretch = stretch;
        this.isAwaited = isAwaited;
        this.isPassing = isPassing;
    }

    Found read() throws RowbackException.CaseFile {
        Found found = new Found(scan.keeping());
        if (scan.hasEnded()) {
            return found;
        }
        BlockTester tester = scan.takeTester();
        scan.history().read(reader -> read(reader, tester, found), isPassing);
        scan.giveTester(tester);
        scan.hold(found.bytes());
        return found;
    }

    private Found read(BlockReader reader, BlockTester tester, Found found)
            throws RowbackException.CaseFile {
        tester.begin(reader);
        List<Entry> blocks = stretch.blocks();
        int done = 0;
        try {
            while (done < blocks.size() && (isNeeded(found) || (isAwaited && done == 0))) {
                tester.read(reader, blocks.get(done), stretch.voids(), found);
                done++;
            }
        } catch (RowbackException.CaseFile e) {
            throw e;
        } catch (RowbackException e) {
            found.fail(e);
        }
        found.leave(blocks.subList(done, blocks.size()));
        if (!scan.hasEnded()) {
            found.complete(reader);
        }
        return found;
    }

    private boolean isNeeded(Found found) {
        return !scan.hasEnded()
                && found.size() < ENOUGH
                && found.bytes() < MOST_BYTES
                && !scan.isFull(found.bytes());
    }
}
