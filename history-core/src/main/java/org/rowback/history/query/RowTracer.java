package org.rowback.history.query;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Follows rows through a history. It keeps what it learns of whole tables, so use one for many rows. Not
/// thread-safe.
public final class RowTracer {
    private final History history;
    private final ImportMonitor monitor;
    private final Map<Integer, List<Emptying>> emptyings = new HashMap<>();
    private @Nullable Doubts doubts;

    public RowTracer(History history) {
        this(history, ImportMonitor.NONE);
    }

    /// @param monitor may want a row with a long history to be left
    public RowTracer(History history, ImportMonitor monitor) {
        this.history = history;
        this.monitor = monitor;
    }

    /// All rows that ever held a key.
    public RowHistory trace(int tableId, RowKey key) throws RowbackException {
        Trace trace = new Trace(tableId);
        for (Incarnation seed : trace.life(key).incarnations()) {
            trace.follow(seed);
        }
        return trace.result(key);
    }

    /// The one row that a change belongs to; [Version#row] is 1 throughout. Of a change that has no row or does not
    /// count as history, nothing.
    public List<Version> rowOf(Change change) throws RowbackException {
        Optional<RowKey> key = change.key();
        if (change.isVoid() || !change.op().isRow() || key.isEmpty()) {
            return List.of();
        }
        Trace trace = new Trace(change.tableId());
        for (Incarnation seed : trace.life(key.get()).incarnations()) {
            if (seed.changes().stream().anyMatch(c -> c.id() == change.id())) {
                trace.follow(seed);
                break;
            }
        }
        return trace.result(key.get()).versions();
    }

    /// Statements that took rows of a table which they do not name, by rising id.
    public List<Emptying> emptyings(int tableId) throws RowbackException {
        List<Emptying> known = emptyings.get(tableId);
        if (known != null) {
            return known;
        }
        List<Emptying> found = new ArrayList<>();
        if (history.tables().stream().allMatch(t -> t.id() != tableId || t.others() == 0)) {
            emptyings.put(tableId, found);
            return found;
        }
        BitSet table = new BitSet();
        table.set(tableId);
        Scan scan = Scan.ALL.tables(table).ops(EnumSet.of(Op.TRUNCATE, Op.DDL));
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (changes.next()) {
                Emptying.of(history, changes.get()).ifPresent(found::add);
            }
        }
        emptyings.put(tableId, found);
        return found;
    }

    /// Where the row of a key may have changed unseen.
    Doubts doubts(int tableId, RowKey key) throws RowbackException {
        List<Long> undecided = new ArrayList<>();
        for (Emptying emptying : emptyings(tableId)) {
            if (emptying.takes(key) == Truth.UNDECIDABLE) {
                undecided.add(emptying.change().id());
            }
        }
        return doubts().and(undecided);
    }

    /// Where log is missing.
    Doubts doubts() throws RowbackException {
        Doubts known = doubts;
        if (known == null) {
            known = Doubts.of(history);
            doubts = known;
        }
        return known;
    }

    /// The work of following the rows of one question.
    private final class Trace {
        private final int tableId;
        private final Map<RowKey, KeyLife> lives = new HashMap<>();
        private final List<List<Incarnation>> rows = new ArrayList<>();
        private final Map<Long, Change> voided = new TreeMap<>();
        private final Set<Long> undecided = new TreeSet<>();

        Trace(int tableId) {
            this.tableId = tableId;
        }

        KeyLife life(RowKey key) throws RowbackException {
            KeyLife known = lives.get(key);
            if (known != null) {
                return known;
            }
            List<Change> changes = new ArrayList<>();
            for (Emptying emptying : emptyings(tableId)) {
                switch (emptying.takes(key)) {
                    case TRUE -> changes.add(emptying.change());
                    case UNDECIDABLE -> undecided.add(emptying.change().id());
                    case FALSE -> {}
                }
            }
            for (long id : history.changesOf(tableId, key, monitor)) {
                monitor.check();
                history.change(id).ifPresent(changes::add);
            }
            changes.sort(Comparator.comparingLong(Change::id));
            KeyLife life = new KeyLife(key, changes);
            lives.put(key, life);
            return life;
        }

        void follow(Incarnation seed) throws RowbackException {
            if (rows.stream().anyMatch(row -> row.contains(seed))) {
                return;
            }
            List<Incarnation> row = new ArrayList<>(List.of(seed));
            for (Optional<Incarnation> at = before(seed); at.isPresent(); at = before(at.get())) {
                row.addFirst(at.get());
            }
            for (Optional<Incarnation> at = after(seed); at.isPresent(); at = after(at.get())) {
                row.addLast(at.get());
            }
            rows.add(row);
        }

        private Optional<Incarnation> before(Incarnation incarnation) throws RowbackException {
            if (incarnation.start() == Incarnation.Start.MOVED_IN) {
                Change move = incarnation.changes().getFirst();
                return life(move.key().orElseThrow()).endingWith(move);
            }
            return life(incarnation.key()).previous(incarnation);
        }

        private Optional<Incarnation> after(Incarnation incarnation) throws RowbackException {
            if (incarnation.end() == Incarnation.End.MOVED_OUT) {
                Change move = incarnation.changes().getLast();
                return life(move.keyAfter().orElseThrow()).startingWith(move);
            }
            return life(incarnation.key()).next(incarnation);
        }

        RowHistory result(RowKey key) throws RowbackException {
            rows.sort(Comparator.comparingLong(row -> row.getFirst().firstId()));
            List<Version> versions = new ArrayList<>();
            Doubts own = doubts().and(undecided);
            for (int i = 0; i < rows.size(); i++) {
                RowFiller filler = new RowFiller(i + 1, own);
                for (Change change : changes(rows.get(i))) {
                    monitor.check();
                    versions.add(filler.next(change));
                }
                gatherVoided(rows.get(i));
            }
            if (rows.isEmpty()) {
                life(key).voided().forEach(v -> voided.put(v.id(), v));
            }
            versions.sort(Comparator.comparingLong(Version::id).thenComparingInt(Version::row));
            return new RowHistory(key, versions, List.copyOf(voided.values()), List.of());
        }

        private List<Change> changes(List<Incarnation> row) {
            Map<Long, Change> byId = new LinkedHashMap<>();
            for (Incarnation incarnation : row) {
                incarnation.changes().forEach(c -> byId.putIfAbsent(c.id(), c));
            }
            return List.copyOf(byId.values());
        }

        private void gatherVoided(List<Incarnation> row) throws RowbackException {
            for (Incarnation incarnation : row) {
                boolean gone = incarnation.end() == Incarnation.End.MOVED_OUT;
                boolean came = incarnation.start() == Incarnation.Start.MOVED_IN;
                for (Change change : life(incarnation.key()).voided()) {
                    if ((!came || change.id() > incarnation.firstId())
                            && (!gone || change.id() < incarnation.lastId())) {
                        voided.put(change.id(), change);
                    }
                }
            }
        }
    }
}
