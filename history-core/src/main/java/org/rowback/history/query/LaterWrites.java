package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Which of some changes were overwritten: a later change that counts as history named the row that they left or took
/// away.
public final class LaterWrites {
    /// Of so many changes the keys are held at a time.
    private static final int BATCH = 1 << 16;

    /// What a change left, and how the rows are named that it found and left.
    private record Written(RowAt left, Named named, Named before) {
        static Written by(Change change) {
            RowKey before = change.key().orElseThrow();
            RowKey left = change.op() == Op.UPDATE ? change.keyAfter().orElseThrow() : before;
            Named named = Named.of(change.tableId(), left);
            return new Written(
                    new RowAt(change.tableId(), left, change.id()),
                    named,
                    left.equals(before) ? named : Named.of(change.tableId(), before));
        }
    }

    private record Named(int tableId, Bytes key) {
        static Named of(int tableId, RowKey key) {
            return new Named(tableId, KeyBytes.of(key));
        }
    }

    /// Gathers what changes left; of a count, which asks of each change once.
    private record Gathering(ConcurrentLinkedQueue<Written> writes) implements ChangeTest {
        @Override
        public Truth of(Change change) {
            if (change.op().isRow() && !change.isVoid()) {
                writes.add(Written.by(change));
            }
            return Truth.FALSE;
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }

    private LaterWrites() {}

    /// The ids of a scan's row changes that count as history and were overwritten.
    public static BitSet of(History history, Scan selected, ImportMonitor monitor)
            throws RowbackException {
        BitSet overwritten = new BitSet();
        long last = Math.min(selected.toId(), history.totals().changes());
        for (long from = Math.max(1, selected.fromId()); from <= last; from += BATCH) {
            Gathering gathering = new Gathering(new ConcurrentLinkedQueue<>());
            Scan some = selected.ids(from, Math.min(last, from + BATCH - 1));
            history.count(some, gathering, monitor);
            List<Written> batch = new ArrayList<>(gathering.writes());
            batch.sort(Comparator.comparingLong(written -> -written.left().changeId()));
            ask(history, batch, overwritten, monitor);
        }
        return overwritten;
    }

    /// Those that a later change of the batch names need no look-up.
    ///
    /// @param batch the newest first
    private static void ask(
            History history, List<Written> batch, BitSet overwritten, ImportMonitor monitor)
            throws RowbackException {
        Set<Named> named = new HashSet<>();
        List<RowAt> open = new ArrayList<>();
        for (Written written : batch) {
            boolean again = !named.add(written.named());
            named.add(written.before());
            if (again) {
                overwritten.set(Math.toIntExact(written.left().changeId()));
            } else {
                open.add(written.left());
            }
        }
        BitSet later = history.writtenAfter(open, monitor);
        later.stream().forEach(i -> overwritten.set(Math.toIntExact(open.get(i).changeId())));
    }
}
