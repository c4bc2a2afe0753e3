package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tables that have another name since, as the DDL of the log says.
///
/// That one table is another's past is taken as proven only where nothing of the old name was written after the rename
/// and nothing of the new one before it. Where a name goes to another table in the same statement, as at the end of an
/// online schema change, it is the name that goes on: such tables are not followed here, for a case knows tables by
/// name.
public final class Renames {
    private static final Set<Op> ROWS = EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE);

    private final History history;
    private final ImportMonitor monitor;
    private final Map<Integer, Integer> next = new HashMap<>();
    private final Map<Integer, String> told = new HashMap<>();
    private final Map<Integer, Doubt> doubts = new HashMap<>();

    /// @param before the change that took the name away last
    private record Doubt(long before, String why) {}

    private Renames(History history, ImportMonitor monitor) {
        this.history = history;
        this.monitor = monitor;
    }

    /// Those of a history; reads its DDL.
    public static Renames of(History history, ImportMonitor monitor) throws RowbackException {
        Renames renames = new Renames(history, monitor);
        if (history.tables().stream().anyMatch(t -> t.others() > 0)) {
            renames.read();
        }
        return renames;
    }

    private void read() throws RowbackException {
        Scan scan = Scan.ALL.ops(EnumSet.of(Op.DDL));
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                Optional<TableName> to =
                        change.statement().flatMap(s -> TableFate.newName(s, change.table()));
                if (to.isPresent()) {
                    add(change, to.get());
                }
            }
        }
    }

    private void add(Change change, TableName to) throws RowbackException {
        Optional<TableSummary> target = history.table(to);
        String what = change.table() + " was renamed to " + to + " by change " + change.id();
        int from = change.tableId();
        boolean known = next.containsKey(from) || doubts.containsKey(from);
        boolean proven =
                target.isPresent()
                        && !known
                        && !next.containsValue(target.get().id())
                        && hasNone(from, change.id() + 1, Long.MAX_VALUE)
                        && hasNone(target.get().id(), 1, change.id() - 1);
        if (proven) {
            next.put(from, target.get().id());
            told.put(from, what + ": its rows are put right under that name");
        } else {
            next.remove(from);
            doubts.put(
                    from,
                    new Doubt(
                            change.id(),
                            what
                                    + ", and rows were written under both names before or after"
                                    + " that: which of them are the same cannot be told"));
        }
    }

    private boolean hasNone(int tableId, long from, long to) throws RowbackException {
        BitSet only = new BitSet();
        only.set(tableId);
        return to < from
                || history.count(Scan.ALL.tables(only).ops(ROWS).ids(from, to), monitor) == 0;
    }

    /// Whether no table has another name since.
    public boolean isEmpty() {
        return next.isEmpty();
    }

    /// The table that a table is now.
    public int now(int tableId) {
        Set<Integer> seen = new HashSet<>();
        int now = tableId;
        while (next.containsKey(now) && seen.add(now)) {
            now = next.get(now);
        }
        return now;
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

    /// What became of a table's name, one sentence; empty where it is what it was.
    public Optional<String> told(int tableId) {
        return Optional.ofNullable(told.get(tableId));
    }

    /// Why it cannot be told where the row of a change is now; empty where it can.
    public Optional<String> doubt(Change change) {
        return Optional.ofNullable(doubts.get(change.tableId()))
                .filter(d -> change.id() < d.before)
                .map(Doubt::why);
    }
}
