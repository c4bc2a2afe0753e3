package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Keys of one table that no row has, as far as the log and a plan show.
///
/// They begin at a full thousand that is at least a thousand above all that are known, so that keys which the server
/// hands out meanwhile do not reach them soon; where the column ends before, right behind the highest.
final class KeyCounter {
    private static final BigDecimal STEP = BigDecimal.valueOf(1_000);

    private final BigDecimal greatest;
    private BigDecimal next;

    private KeyCounter(BigDecimal highest, BigDecimal greatest) {
        this.greatest = greatest;
        BigDecimal far = highest.max(BigDecimal.ZERO).add(STEP);
        BigDecimal full = far.subtract(far.remainder(STEP)).add(STEP);
        this.next = full.add(STEP).compareTo(greatest) <= 0 ? full : highest.add(BigDecimal.ONE);
    }

    /// Why no key of a table can be replaced; empty where one can.
    static Optional<String> refusal(Tables tables, int tableId) {
        SchemaVersion head = tables.head(tableId).orElseThrow();
        if (head.primaryKey().size() != 1) {
            return Optional.of("the key has several columns");
        }
        Column key = head.columns().get(head.indexOf(head.primaryKey().getFirst()));
        if (key.generated() != Column.Generated.COUNTER) {
            return Optional.of(
                    "nothing known of the table says that the server counts its keys"
                            + " (AUTO_INCREMENT, serial, identity)");
        }
        if (NumberRange.of(key.type()).isEmpty()) {
            return Optional.of("what " + key.type().sql() + " can hold is not known");
        }
        boolean refers =
                tables.parentsOf(tableId).stream()
                        .anyMatch(l -> l.key().columns().contains(key.name()));
        return refers ? Optional.of("its key refers to another table") : Optional.empty();
    }

    /// Reads all keys of a table that has no [#refusal].
    ///
    /// @param planned rows of the same plan, of whatever tables
    static KeyCounter of(
            History history,
            int tableId,
            SchemaVersion head,
            Iterable<PlannedRow> planned,
            ImportMonitor monitor)
            throws RowbackException {
        int at = head.keyColumns()[0];
        Column key = head.columns().get(at);
        NumberRange range = NumberRange.of(key.type()).orElseThrow();
        BigDecimal highest = BigDecimal.ZERO;
        BitSet only = new BitSet();
        only.set(tableId);
        try (Cursor<Change> changes = history.changes(Scan.ALL.tables(only), monitor)) {
            while (changes.next()) {
                Change change = changes.get();
                for (var image : List.of(change.before(), change.after())) {
                    if (image.isPresent()) {
                        highest = highest.max(number(Values.onto(head, image.get())[at]));
                    }
                }
            }
        }
        for (PlannedRow row : planned) {
            Optional<Cell> cell =
                    row.undo()
                            .filter(_ -> row.tableId() == tableId)
                            .flatMap(u -> u.setTo(key.name()));
            if (cell.isPresent()) {
                highest = highest.max(number(cell.get().value()));
            }
        }
        return new KeyCounter(highest, range.greatest().orElse(BigDecimal.valueOf(Long.MAX_VALUE)));
    }

    private static BigDecimal number(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> BigDecimal.valueOf(i.value());
            case Datum.DecimalDatum d -> d.value();
            default -> BigDecimal.ZERO;
        };
    }

    /// Another key; empty where the column can hold no more.
    Optional<ColumnValue> next() {
        if (next.compareTo(greatest) > 0) {
            return Optional.empty();
        }
        BigDecimal key = next;
        next = next.add(BigDecimal.ONE);
        boolean isLong = key.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return Optional.of(
                isLong
                        ? new Datum.IntegerDatum(key.longValueExact())
                        : new Datum.DecimalDatum(key));
    }
}
