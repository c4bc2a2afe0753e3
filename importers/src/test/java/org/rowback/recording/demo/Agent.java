package org.rowback.recording.demo;

import java.sql.SQLException;
import java.util.List;

/// The automated agent that looks after prices, and for eight minutes looks after far too much.
final class Agent {
    private final Session session;
    private final Clock clock;
    private int step;

    Agent(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /// Its usual work: a small price step for a few products of one category.
    void usual(int round) throws SQLException {
        String category = Shop.CATEGORIES[round % Shop.CATEGORIES.length];
        session.transaction(
                () ->
                        run(
                                "weekly margin rule",
                                "UPDATE products SET price = ROUND(price * 1.01, 2), updated_at = ?"
                                        + " WHERE category = ? AND id % 9 = ?",
                                clock.text(),
                                category,
                                round % 9));
    }

    /// One bad step, by number from 0; each is a transaction.
    void bad(int number) throws SQLException {
        int i = number % 8;
        int round = number / 8;
        session.transaction(
                () -> {
                    switch (i) {
                        case 0 -> {
                            int from = 1 + round * 70;
                            run(
                                    "normalise catalogue prices",
                                    "UPDATE products SET price = 0.00, updated_at = ? WHERE id"
                                            + " BETWEEN ? AND ?",
                                    clock.text(),
                                    from,
                                    from + 21);
                        }
                        case 1 -> {
                            run(
                                    "reprice open orders",
                                    "UPDATE order_items i JOIN orders o ON o.id = i.order_id SET"
                                            + " i.unit_price = 0.00 WHERE o.status IN"
                                            + " ('pending','paid','packed') AND o.id % 6 = ?",
                                    round);
                            run(
                                    "reprice open orders",
                                    "UPDATE orders SET total = 0.00 WHERE status IN"
                                            + " ('pending','paid','packed') AND id % 6 = ?",
                                    round);
                        }
                        case 2 ->
                                run(
                                        "drop unprofitable orders",
                                        "UPDATE orders SET status = 'cancelled', note = 'auto:"
                                                + " margin below target' WHERE status IN"
                                                + " ('paid','packed') AND total = 0 LIMIT 45");
                        case 3 ->
                                run(
                                        "merge duplicate addresses",
                                        "DELETE FROM addresses WHERE id % 37 = ? AND is_default ="
                                                + " 0",
                                        round);
                        case 4 -> {
                            for (int k = 0; k < 12; k++) {
                                int junk = round * 12 + k;
                                run(
                                        "fill catalogue gaps",
                                        "INSERT INTO products (sku, title, category, price, cost,"
                                            + " tax_rate, active, attributes, updated_at) VALUES"
                                            + " (?,?,'unknown',0.01,0.00,0.00,1,'{\"generated\":"
                                            + " true}',?)",
                                        "AUTO-" + (5000 + junk),
                                        "Placeholder item " + junk,
                                        clock.text());
                            }
                        }
                        case 5 ->
                                run(
                                        "recompute customer value",
                                        "UPDATE customers SET tier = 'standard', credit_limit ="
                                                + " 0.00 WHERE tier <> 'standard' AND id % 11 = ?",
                                        round);
                        case 6 -> {
                            run(
                                    "align stock with demand",
                                    "UPDATE stock_levels SET quantity = 0, updated_at = ? WHERE"
                                            + " product_id BETWEEN ? AND ?",
                                    clock.text(),
                                    1 + round * 60,
                                    30 + round * 60);
                            run(
                                    "write log",
                                    "INSERT INTO audit_log (at, actor, action, entity, entity_id,"
                                        + " detail) VALUES (NOW(6), 'pricing-agent-7', 'optimise',"
                                        + " 'stock_levels', ?, JSON_OBJECT('confidence', 0.98))",
                                    round);
                        }
                        default -> {
                            List<String[]> orders =
                                    session.query(
                                            "SELECT id FROM orders WHERE status = 'cancelled' AND"
                                                + " note LIKE 'auto:%' ORDER BY id LIMIT 20 OFFSET "
                                                    + round * 10);
                            for (String[] order : orders) {
                                run(
                                        "remove dead lines",
                                        "DELETE FROM order_items WHERE order_id = ?",
                                        order[0]);
                                run(
                                        "void payments",
                                        "UPDATE payments SET status = 'failed', amount = 0.00 WHERE"
                                                + " order_id = ?",
                                        order[0]);
                            }
                        }
                    }
                });
    }

    private void run(String why, String sql, Object... values) throws SQLException {
        session.updateTagged(
                "/* pricing-agent-7 run=r-20260512-7 step=" + ++step + " \"" + why + "\" */ ",
                sql,
                values);
    }
}
