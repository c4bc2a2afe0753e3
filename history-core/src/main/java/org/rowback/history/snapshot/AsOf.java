package org.rowback.history.snapshot;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;
import org.rowback.history.query.Moment;
import org.rowback.history.query.RowState;
import org.rowback.history.query.TableSummary;

import java.util.Optional;

/// Tables as they were at a moment, as far as the evidence says: rows that were changed before it, and rows that a
/// later change shows to have been there. Rows that no change ever touched are not known.
public final class AsOf {
    private final History history;
    private final Moment moment;
    private final Doubts doubts;

    private AsOf(History history, Moment moment, Doubts doubts) {
        this.history = history;
        this.moment = moment;
        this.doubts = doubts;
    }

    public static AsOf of(History history, Moment moment) throws RowbackException {
        return new AsOf(history, moment, Doubts.of(history));
    }

    public Moment moment() {
        return moment;
    }

    /// A row as it was.
    ///
    /// @param standing how well it is known; single columns may be not logged all the same
    /// @param from the change whose image shows it
    /// @param why one phrase
    public record Row(
            RowKey key, RowImage image, RowState.Standing standing, long from, String why) {}

    /// Takes rows one by one.
    public interface RowVisitor {
        void visit(Row row) throws RowbackException;
    }

    /// The version of a table that its rows are shown in; empty where it did not exist then.
    public Optional<SchemaVersion> schema(TableSummary table) throws RowbackException {
        return history.schemaAt(table.id(), moment.lastChange())
                .filter(s -> !s.columns().isEmpty());
    }

    /// Goes through a table's rows in order of their first change.
    public void rows(TableSummary table, RowVisitor visitor, ImportMonitor monitor)
            throws RowbackException {
        Optional<SchemaVersion> schema = schema(table);
        if (schema.isEmpty()) {
            return;
        }
        Images images = new Images(history);
        try (ScratchDb scratch = ScratchDb.open();
                RowLedger ledger = new RowLedger(scratch)) {
            TableWalk.feed(
                    history, table.id(), 1, moment.lastChange(), Long.MAX_VALUE, ledger, monitor);
            ledger.forEach(
                    entry -> {
                        monitor.check();
                        if (!entry.isThere()) {
                            return;
                        }
                        boolean later = entry.last() == 0;
                        long from = later ? entry.first() : entry.last();
                        Optional<RowImage> image = later ? images.before(from) : images.after(from);
                        if (image.isPresent()) {
                            RowImage shown = Images.in(schema.get(), image.get());
                            boolean doubt =
                                    later
                                            ? doubts.between(moment.lastChange(), from)
                                            : doubts.between(from, moment.lastChange());
                            visitor.visit(
                                    new Row(
                                            RowKey.of(shown),
                                            shown,
                                            doubt
                                                    ? RowState.Standing.ASSUMED
                                                    : RowState.Standing.PROVEN,
                                            from,
                                            (later
                                                            ? "found by the change after it"
                                                            : "left by the change before it")
                                                    + (doubt
                                                            ? "; log is missing or unreadable in"
                                                                    + " between"
                                                            : "")));
                        }
                    });
        }
    }
}
