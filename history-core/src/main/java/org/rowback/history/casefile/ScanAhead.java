package org.rowback.history.casefile;

import org.rowback.history.casefile.BlockWalk.Stretch;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/// Reads a scan's blocks on all cores, ahead of the one thread that asks, and hands over what they hold in order. That
/// thread reads too: nothing waits for a helper to become free. The further somebody reads, the further it runs ahead,
/// but never beyond some parts, nor beyond some memory.
final class ScanAhead implements AutoCloseable {
    /// Blocks of a part at most: so many are read before anybody asks whether to stop.
    private static final int MOST_BLOCKS = 16;

    private static final int MOST_AHEAD = 2 * Runtime.getRuntime().availableProcessors();

    /// What found changes may hold together before only what is awaited is read.
    private static final long MOST_BYTES = 16 << 20;

    /// The blocks of so many parts are kept for who asks again; a longer scan only passes.
    private static final int PARTS_KEPT = 4;

    /// A part on its way.
    private record Ahead(Stretch stretch, Task<Found> task) {}

    private final CaseHistory history;
    private final Scan scan;
    private final ChangeTest test;
    private final Found.Keeping keeping;
    private final ImportMonitor monitor;
    private final Executor helpers;
    private final BlockWalk walk;
    private final Deque<Ahead> parts = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<BlockTester> testers = new ConcurrentLinkedQueue<>();
    private final AtomicLong heldBytes = new AtomicLong();
    private long tested;
    private int begun;
    private int ahead;
    private int blocks = MOST_BLOCKS;
    private volatile boolean hasEnded;

    /// @param helpers threads that may read too
    ScanAhead(
            CaseHistory history,
            Scan scan,
            ChangeTest test,
            Found.Keeping keeping,
            ImportMonitor monitor,
            Executor helpers) {
        this.history = history;
        this.scan = scan;
        this.test = test;
        this.keeping = keeping;
        this.monitor = monitor;
        this.helpers = helpers;
        walk = new BlockWalk(scan);
        ahead = keeping == Found.Keeping.NONE ? MOST_AHEAD : 0;
    }

    /// What the next blocks hold; empty at the end.
    Optional<Found> next() throws RowbackException {
        monitor.check();
        while (parts.size() <= ahead && !walk.atEnd()) {
            Stretch stretch = history.read(reader -> walk.next(reader.db(), blocks));
            if (!stretch.blocks().isEmpty()) {
                parts.addLast(begin(stretch, parts.isEmpty()));
            }
            monitor.check();
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Ahead head = parts.element();
        await(head.task());
        Found found = head.task().result(monitor);
        parts.remove();
        if (found.failure().isPresent()) {
            throw found.failure().get();
        }
        heldBytes.addAndGet(-found.bytes());
        tested += found.count().candidates();
        if (test.always().isEmpty()) {
            monitor.progress("searching", tested, 0, "changes");
        }
        goOn(head.stretch(), found);
        return Optional.of(found);
    }

    private Ahead begin(Stretch stretch, boolean isAwaited) {
        ScanPart part = new ScanPart(this, stretch, isAwaited, ++begun > PARTS_KEPT);
        Ahead one = new Ahead(stretch, new Task<>(part::read));
        if (!isAwaited) {
            helpers.execute(one.task());
        }
        return one;
    }

    /// Sees to it that what a part left is read next, and that the next parts are of a size that is read at once.
    private void goOn(Stretch stretch, Found found) {
        ahead = Math.min(MOST_AHEAD, Math.max(1, 2 * ahead));
        int read = stretch.blocks().size() - found.rest().size();
        blocks = found.rest().isEmpty() ? Math.min(MOST_BLOCKS, 2 * blocks) : Math.max(1, read);
        List<Stretch> rest = new ArrayList<>();
        for (int from = 0; from < found.rest().size(); from += blocks) {
            int to = Math.min(from + blocks, found.rest().size());
            rest.add(new Stretch(found.rest().subList(from, to), stretch.voids()));
        }
        for (int i = rest.size() - 1; i >= 0; i--) {
            parts.addFirst(begin(rest.get(i), i == 0));
        }
    }

    /// Reads until a part is read.
    private void await(Task<Found> head) throws RowbackException {
        head.run();
        for (Ahead other : parts) {
            if (head.isDone()) {
                return;
            }
            monitor.check();
            other.task().run();
        }
    }

    /// Stops reading, and returns when nobody reads any more.
    @Override
    public void close() {
        hasEnded = true;
        parts.forEach(part -> part.task().drop());
        parts.forEach(part -> part.task().settle());
        parts.clear();
    }

    CaseHistory history() {
        return history;
    }

    Found.Keeping keeping() {
        return keeping;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /// Whether changes that were found and not yet handed over hold much memory.
    boolean isFull(long moreBytes) {
        return heldBytes.get() + moreBytes > MOST_BYTES;
    }

    void hold(long bytes) {
        heldBytes.addAndGet(bytes);
    }

    BlockTester takeTester() {
        BlockTester idle = testers.poll();
        return idle == null ? new BlockTester(scan, test) : idle;
    }

    void giveTester(BlockTester tester) {
        testers.add(tester);
    }
}
