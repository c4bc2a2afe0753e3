package org.rowback.history.snapshot;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.Moment;
import org.rowback.history.query.TableSummary;

import java.util.BitSet;
import java.util.Optional;

/// What changed between two moments, net: a row that came and went, or went from A to B to A, does not show.
public final class NetDiff {
    private NetDiff() {}

    /// A row that differs: INSERT has no `before`, DELETE no `after`.
    ///
    /// @param first id of its first change in between
    /// @param last id of its last change in between
    /// @param changed columns (of `after`'s schema, for DELETE of `before`'s) whose values differ
    public record Row(
            Op op,
            Optional<RowImage> before,
            Optional<RowImage> after,
            long first,
            long last,
            BitSet changed) {}

    /// Takes rows one by one.
    public interface RowVisitor {
        void visit(Row row) throws RowbackException;
    }

    /// Goes through a table's rows that differ, in order of their first change in between.
    public static void rows(
            History history,
            TableSummary table,
            Moment from,
            Moment to,
            RowVisitor visitor,
            ImportMonitor monitor)
            throws RowbackException {
        if (to.lastChange() <= from.lastChange()) {
            return;
        }
        Images images = new Images(history);
        try (ScratchDb scratch = ScratchDb.open();
                RowLedger ledger = new RowLedger(scratch)) {
            TableWalk.feed(
                    history,
                    table.id(),
                    from.lastChange() + 1,
                    Long.MAX_VALUE,
                    to.lastChange(),
                    ledger,
                    monitor);
            ledger.forEach(
                    entry -> {
                        monitor.check();
                        Optional<RowImage> before =
                                entry.existed() ? images.before(entry.first()) : Optional.empty();
                        Optional<RowImage> after =
                                entry.isThere() ? images.after(entry.last()) : Optional.empty();
                        if (before.isEmpty() && after.isEmpty()) {
                            return;
                        }
                        BitSet changed = changed(before, after);
                        if (!changed.isEmpty()) {
                            Op op =
                                    before.isEmpty()
                                            ? Op.INSERT
                                            : after.isEmpty() ? Op.DELETE : Op.UPDATE;
                            visitor.visit(
                                    new Row(
                                            op,
                                            before,
                                            after,
                                            entry.first(),
                                            Math.max(entry.last(), entry.emptied()),
                                            changed));
                        }
                    });
        }
    }

    private static BitSet changed(Optional<RowImage> before, Optional<RowImage> after) {
        BitSet changed = new BitSet();
        if (before.isEmpty() || after.isEmpty()) {
            changed.set(0, before.or(() -> after).orElseThrow().size());
            return changed;
        }
        RowImage old = Images.in(after.get().schema(), before.get());
        for (int i = 0; i < old.size(); i++) {
            changed.set(i, !Canonical.same(old.value(i), after.get().value(i)));
        }
        return changed;
    }
}
