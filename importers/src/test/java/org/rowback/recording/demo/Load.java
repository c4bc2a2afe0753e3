package org.rowback.recording.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What the shop's own programs do: all good writes.
final class Load {
    private final Queue<Long> toPay = new ConcurrentLinkedQueue<>();
    private final Queue<Long> toPack = new ConcurrentLinkedQueue<>();
    private final Queue<Long> toShip = new ConcurrentLinkedQueue<>();
    private final Clock clock;

    Load(Clock clock) {
        this.clock = clock;
    }

    /// The web shop: a customer orders one to four products.
    void checkout(Session session, Random random) throws SQLException {
        long customer = 1 + random.nextInt(Shop.CUSTOMERS);
        List<String[]> addresses =
                session.query(
                        "SELECT id FROM addresses WHERE customer_id = ? ORDER BY is_default DESC"
                                + " LIMIT 1",
                        customer);
        Long address = addresses.isEmpty() ? null : Long.valueOf(addresses.getFirst()[0]);
        TreeMap<Integer, Integer> basket = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            basket.put(1 + random.nextInt(Shop.PRODUCTS), 1 + random.nextInt(3));
        }
        int warehouse = 1 + random.nextInt(2);
        long[] made = new long[1];
        boolean done =
                session.transaction(
                        () -> {
                            String now = clock.text();
                            BigDecimal total = BigDecimal.ZERO;
                            List<Object[]> items = new ArrayList<>();
                            for (var product : basket.entrySet()) {
                                BigDecimal price =
                                        new BigDecimal(
                                                session.query(
                                                                "SELECT price FROM products WHERE"
                                                                        + " id = ?",
                                                                product.getKey())
                                                        .getFirst()[0]);
                                items.add(
                                        new Object[] {
                                            items.size() + 1,
                                            product.getKey(),
                                            product.getValue(),
                                            price
                                        });
                                total =
                                        total.add(
                                                price.multiply(new BigDecimal(product.getValue())));
                            }
                            String note = random.nextInt(12) == 0 ? "please ring the bell" : null;
                            long order =
                                    session.insert(
                                            "INSERT INTO orders (number, customer_id, address_id,"
                                                    + " status, total, placed_at, note) VALUES"
                                                    + " (?,?,?,'pending',?,?,?)",
                                            "SO-" + clock.ticket(),
                                            customer,
                                            address,
                                            total,
                                            now,
                                            note);
                            made[0] = order;
                            session.insertRows(
                                    "INSERT INTO order_items (order_id, line, product_id, quantity,"
                                            + " unit_price) VALUES ",
                                    items.stream()
                                            .map(i -> new Object[] {order, i[0], i[1], i[2], i[3]})
                                            .toList());
                            session.update(
                                    "UPDATE stock_levels s JOIN order_items i ON i.product_id ="
                                        + " s.product_id SET s.quantity = s.quantity -"
                                        + " CAST(i.quantity AS SIGNED), s.reserved = s.reserved +"
                                        + " CAST(i.quantity AS SIGNED), s.updated_at = ? WHERE"
                                        + " i.order_id = ? AND s.warehouse_id = ?",
                                    now,
                                    order,
                                    warehouse);
                            session.insertRows(
                                    "INSERT INTO stock_movements (product_id, warehouse_id, delta,"
                                            + " reason, reference, created_at) VALUES ",
                                    items.stream()
                                            .map(
                                                    i ->
                                                            new Object[] {
                                                                i[1],
                                                                warehouse,
                                                                -(Integer) i[2],
                                                                "sale",
                                                                "order " + order,
                                                                now
                                                            })
                                            .toList());
                            session.update(
                                    "INSERT INTO payments (order_id, method, amount, status,"
                                            + " created_at) VALUES (?,?,?,'pending',?)",
                                    order,
                                    random.nextInt(4) == 0 ? "transfer" : "card",
                                    total,
                                    now);
                        });
        if (done) {
            toPay.add(made[0]);
        }
    }

    /// The payment provider calls back.
    void settle(Session session, Random random) throws SQLException {
        Long order = toPay.poll();
        if (order == null) {
            return;
        }
        boolean failed = random.nextInt(25) == 0;
        boolean done =
                session.transaction(
                        () -> {
                            session.update(
                                    "UPDATE payments SET status = ?, provider_ref = ?, settled_at ="
                                            + " ? WHERE order_id = ? AND status = 'pending'",
                                    failed ? "failed" : "captured",
                                    "pay_" + Long.toString(random.nextLong() >>> 8, 36),
                                    clock.text(),
                                    order);
                            session.update(
                                    "UPDATE orders SET status = ? WHERE id = ? AND status ="
                                            + " 'pending'",
                                    failed ? "cancelled" : "paid",
                                    order);
                            if (!failed) {
                                session.update(
                                        "UPDATE customers SET points = points + 10, last_seen_at ="
                                            + " ? WHERE id = (SELECT customer_id FROM orders WHERE"
                                            + " id = ?)",
                                        clock.text(),
                                        order);
                            }
                        });
        if (done && !failed) {
            toPack.add(order);
        }
    }

    /// The warehouse packs, then ships.
    void fulfil(Session session, Random random) throws SQLException {
        Long packed = toPack.poll();
        if (packed != null
                && session.transaction(
                        () ->
                                session.update(
                                        "UPDATE orders SET status = 'packed' WHERE id = ? AND"
                                                + " status = 'paid'",
                                        packed))) {
            toShip.add(packed);
        }
        Long shipped = random.nextInt(3) == 0 ? null : toShip.poll();
        if (shipped != null) {
            session.transaction(
                    () -> {
                        session.insert(
                                "INSERT INTO shipments (order_id, carrier, tracking, weight_kg,"
                                        + " shipped_at) VALUES (?,?,?,?,?)",
                                shipped,
                                random.nextBoolean() ? "Polarpost" : "Swiftline",
                                "T" + (100000000 + random.nextInt(899999999)),
                                0.2 + random.nextInt(90) / 10.0,
                                clock.text());
                        session.update(
                                "UPDATE orders SET status = 'shipped' WHERE id = ? AND status ="
                                        + " 'packed'",
                                shipped);
                        session.update(
                                "UPDATE stock_levels s JOIN order_items i ON i.product_id ="
                                        + " s.product_id SET s.reserved = GREATEST(0, s.reserved -"
                                        + " CAST(i.quantity AS SIGNED)), s.updated_at = ? WHERE"
                                        + " i.order_id = ? AND s.reserved > 0",
                                clock.text(),
                                shipped);
                    });
        }
    }

    /// Customers look after their accounts.
    void account(Session session, Random random) throws SQLException {
        long customer = 1 + random.nextInt(Shop.CUSTOMERS);
        session.transaction(
                () -> {
                    switch (random.nextInt(8)) {
                        case 0 ->
                                session.insert(
                                        "INSERT INTO addresses (customer_id, label, street,"
                                                + " postcode, city, country) VALUES (?,?,?,?,?,?)",
                                        Shop.address(random, customer, "new"));
                        case 1 ->
                                session.update(
                                        "UPDATE addresses SET street = ?, postcode = ? WHERE"
                                                + " customer_id = ? AND is_default = 1",
                                        Shop.address(random, customer, "")[2],
                                        "" + (10000 + random.nextInt(89999)),
                                        customer);
                        case 2 ->
                                session.update(
                                        "UPDATE customers SET marketing = ? WHERE id = ?",
                                        Shop.pick(random, new String[] {"", "email", "email,post"}),
                                        customer);
                        case 3 ->
                                session.update(
                                        "UPDATE customers SET phone = ? WHERE id = ?",
                                        "+00 555 " + (100000 + random.nextInt(899999)),
                                        customer);
                        case 4 -> {
                            String name = Shop.name(random);
                            long id =
                                    session.insert(
                                            "INSERT INTO customers (email, name, created_at,"
                                                    + " last_seen_at) VALUES (?,?,?,?)",
                                            Shop.email(name, clock.ticket()),
                                            name,
                                            clock.text(),
                                            clock.text());
                            session.insert(
                                    "INSERT INTO addresses (customer_id, label, street, postcode,"
                                            + " city, country, is_default) VALUES (?,?,?,?,?,?,1)",
                                    Shop.address(random, id, "home"));
                        }
                        default ->
                                session.update(
                                        "UPDATE customers SET last_seen_at = ? WHERE id = ?",
                                        clock.text(),
                                        customer);
                    }
                });
    }

    /// People in the back office mend prices and texts, and give money back.
    void backOffice(Session session, Random random) throws SQLException {
        String who = Shop.pick(random, new String[] {"mila", "anton", "joyce"});
        session.transaction(
                () -> {
                    int product = 1 + random.nextInt(Shop.PRODUCTS);
                    switch (random.nextInt(4)) {
                        case 0 -> {
                            session.update(
                                    "UPDATE products SET price = ?, updated_at = ? WHERE id = ?",
                                    Shop.price(random),
                                    clock.text(),
                                    product);
                            audit(session, who, "price", "products", product, "{\"by\": \"hand\"}");
                        }
                        case 1 -> {
                            session.update(
                                    "UPDATE products SET attributes = JSON_SET(attributes,"
                                            + " '$.rating', ?), updated_at = ? WHERE id = ?",
                                    (30 + random.nextInt(20)) / 10.0,
                                    clock.text(),
                                    product);
                            audit(session, who, "rating", "products", product, null);
                        }
                        case 2 -> {
                            long order = 1 + random.nextInt(Shop.ORDERS);
                            session.update(
                                    "UPDATE orders SET status = 'refunded', note = 'customer"
                                            + " returned' WHERE id = ? AND status = 'shipped'",
                                    order);
                            session.update(
                                    "UPDATE payments SET status = 'refunded' WHERE order_id = ? AND"
                                            + " status = 'captured'",
                                    order);
                            audit(
                                    session,
                                    who,
                                    "refund",
                                    "orders",
                                    order,
                                    "{\"reason\": \"return\"}");
                        }
                        default -> {
                            long customer = 1 + random.nextInt(Shop.CUSTOMERS);
                            session.update(
                                    "UPDATE customers SET credit_limit = ? WHERE id = ?",
                                    new BigDecimal(random.nextInt(30) * 50),
                                    customer);
                            audit(session, who, "credit", "customers", customer, null);
                        }
                    }
                });
    }

    /// After the incident people set some of the zero prices by hand, from memory: later writes to the same cells.
    void mendByHand(Session session, Random random) throws SQLException {
        List<String[]> zero =
                session.query("SELECT id, cost FROM products WHERE price = 0 ORDER BY id LIMIT 6");
        for (String[] product : zero) {
            session.transaction(
                    () -> {
                        session.update(
                                "UPDATE products SET price = ?, updated_at = ? WHERE id = ?",
                                new BigDecimal(product[1])
                                        .multiply(new BigDecimal("1.75"))
                                        .setScale(0, java.math.RoundingMode.UP)
                                        .subtract(new BigDecimal("0.01")),
                                clock.text(),
                                product[0]);
                        audit(
                                session,
                                "mila",
                                "price",
                                "products",
                                Long.parseLong(product[0]),
                                "{\"by\": \"hand\", \"why\": \"was zero\"}");
                    });
        }
    }

    /// The stock feed of one warehouse: one transaction over many rows.
    void stockSync(Session session, Random random) throws SQLException {
        int warehouse = 1 + random.nextInt(2);
        int first = 1 + random.nextInt(Shop.PRODUCTS - 220);
        String now = clock.text();
        List<Object[]> levels = new ArrayList<>();
        List<Object[]> movements = new ArrayList<>();
        for (int product = first; product < first + 220; product++) {
            levels.add(new Object[] {product, warehouse, 40 + random.nextInt(500), 0, now});
            movements.add(
                    new Object[] {
                        product, warehouse, random.nextInt(40), "sync", "feed " + first, now
                    });
        }
        session.transaction(
                () -> {
                    session.insertRows(
                            "INSERT INTO stock_levels (product_id, warehouse_id, quantity,"
                                    + " reserved, updated_at) VALUES ",
                            levels,
                            " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), updated_at ="
                                    + " VALUES(updated_at)");
                    session.insertRows(
                            "INSERT INTO stock_movements (product_id, warehouse_id, delta, reason,"
                                    + " reference, created_at) VALUES ",
                            movements);
                });
    }

    /// The loyalty job: tiers by points, a few hundred customers in one statement.
    void loyalty(Session session) throws SQLException {
        session.transaction(
                () ->
                        session.update(
                                "UPDATE customers SET tier = IF(points > 3200, 'gold', IF(points >"
                                    + " 1800, 'silver', 'standard')), points = points + 5 WHERE id"
                                    + " % 3 = 0"));
    }

    private void audit(
            Session session,
            String who,
            String action,
            String entity,
            long id,
            @org.jspecify.annotations.Nullable String detail)
            throws SQLException {
        session.update(
                "INSERT INTO audit_log (at, actor, action, entity, entity_id, detail) VALUES"
                        + " (NOW(6),?,?,?,?,?)",
                who,
                action,
                entity,
                id,
                detail);
    }

    /// Orders that nothing has happened to since they were paid.
    List<Long> waiting() {
        return new ArrayList<>(toPack);
    }
}
