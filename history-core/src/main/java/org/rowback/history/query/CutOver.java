package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The end of an online schema change in two statements: `RENAME t TO _t_del`, then `RENAME _t_gho TO t`. Where nothing
/// was written under any of these names between them, the name `t` goes on as if both had been one statement.
///
/// Only copies that are named as gh-ost and pt-online-schema-change name them are taken for such: another table that gets
/// the name, as at the rotation of a log, is another table.
final class CutOver {
    private CutOver() {}

    /// The statement that puts the copy in the place of a table that a change moves away; empty where none does.
    static Optional<Change> of(History history, Change away) throws RowbackException {
        TableName table = away.table();
        Optional<TableName> moved = newName(away);
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        for (String copy : List.of("_" + table.table() + "_gho", "_" + table.table() + "_new")) {
            Optional<TableSummary> source = history.table(new TableName(table.database(), copy));
            if (source.isPresent()) {
                BitSet names = new BitSet();
                names.set(away.tableId());
                names.set(source.get().id());
                history.table(moved.get()).ifPresent(t -> names.set(t.id()));
                Optional<Change> back = next(history, names, source.get().id(), away);
                if (back.isPresent()) {
                    return back;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TableName> newName(Change change) {
        return change.op() != Op.DDL
                ? Optional.empty()
                : change.statement().flatMap(s -> TableFate.newName(s, change.table()));
    }

    /// The rename of the copy, where nothing but DDL lies between.
    private static Optional<Change> next(History history, BitSet names, int copy, Change away)
            throws RowbackException {
        Scan after =
                Scan.ALL
                        .tables(names)
                        .ops(EnumSet.allOf(Op.class))
                        .ids(away.id() + 1, Long.MAX_VALUE);
        try (Cursor<Change> changes = history.changes(after, ImportMonitor.NONE)) {
            while (changes.next() && changes.get().op() == Op.DDL) {
                boolean isBack =
                        changes.get().tableId() == copy
                                && newName(changes.get()).filter(away.table()::equals).isPresent();
                if (isBack) {
                    return Optional.of(changes.get());
                }
            }
            return Optional.empty();
        }
    }
}
