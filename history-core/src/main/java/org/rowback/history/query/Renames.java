package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Rename.Follows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tables that have another name since, as the DDL of the log says: the one place that tells which names are one table.
/// Row history, blame, causes and undo all read the [#history()] in which they are.
///
/// That one table is another's past is taken as proven only where nothing of the old name was written after the rename
/// and nothing of the new one before it. Where a name goes to another table in the same statement, as at the end of an
/// online schema change, it is the name that goes on: such tables are not followed here, for a case knows tables by
/// name. So it is where the place is taken by a second statement ([CutOver]).
public final class Renames {
    private static final Set<Op> ROWS = EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE);

    private final History history;
    private final ImportMonitor monitor;
    private final List<Rename> all = new ArrayList<>();
    private final Map<Integer, TableName> names = new HashMap<>();
    private final Map<Integer, Step> next = new HashMap<>();
    private final Map<Integer, Rename> doubts = new HashMap<>();
    private final Set<Long> copies = new HashSet<>();

    /// A table's next name.
    private record Step(int to, Rename rename) {}

    private Renames(History history, ImportMonitor monitor) {
        this.history = history;
        this.monitor = monitor;
    }

    /// Those of a history; reads its DDL.
    public static Renames of(History history, ImportMonitor monitor) throws RowbackException {
        if (history instanceof RenamedHistory followed) {
            return followed.renames();
        }
        Renames renames = new Renames(history, monitor);
        boolean hasDdl = false;
        for (TableSummary table : history.tables()) {
            renames.names.put(table.id(), table.name());
            hasDdl |= table.others() > 0;
        }
        if (hasDdl) {
            renames.read();
        }
        return renames;
    }

    /// Those that a history follows; empty where it knows tables by the names that they had.
    public static Optional<Renames> followed(History history) {
        History at = history;
        while (at instanceof ForwardingHistory forwarding) {
            if (at instanceof RenamedHistory renamed) {
                return Optional.of(renamed.renames());
            }
            at = forwarding.history;
        }
        return Optional.empty();
    }

    private void read() throws RowbackException {
        Scan scan = Scan.ALL.ops(EnumSet.of(Op.DDL));
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                Optional<TableName> to =
                        change.statement().flatMap(s -> TableFate.newName(s, change.table()));
                Optional<Change> back =
                        to.isPresent() ? CutOver.of(history, change) : Optional.empty();
                back.ifPresent(b -> copies.add(b.id()));
                if (to.isPresent() && back.isEmpty()) {
                    add(change, to.get());
                }
            }
        }
    }

    private void add(Change change, TableName to) throws RowbackException {
        Optional<Integer> target = history.table(to).map(TableSummary::id);
        int from = change.tableId();
        boolean known = next.containsKey(from) || doubts.containsKey(from);
        boolean proven =
                target.isPresent()
                        && !known
                        && next.values().stream().noneMatch(s -> s.to == target.get())
                        && hasNone(from, change.id() + 1, Long.MAX_VALUE)
                        && hasNone(target.get(), 1, change.id() - 1);
        Follows follows =
                proven
                        ? Follows.PROVEN
                        : copies.contains(change.id())
                                        || TableFate.takesPlace(change.statement().orElse(""), to)
                                ? Follows.BY_NAME
                                : Follows.UNPROVEN;
        Rename rename = Rename.of(change, to, follows);
        all.add(rename);
        if (proven) {
            next.put(from, new Step(target.get(), rename));
        } else {
            next.remove(from);
            doubts.put(from, rename);
        }
    }

    private boolean hasNone(int tableId, long from, long to) throws RowbackException {
        BitSet only = new BitSet();
        only.set(tableId);
        return to < from
                || history.count(Scan.ALL.tables(only).ops(ROWS).ids(from, to), monitor) == 0;
    }

    /// The history in which tables have the name that they have now, as far as that is proven.
    public History history() {
        return next.isEmpty() ? history : new RenamedHistory(history, this);
    }

    /// The table that a table is now.
    public int now(int tableId) {
        Set<Integer> seen = new HashSet<>();
        int now = tableId;
        while (next.containsKey(now) && seen.add(now)) {
            now = next.get(now).to;
        }
        return now;
    }

    /// A change as one of the table that there is now.
    public Change now(Change change) {
        int table = now(change.tableId());
        return table == change.tableId() || isOfAnother(change)
                ? change
                : new RenamedChange(change, table, names.getOrDefault(table, change.table()));
    }

    /// Whether DDL is of another table than its name's rows: one that had the name before it was given, or has it since it
    /// was left. No rows were written to such a table.
    boolean isOfAnother(Change change) {
        if (change.op().isRow()) {
            return false;
        }
        Step left = next.get(change.tableId());
        return (left != null && left.rename.change().id() < change.id())
                || next.values().stream()
                        .anyMatch(
                                s ->
                                        s.to == change.tableId()
                                                && change.id() < s.rename.change().id());
    }

    /// The table whose name a table had just before a change.
    int at(int tableId, long changeId) {
        int at = tableId;
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<Integer, Step> step : next.entrySet()) {
                if (step.getValue().to == at && changeId <= step.getValue().rename.change().id()) {
                    at = step.getKey();
                    more = true;
                    break;
                }
            }
        }
        return at;
    }

    /// The tables that a table was before, and itself.
    public BitSet past(int tableId) {
        BitSet past = new BitSet();
        past.set(tableId);
        for (int from : next.keySet()) {
            past.set(from, past.get(from) || now(from) == tableId);
        }
        return past;
    }

    /// What the log says of the names of a table, under any that it had, in order.
    public List<Rename> of(int tableId) {
        Set<TableName> own = new HashSet<>();
        past(now(tableId)).stream().mapToObj(names::get).forEach(own::add);
        return all.stream().filter(r -> own.contains(r.from()) || own.contains(r.to())).toList();
    }

    /// The rename after which a table has another name; empty where it has its own.
    public Optional<Rename> next(int tableId) {
        return Optional.ofNullable(next.get(tableId)).map(Step::rename);
    }

    /// Why it cannot be told where the row of a change is now; empty where it can.
    public Optional<String> doubt(Change change) {
        return Optional.ofNullable(doubts.get(change.tableId()))
                .filter(r -> change.id() < r.change().id())
                .map(Rename::told);
    }
}
