package org.rowback.history.causality;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Tables;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Ties that are found from one change by look-ups: the row's writers, the parents it refers to, its transaction.
final class RowRules {
    /// So many changes of one transaction are read around each change.
    private static final long READ = 10_000;

    /// So many of them are tied to it, of each other table, before it and after it.
    private static final int NEAREST = 5;

    /// So many later writes of a row are tied to one of them.
    private static final int LATER = 20;

    private final History history;
    private final Tables tables;
    private final GraphBuilder graph;

    RowRules(History history, Tables tables, GraphBuilder graph) {
        this.history = history;
        this.tables = tables;
        this.graph = graph;
    }

    /// Later writes to the row: the next, and those that write one of its columns again; and who took its key where it
    /// gave that up.
    void laterWrites(int at, int depth) throws RowbackException {
        Change change = graph.change(at);
        Optional<RowKey> left = change.key().filter(k -> !k.whole());
        Optional<RowKey> kept =
                change.after().flatMap(_ -> change.keyAfter()).filter(k -> !k.whole());
        if (kept.isPresent()) {
            laterWrites(at, change, kept.get(), depth);
        }
        if (left.isPresent() && !left.equals(kept) && change.op() != Op.INSERT) {
            takers(at, change, left.get(), depth);
        }
    }

    private void laterWrites(int at, Change change, RowKey key, int depth) throws RowbackException {
        int tied = 0;
        for (long id : history.changesOf(change.tableId(), key)) {
            Optional<Change> later = id > change.id() ? history.change(id) : Optional.empty();
            if (later.isEmpty() || !counts(later.get())) {
                continue;
            }
            if (comesTo(later.get(), key)) {
                return;
            }
            boolean ends = leaves(later.get(), key);
            if (tied == 0 || ends || !again(change, later.get()).isEmpty()) {
                if (tied++ == LATER) {
                    graph.cut("more than " + LATER + " later writes of a row: the first are shown");
                    return;
                }
                tie(
                        at,
                        later.get(),
                        depth,
                        true,
                        CauseRule.LATER_WRITE,
                        wrote(change, later.get()));
            }
            if (ends) {
                return;
            }
        }
    }

    /// Rows that came to hold a key that a change gave up: how the first did, and how the last was written last.
    private void takers(int at, Change change, RowKey key, int depth) throws RowbackException {
        Optional<Change> last = Optional.empty();
        for (long id : history.changesOf(change.tableId(), key)) {
            Optional<Change> later = id > change.id() ? history.change(id) : Optional.empty();
            if (later.isPresent() && counts(later.get())) {
                boolean first = last.isEmpty() && comesTo(later.get(), key);
                last = first || last.isPresent() ? later : last;
                if (first) {
                    tieKey(at, later.get(), depth, "the key " + key + " was taken next");
                }
            }
        }
        if (last.isPresent() && !leaves(last.get(), key)) {
            tieKey(at, last.get(), depth, "the row that has the key " + key + " was written");
        }
    }

    private void tieKey(int at, Change other, int depth, String why) {
        tie(at, other, depth, true, CauseRule.KEY_REUSED, why);
    }

    /// Whether a row has a key only since a change.
    private static boolean comesTo(Change change, RowKey key) {
        return change.op() == Op.INSERT || !change.key().equals(Optional.of(key));
    }

    /// Whether a row has a key no more after a change.
    private static boolean leaves(Change change, RowKey key) {
        return change.op() == Op.DELETE || !change.keyAfter().equals(Optional.of(key));
    }

    void previousWriter(int at, int depth) throws RowbackException {
        Change change = graph.change(at);
        Optional<RowKey> key = change.key();
        if (key.isPresent() && !key.get().whole()) {
            Optional<Change> before =
                    history.lastChangeOf(change.tableId(), key.get(), change.id());
            if (before.isPresent()) {
                boolean reused = comesTo(change, key.get());
                tie(
                        at,
                        before.get(),
                        depth,
                        false,
                        reused ? CauseRule.KEY_REUSED : CauseRule.LATER_WRITE,
                        wrote(before.get(), change));
            }
        }
    }

