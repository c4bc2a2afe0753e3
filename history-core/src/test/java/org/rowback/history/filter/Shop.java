package org.rowback.history.filter;

import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.d;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;
import static org.rowback.history.testing.Rows.s;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A small shop over three days, for tests of the language.
final class Shop {
    static final SchemaVersion ORDERS =
            Rows.table(
                    "shop.orders",
                    "id",
                    "id int",
                    "status varchar(9)",
                    "total decimal(10,2)",
                    "made datetime",
                    "seen timestamp",
                    "photo blob");
    static final SchemaVersion ITEMS =
            Rows.table("shop.items", "order_id,line", "order_id int", "line int", "price int");
    static final SchemaVersion AUDIT = Rows.table("shop.orders_audit", "", "what varchar(99)");
    static final ColumnValue NULL = ColumnValue.NULL;

    final InMemoryHistory history = new InMemoryHistory();
    final Catalog catalog;

    Shop() {
        history.commit(
                micros("2026-10-03T18:30:00Z"),
                7001,
                Row.insert(ORDERS, order(1, "new", "129.90")));
        history.commit(
                micros("2026-10-04T12:14:00Z"),
                8812,
                Row.update(ORDERS, order(1, "new", "129.90"), order(1, "paid", "0.00"))
                        .because("UPDATE orders SET total=0 /* agent-7 */"),
                Row.insert(ITEMS, n(1), n(1), n(500)),
                Row.insert(AUDIT, s("orders 1")));
        history.commit(
                micros("2026-10-05T10:00:00Z"),
                0,
                Row.update(
                        ORDERS,
                        row(n(1), ABSENT, ABSENT, ABSENT, ABSENT, ABSENT),
                        row(ABSENT, NULL, ABSENT, ABSENT, ABSENT, ABSENT)),
                Row.delete(ORDERS, order(2, "", "15.00")));
        try {
            catalog = Catalog.of(history, ZoneId.of("Europe/Berlin"));
        } catch (org.rowback.history.model.RowbackException e) {
            throw new AssertionError(e);
        }
    }

    static ColumnValue[] order(long id, String status, String total) {
        return row(n(id), s(status), d(total), NULL, NULL, NULL);
    }

    static long micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1000;
    }

    /// Ids of the changes that match, then ids of the undecidable ones as negative numbers.
    List<Long> find(String text) throws Exception {
        Filter filter = Filter.parse(text, catalog);
        List<Long> matching = new ArrayList<>();
        List<Long> open = new ArrayList<>();
        try (Cursor<Change> changes = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            while (changes.next()) {
                long id = changes.get().id();
                Truth truth = filter.test(changes.get());
                boolean inside =
                        filter.scan()
                                .wants(
                                        id,
                                        changes.get().transaction().commitTimeMicros(),
                                        changes.get().tableId(),
                                        changes.get().op());
                if (truth != Truth.FALSE && !inside) {
                    throw new AssertionError(text + ": " + id + " lies outside the scan");
                }
                switch (truth) {
                    case TRUE -> matching.add(id);
                    case UNDECIDABLE -> open.add(-id);
                    case FALSE -> {}
                }
            }
        }
        matching.addAll(open);
        return matching;
    }
}
