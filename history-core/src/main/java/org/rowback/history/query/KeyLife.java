package org.rowback.history.query;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What happened at one key, as the incarnations of rows that held it, in order of their first change.
///
/// Of a table with a key one row holds it at a time. Of a table without, several equal rows may; which of them a
/// change took is nowhere recorded and makes no difference, so the newest is taken.
final class KeyLife {
    private final RowKey key;
    private final List<Incarnation> incarnations = new ArrayList<>();
    private final List<Change> voided = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(Incarnation.Start start, List<Change> changes) {}

    /// @param changes of the key and those that empty the table, by rising id
    KeyLife(RowKey key, List<Change> changes) {
        this.key = key;
        for (Change change : changes) {
            if (change.isVoid()) {
                voided.add(change);
            } else if (!change.op().isRow()) {
                while (!open.isEmpty()) {
                    leave(change, Incarnation.End.EMPTIED);
                }
            } else {
                add(change);
            }
        }
        while (!open.isEmpty()) {
            close(open.pop(), Incarnation.End.OPEN);
        }
        incarnations.sort(Comparator.comparingLong(Incarnation::firstId));
    }

    List<Incarnation> incarnations() {
        return incarnations;
    }

    List<Change> voided() {
        return voided;
    }

    /// The incarnation that a change belongs to; of an UPDATE of the key, the one it ends.
    Optional<Incarnation> endingWith(Change change) {
        return incarnations.stream().filter(i -> i.lastId() == change.id()).findFirst();
    }

    Optional<Incarnation> startingWith(Change change) {
        return incarnations.stream().filter(i -> i.firstId() == change.id()).findFirst();
    }

    /// The row that held the key before, where this incarnation goes on with it.
    Optional<Incarnation> previous(Incarnation incarnation) {
        int index = incarnations.indexOf(incarnation);
        boolean follows =
                !key.whole()
                        && index > 0
                        && incarnation.start() != Incarnation.Start.MOVED_IN
                        && incarnations.get(index - 1).end().freesKey();
        return follows ? Optional.of(incarnations.get(index - 1)) : Optional.empty();
    }

    /// The row that held the key next, where it goes on with this incarnation.
    Optional<Incarnation> next(Incarnation incarnation) {
        int index = incarnations.indexOf(incarnation);
        if (index + 1 >= incarnations.size()) {
            return Optional.empty();
        }
        Incarnation next = incarnations.get(index + 1);
        return previous(next).filter(incarnation::equals).map(_ -> next);
    }

    private void add(Change change) {
        boolean from = change.op() != Op.INSERT && names(change.key());
        boolean to = change.op() != Op.DELETE && names(change.keyAfter());
        if (from && to) {
            if (open.isEmpty()) {
                open.push(new Open(Incarnation.Start.UNSEEN, new ArrayList<>()));
            }
            open.element().changes().add(change);
        } else if (from) {
            leave(
                    change,
                    change.op() == Op.DELETE ? Incarnation.End.DELETED : Incarnation.End.MOVED_OUT);
        } else if (to) {
            enter(
                    change,
                    change.op() == Op.INSERT
                            ? Incarnation.Start.INSERTED
                            : Incarnation.Start.MOVED_IN);
        }
    }

    private boolean names(Optional<RowKey> other) {
        return other.isPresent() && Canonical.same(key, other.get());
    }

    private void enter(Change change, Incarnation.Start start) {
        if (!key.whole() && !open.isEmpty()) {
            close(open.pop(), Incarnation.End.LOST);
        }
        Open entered = new Open(start, new ArrayList<>());
        entered.changes().add(change);
        open.push(entered);
    }

    private void leave(Change change, Incarnation.End end) {
        Open left =
                open.isEmpty() ? new Open(Incarnation.Start.UNSEEN, new ArrayList<>()) : open.pop();
        left.changes().add(change);
        close(left, end);
    }

    private void close(Open left, Incarnation.End end) {
        incarnations.add(new Incarnation(key, List.copyOf(left.changes()), left.start(), end));
    }
}