    /// Names of the columns that a change wrote and another wrote again.
    private static List<String> again(Change first, Change second) {
        List<String> again = new ArrayList<>();
        var columns = second.schema().columns();
        var changed = second.changedColumns();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            int there = first.schema().indexOf(columns.get(i).name());
            if (there >= 0 && first.changedColumns().get(there)) {
                again.add(columns.get(i).name());
            }
        }
        return again;
    }

    /// `price, stock written again`, or what became of the row.
    private static String wrote(Change first, Change second) {
        List<String> again = again(first, second);
        String how =
                switch (second.op()) {
                    case DELETE -> "the row was deleted next";
                    case INSERT -> "the key was inserted next";
                    default ->
                            again.isEmpty()
                                    ? "other columns of the row were written next"
                                    : String.join(", ", again) + " written again";
                };
        return first.loggedTable().equals(second.loggedTable())
                ? how
                : how + ", under the name " + second.loggedTable();
    }

    /// The parents that a row refers to by their primary keys, as they were written last.
    void parents(int at, int depth) throws RowbackException {
        Change change = graph.change(at);
        for (Tables.Link link : tables.parentsOf(change.tableId())) {
            Optional<RowKey> key = parentKey(link, change);
            if (key.isPresent()) {
                Optional<Change> parent =
                        history.lastChangeOf(link.parent(), key.get(), change.id());
                if (parent.isPresent()) {
                    tie(
                            at,
                            parent.get(),
                            depth,
                            false,
                            CauseRule.FOREIGN_KEY,
                            link.key().name() + ": " + change.table() + " refers to it");
                }
            }
        }
    }

    private Optional<RowKey> parentKey(Tables.Link link, Change change) {
        Optional<SchemaVersion> parent = tables.head(link.parent());
        List<ColumnValue> parts = new ArrayList<>();
        for (String part : parent.map(SchemaVersion::primaryKey).orElse(List.of())) {
            int at = link.key().parentColumns().indexOf(part);
            ColumnValue value =
                    at < 0
                            ? ColumnValue.NULL
                            : change.after()
                                    .or(change::before)
                                    .map(image -> image.value(link.key().columns().get(at)))
                                    .orElse(ColumnValue.NULL);
            if (value instanceof ColumnValue.NotLogged || value == ColumnValue.NULL) {
                return Optional.empty();
            }
            parts.add(value);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new RowKey(parts, false));
    }

    /// What one transaction did to other tables beside it: the nearest changes of each. And what its statement did to
    /// tables that its text does not name.
    void coupled(int at, int depth, ImportMonitor monitor) throws RowbackException {
        Change change = graph.change(at);
        long first = change.transaction().firstChange();
        long last = first + change.transaction().changes() - 1;
        long from = Math.max(first, change.id() - READ / 2);
        long to = Math.min(last, change.id() + READ / 2);
        if (from > first || to < last) {
            graph.cut(
                    "transaction "
                            + change.transaction().id()
                            + " has "
                            + change.transaction().changes()
                            + " changes: those around each change asked about are tied");
        }
        Map<Integer, Deque<Change>> before = new TreeMap<>();
        Map<Integer, Integer> after = new HashMap<>();
        try (Cursor<Change> changes = history.changes(Scan.ALL.ids(from, to), monitor)) {
            while (changes.next()) {
                Change other = changes.get();
                if (other.tableId() == change.tableId()) {
                    continue;
                }
                if (other.id() < change.id()) {
                    Deque<Change> nearest =
                            before.computeIfAbsent(other.tableId(), _ -> new ArrayDeque<>());
                    nearest.addLast(other);
                    if (nearest.size() > NEAREST) {
                        nearest.removeFirst();
                    }
                } else if (after.merge(other.tableId(), 1, Integer::sum) <= NEAREST) {
                    couple(at, change, other, depth);
                }
            }
        }
        before.values().forEach(all -> all.forEach(other -> couple(at, change, other, depth)));
    }

    private void couple(int at, Change change, Change other, int depth) {
        Optional<String> text = change.statement().filter(t -> !t.isEmpty());
        boolean later = other.id() > change.id();
        Change effect = later ? other : change;
        Change cause = later ? change : other;
        boolean trigger =
                text.isPresent()
                        && text.equals(other.statement())
                        && Shape.names(text.get(), cause.loggedTable().table())
                        && !Shape.names(text.get(), effect.loggedTable().table());
        tie(
                at,
                other,
                depth,
                later,
                trigger ? CauseRule.TRIGGER : CauseRule.SAME_TRANSACTION,
                trigger
                        ? "the statement does not name " + effect.loggedTable()
                        : "committed together, transaction " + change.transaction().id());
    }

    private void tie(int at, Change other, int depth, boolean down, CauseRule rule, String why) {
        Optional<Integer> node = graph.node(other, false, depth);
        if (node.isPresent()) {
            graph.tie(down ? at : node.get(), down ? node.get() : at, rule, why);
        }
    }

    private static boolean counts(Change change) {
        return !change.isVoid() && change.op().isRow();
    }
}
