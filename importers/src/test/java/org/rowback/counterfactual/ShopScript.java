package org.rowback.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Draws the script of an incident in a shop: an application's good transactions, and every eighth time one of an agent
/// that ruins prices, addresses, orders and keys.
///
/// Good statements are blind: what they write does not depend on what the database holds, and no value is written
/// twice. Column `r` of a row is never written again.
final class ShopScript {
    private static final int CUSTOMERS = 60;
    private static final int PRODUCTS = 40;
    private static final int ORDERS = 50;
    private static final int PLACES = 30;

    /// Customers that the agent may delete; the application writes nothing of theirs later.
    private static final int DOOMED = 10;

    private final Random random;
    private final List<Script.Transaction> transactions = new ArrayList<>();
    private int customers;
    private int products;
    private int orders;
    private int payments;
    private int places;
    private int junk = 900_000;
    private int unique;

    private ShopScript(long seed) {
        this.random = new Random(seed);
    }

    /// @param length how many transactions the application makes after the first rows are there
    static Script draw(long seed, int length) {
        return new ShopScript(seed).script(length);
    }

    private Script script(int length) {
        add(false, many(CUSTOMERS, this::customer));
        add(false, many(PRODUCTS, this::product));
        add(false, many(ORDERS, this::order));
        add(false, many(PLACES, this::place));
        for (int i = 0; i < length; i++) {
            add(false, good());
            if (i % 8 == 5) {
                add(true, bad());
            }
        }
        return new Script(TABLES, transactions);
    }

    private static final List<String> TABLES =
            List.of(
                    "create table customers (id int not null, r int, email varchar(80), tier"
                            + " varchar(10), note varchar(40), primary key (id), unique (email))",
                    "create table addresses (id int not null, r int, customer int, city"
                            + " varchar(40), primary key (id), foreign key (customer) references"
                            + " customers (id) on delete cascade)",
                    "create table products (id int not null, r int, sku varchar(20), title"
                            + " varchar(40), price decimal(12,2), stock int, primary key (id),"
                            + " unique (sku))",
                    "create table orders (id int not null, r int, customer int, status"
                            + " varchar(40), total decimal(12,2), primary key (id), foreign key"
                            + " (customer) references customers (id) on delete set null)",
                    "create table items (ord int not null, line int not null, r int, product int,"
                            + " qty int, primary key (ord, line), foreign key (ord) references"
                            + " orders (id) on delete cascade, foreign key (product) references"
                            + " products (id))",
                    "create table payments (id int not null, r int, ord int, amount decimal(12,2),"
                            + " primary key (id), foreign key (ord) references orders (id))",
                    "create table places (hall varchar(5) not null, code int not null, r int, label"
                            + " varchar(40), primary key (hall, code))");

    private void add(boolean bad, List<String> statements) {
        transactions.add(
                new Script.Transaction(
                        statements.stream().map(s -> new Script.Statement(bad, s)).toList()));
    }

    private static List<String> many(int count, java.util.function.Supplier<List<String>> drawn) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statements.addAll(drawn.get());
        }
        return statements;
    }

    private List<String> customer() {
        int id = ++customers;
        return List.of(
                "insert into customers values (%d, %d, 'c%d@example.org', '%s', 'n%d')"
                        .formatted(id, id, id, random.nextBoolean() ? "plus" : "pro", ++unique),
                "insert into addresses values (%d, %d, %d, 'city %d')"
                        .formatted(id * 2, id * 2, id, ++unique));
    }

    private List<String> product() {
        int id = ++products;
        return List.of(
                "insert into products values (%d, %d, 'SKU-%d', 'title %d', %d.5, %d)"
                        .formatted(id, id, id, ++unique, ++unique, ++unique));
    }

    private List<String> order() {
        int id = ++orders;
        boolean isFirst = id <= ORDERS;
        List<String> statements = new ArrayList<>();
        statements.add(
                "insert into orders values (%d, %d, %d, 'new %d', %d.25)"
                        .formatted(
                                id,
                                id,
                                isFirst ? 1 + random.nextInt(CUSTOMERS) : kept(customers),
                                ++unique,
                                ++unique));
        for (int line = 1 + random.nextInt(3); line > 0; line--) {
            statements.add(
                    "insert into items values (%d, %d, %d, %d, %d)"
                            .formatted(
                                    id,
                                    line,
                                    id * 4 + line,
                                    1 + random.nextInt(products),
                                    ++unique));
        }
        if (random.nextBoolean()) {
            payments++;
            statements.add(
                    "insert into payments values (%d, %d, %d, %d.75)"
                            .formatted(payments, payments, id, ++unique));
        }
        return statements;
    }

    private List<String> place() {
        int code = ++places;
        return List.of(
                "insert into places values ('h%d', %d, %d, 'label %d')"
                        .formatted(code % 5, code, code, ++unique));
    }

    /// A customer that the agent does not delete.
    private int kept(int among) {
        int id = 1 + random.nextInt(among);
        return id <= CUSTOMERS && id % 6 == 3 ? id + 1 : id;
    }

    private int one(int among) {
        return 1 + random.nextInt(among);
    }

    private List<String> good() {
        int value = ++unique;
        return switch (random.nextInt(9)) {
            case 0 -> customer();
            case 1, 2 -> order();
            case 3 -> set("customers", "note = 'note " + value + "'", kept(customers));
            case 4 -> set("customers", "email = 'fixed" + value + "@x.org'", kept(customers));
            case 5 -> set("products", "price = " + value, one(products));
            case 6 -> set("products", "title = 'title " + value + "'", one(products));
            case 7 -> set("orders", "status = 'status " + value + "'", one(orders));
            default -> place();
        };
    }

    private static List<String> set(String table, String what, int id) {
        return List.of("update " + table + " set " + what + " where id = " + id);
    }

    private List<String> bad() {
        int from = one(products);
        int customer = one(customers);
        int order = one(orders);
        return switch (random.nextInt(8)) {
            case 0 -> wrong("products", "price = 0, stock = -1", from, from + 6);
            case 1 ->
                    wrong(
                            "customers",
                            "email = concat('oops', id, '-" + ++unique + "'), tier = 'free'",
                            customer,
                            customer + 4);
            case 2 -> many(5, this::forged);
            case 3 ->
                    List.of("delete from customers where id = " + (6 * random.nextInt(DOOMED) + 3));
            case 4 ->
                    List.of(
                            "delete from payments where ord = " + order,
                            "update orders set status = 'void', total = 0 where id = " + order);
            case 5 ->
                    List.of(
                            "update places set code = code + 1000 where hall = 'h"
                                    + random.nextInt(5)
                                    + "' and code < 1000 and code % 3 = 0");
            case 6 ->
                    List.of(
                            "update products set price = price * 100 where id = " + from,
                            "update products set price = price + 1, stock = 0 where id = " + from);
            default -> List.of("delete from items where ord = " + order);
        };
    }

    private static List<String> wrong(String table, String what, int from, int to) {
        return List.of(
                "update " + table + " set " + what + " where id between " + from + " and " + to);
    }

    private List<String> forged() {
        int id = ++junk;
        return List.of(
                "insert into products values (%d, %d, 'JUNK-%d', 'junk', 1, 0)"
                        .formatted(id, id, id));
    }
}
