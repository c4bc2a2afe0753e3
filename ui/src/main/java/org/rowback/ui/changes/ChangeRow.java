package org.rowback.ui.changes;

import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.Transaction;
import org.rowback.ui.filter.CellTerm;

/// What the list shows of one change; made on a worker, so that painting decodes nothing.
///
/// @param rowTerm the filter that finds all changes of its row
/// @param context whether it is shown only because an answer is near
public record ChangeRow(
        long id,
        long timeMicros,
        boolean exactTime,
        Op op,
        int tableId,
        String table,
        String key,
        String changed,
        long thread,
        long transaction,
        boolean isVoid,
        String rowTerm,
        boolean context) {
    static ChangeRow of(Change change) {
        Transaction transaction = change.transaction();
        return new ChangeRow(
                change.id(),
                transaction.commitTimeMicros(),
                transaction.timeExactToMicros(),
                change.op(),
                change.tableId(),
                change.table().toString(),
                change.key().map(ChangeRow::show).orElse(""),
                Summary.of(change),
                transaction.thread(),
                transaction.id(),
                change.isVoid(),
                CellTerm.row(change.table().toString(), change.key()),
                false);
    }

    /// The same change, shown around an answer without being one.
    ChangeRow asContext() {
        return new ChangeRow(
                id,
                timeMicros,
                exactTime,
                op,
                tableId,
                table,
                key,
                changed,
                thread,
                transaction,
                isVoid,
                rowTerm,
                true);
    }

    private static String show(RowKey key) {
        return key.whole() ? "(no key)" : Summary.shorten(key.toString(), 60);
    }

    /// `+`, `~`, `−`: the op without colour.
    public static String glyph(Op op) {
        return switch (op) {
            case INSERT -> "+";
            case UPDATE -> "~";
            case DELETE -> "−";
            case TRUNCATE -> "⨯";
            case DDL -> "§";
        };
    }
}
