package org.rowback.recording.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/// The shop's tables and what was in them before the log begins. Everything is invented.
final class Shop {
    static final int CUSTOMERS = 1400;
    static final int PRODUCTS = 420;
    static final int ORDERS = 1500;

    static final String SCHEMA =
            """
            CREATE TABLE customers (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
              email varchar(190) NOT NULL, name varchar(120) NOT NULL, phone varchar(30),
              tier enum('standard','silver','gold') NOT NULL DEFAULT 'standard',
              points int unsigned NOT NULL DEFAULT 0, credit_limit decimal(10,2) NOT NULL DEFAULT 0,
              marketing set('email','sms','post') NOT NULL DEFAULT '',
              created_at datetime NOT NULL, last_seen_at datetime(3), UNIQUE KEY email (email));
            CREATE TABLE addresses (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id bigint unsigned NOT NULL,
              label varchar(20) NOT NULL, street varchar(120) NOT NULL, postcode varchar(12) NOT NULL,
              city varchar(60) NOT NULL, country char(2) NOT NULL, is_default tinyint(1) NOT NULL DEFAULT 0,
              KEY customer_id (customer_id),
              CONSTRAINT addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
            CREATE TABLE warehouses (
              id smallint unsigned NOT NULL PRIMARY KEY, code char(3) NOT NULL, name varchar(60) NOT NULL);
            CREATE TABLE products (
              id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, sku varchar(32) NOT NULL,
              title varchar(160) NOT NULL, category varchar(40) NOT NULL, price decimal(10,2) NOT NULL,
              cost decimal(10,2) NOT NULL, tax_rate decimal(4,2) NOT NULL, active tinyint(1) NOT NULL DEFAULT 1,
              attributes json, updated_at datetime(3) NOT NULL, UNIQUE KEY sku (sku), KEY category (category));
            CREATE TABLE stock_levels (
              product_id int unsigned NOT NULL, warehouse_id smallint unsigned NOT NULL, quantity int NOT NULL,
              reserved int NOT NULL DEFAULT 0, updated_at datetime(3) NOT NULL,
              PRIMARY KEY (product_id, warehouse_id),
              CONSTRAINT stock_product FOREIGN KEY (product_id) REFERENCES products (id),
              CONSTRAINT stock_warehouse FOREIGN KEY (warehouse_id) REFERENCES warehouses (id));
            CREATE TABLE stock_movements (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, product_id int unsigned NOT NULL,
              warehouse_id smallint unsigned NOT NULL, delta int NOT NULL,
              reason enum('sale','return','sync','correction') NOT NULL, reference varchar(40),
              created_at datetime(3) NOT NULL,
              CONSTRAINT movements_stock FOREIGN KEY (product_id, warehouse_id)
                REFERENCES stock_levels (product_id, warehouse_id));
            CREATE TABLE orders (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, number varchar(20) NOT NULL,
              customer_id bigint unsigned NOT NULL, address_id bigint unsigned,
              status enum('pending','paid','packed','shipped','cancelled','refunded') NOT NULL DEFAULT 'pending',
              currency char(3) NOT NULL DEFAULT 'EUR', total decimal(12,2) NOT NULL, placed_at datetime(3) NOT NULL,
              note varchar(200), UNIQUE KEY number (number), KEY status (status),
              CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
              CONSTRAINT orders_address FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL);
            CREATE TABLE order_items (
              order_id bigint unsigned NOT NULL, line smallint unsigned NOT NULL, product_id int unsigned NOT NULL,
              quantity int unsigned NOT NULL, unit_price decimal(10,2) NOT NULL,
              discount decimal(5,2) NOT NULL DEFAULT 0, PRIMARY KEY (order_id, line),
              CONSTRAINT items_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
              CONSTRAINT items_product FOREIGN KEY (product_id) REFERENCES products (id));
            CREATE TABLE payments (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, order_id bigint unsigned NOT NULL,
              method enum('card','transfer','invoice','voucher') NOT NULL, amount decimal(12,2) NOT NULL,
              status enum('pending','authorised','captured','failed','refunded') NOT NULL,
              provider_ref varchar(40), created_at datetime(3) NOT NULL, settled_at datetime(3),
              CONSTRAINT payments_order FOREIGN KEY (order_id) REFERENCES orders (id));
            CREATE TABLE shipments (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, order_id bigint unsigned NOT NULL,
              carrier varchar(20) NOT NULL, tracking varchar(40) NOT NULL, weight_kg float, shipped_at datetime(3) NOT NULL,
              CONSTRAINT shipments_order FOREIGN KEY (order_id) REFERENCES orders (id));
            CREATE TABLE audit_log (
              id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, at timestamp(6) NOT NULL,
              actor varchar(40) NOT NULL, action varchar(40) NOT NULL, entity varchar(40) NOT NULL,
              entity_id bigint unsigned NOT NULL, detail json)\
            """;

    private static final String[] FIRST = {
        "Ada",
        "Bj\u00f6rn",
        "Chlo\u00e9",
        "Dario",
        "Elif",
        "Farid",
        "Greta",
        "Hana",
        "Ines",
        "Jonas",
        "Kaya",
        "Luc\u00eda",
        "Mateo",
        "Nadia",
        "Oskar",
        "Priya",
        "Quentin",
        "Rosa",
        "S\u00f8ren",
        "Tariq",
        "Uma",
        "Viktor",
        "Wanda",
        "Yara",
        "Zo\u00eb"
    };
    private static final String[] LAST = {
        "Almqvist",
        "Brenner",
        "Castellan",
        "Dubarry",
        "Eriksholm",
        "Farrow",
        "Grunewald",
        "Haverkamp",
        "Ilinski",
        "Jaramill",
        "Kowalczek",
        "Lindgard",
        "Moreau-Lys",
        "Nakasone",
        "O'Dowd",
        "Petrescu",
        "Quillfeather",
        "Rossetto",
        "\u0160imek",
        "Tannenbaum",
        "Ulvestad",
        "Vasquell",
        "Wojcik",
        "Yildizer",
        "Z\u00fcrcher"
    };
    private static final String[] STREETS = {
        "Lindenweg",
        "Harbour Row",
        "Rue des Tilleuls",
        "Kastanjelaan",
        "Calle del Olmo",
        "Via dei Tigli",
        "Ulica Lipowa",
        "Birch Close",
        "Kirkegata",
        "Old Mill Lane"
    };
    private static final String[][] CITIES = {
        {"Oslo", "NO"},
        {"Lyon", "FR"},
        {"Porto", "PT"},
        {"Gda\u0144sk", "PL"},
        {"Z\u00fcrich", "CH"},
        {"Utrecht", "NL"},
        {"Bologna", "IT"},
        {"Galway", "IE"},
        {"Malm\u00f6", "SE"},
        {"Leipzig", "DE"},
        {"Sevilla", "ES"}
    };
    static final String[] CATEGORIES = {
        "outdoor", "kitchen", "lighting", "garden", "office", "kids", "bath"
    };
    private static final String[] ADJECTIVES = {
        "Classic",
        "Compact",
        "Folding",
        "Nordic",
        "Heavy-duty",
        "Travel",
        "Everyday",
        "Handmade",
        "Stackable",
        "Recycled"
    };
    private static final String[][] NOUNS = {
        {"camping stove", "hammock", "rain jacket", "trekking pole"},
        {"saucepan", "bread knife", "teapot", "chopping board"},
        {"desk lamp", "floor lamp", "lantern", "light strip"},
        {"watering can", "pruning shears", "planter", "hose reel"},
        {"notebook", "monitor arm", "desk tray", "chair mat"},
        {"puzzle", "balance bike", "night light", "lunch box"},
        {"bath towel", "soap dish", "robe", "shower caddy"}
    };

    private Shop() {}

    static <T> T pick(Random random, T[] some) {
        return some[random.nextInt(some.length)];
    }

    static String name(Random random) {
        return pick(random, FIRST) + " " + pick(random, LAST);
    }

    static String email(String name, long number) {
        String plain =
                java.text.Normalizer.normalize(
                        name.toLowerCase(java.util.Locale.ROOT), java.text.Normalizer.Form.NFD);
        return plain.replaceAll("[^a-z]+", ".").replace("..", ".")
                + number
                + "@example."
                + (number % 3 == 0 ? "org" : number % 3 == 1 ? "com" : "net");
    }

    static Object[] address(Random random, long customer, String label) {
        String[] city = pick(random, CITIES);
        return new Object[] {
            customer,
            label,
            pick(random, STREETS) + " " + (1 + random.nextInt(140)),
            Integer.toString(10000 + random.nextInt(89999)),
            city[0],
            city[1]
        };
    }

    static BigDecimal price(Random random) {
        return new BigDecimal(499 + random.nextInt(160) * 100 - (random.nextInt(3) == 0 ? 0 : 9))
                .movePointLeft(2);
    }

    /// Makes the tables and everything that was there before.
    static void build(Session session, Random random) throws SQLException {
        for (String ddl : SCHEMA.split(";\n")) {
            session.updateTagged("", ddl);
        }
        for (int i = 1; i <= CUSTOMERS; i++) {
            String name = name(random);
            String[] tiers = {"standard", "standard", "standard", "silver", "gold"};
            session.update(
                    "INSERT INTO customers (email, name, phone, tier, points, credit_limit,"
                            + " marketing, created_at, last_seen_at) VALUES (?,?,?,?,?,?,?,?,?)",
                    email(name, i),
                    name,
                    random.nextInt(4) == 0 ? null : "+00 555 " + (100000 + random.nextInt(899999)),
                    pick(random, tiers),
                    random.nextInt(4000),
                    new BigDecimal(random.nextInt(20) * 50),
                    pick(random, new String[] {"", "email", "email,sms", "post"}),
                    "2024-0"
                            + (1 + random.nextInt(9))
                            + "-11 09:"
                            + (10 + random.nextInt(49))
                            + ":00",
                    "2026-05-1" + random.nextInt(2) + " 18:22:31.5");
            session.update(
                    "INSERT INTO addresses (customer_id, label, street, postcode, city, country,"
                            + " is_default) VALUES (?,?,?,?,?,?,1)",
                    address(random, i, "home"));
            if (i % 5 == 0) {
                session.update(
                        "INSERT INTO addresses (customer_id, label, street, postcode, city,"
                                + " country) VALUES (?,?,?,?,?,?)",
                        address(random, i, "work"));
            }
        }
        session.update("INSERT INTO warehouses VALUES (1,'NTH','North hub'),(2,'STH','South hub')");
        for (int i = 1; i <= PRODUCTS; i++) {
            int category = i % CATEGORIES.length;
            BigDecimal price = price(random);
            session.update(
                    "INSERT INTO products (sku, title, category, price, cost, tax_rate, attributes,"
                            + " updated_at) VALUES (?,?,?,?,?,?,?,?)",
                    CATEGORIES[category].substring(0, 3).toUpperCase(java.util.Locale.ROOT)
                            + "-"
                            + (10000 + i * 7),
                    pick(random, ADJECTIVES) + " " + pick(random, NOUNS[category]),
                    CATEGORIES[category],
                    price,
                    price.multiply(new BigDecimal("0.58"))
                            .setScale(2, java.math.RoundingMode.HALF_UP),
                    new BigDecimal("25.00"),
                    "{\"colour\": \""
                            + pick(random, new String[] {"sand", "slate", "moss", "rust"})
                            + "\", \"weight_g\": "
                            + (100 + random.nextInt(4000))
                            + ", \"rating\": "
                            + (30 + random.nextInt(20)) / 10.0
                            + "}",
                    "2026-05-11 22:00:00.000");
            for (int w = 1; w <= 2; w++) {
                session.update(
                        "INSERT INTO stock_levels VALUES (?,?,?,0,'2026-05-11 22:00:00.000')",
                        i,
                        w,
                        60 + random.nextInt(400));
            }
        }
        for (int i = 1; i <= ORDERS; i++) {
            List<String[]> address =
                    session.query(
                            "SELECT id, customer_id FROM addresses WHERE id = "
                                    + (1 + random.nextInt(CUSTOMERS)));
            String status = pick(random, new String[] {"paid", "packed", "shipped", "shipped"});
            BigDecimal total = BigDecimal.ZERO;
            session.update(
                    "INSERT INTO orders (number, customer_id, address_id, status, total, placed_at)"
                            + " VALUES (?,?,?,?,0,?)",
                    "SO-" + (700000 + i),
                    address.getFirst()[1],
                    address.getFirst()[0],
                    status,
                    "2026-05-12 "
                            + (i < 1200 ? "0" + i % 10 : "1" + i % 3)
                            + ":0"
                            + i % 10
                            + ":12.250");
            for (int line = 1; line <= 1 + random.nextInt(3); line++) {
                BigDecimal price = price(random);
                int quantity = 1 + random.nextInt(2);
                total = total.add(price.multiply(new BigDecimal(quantity)));
                session.update(
                        "INSERT INTO order_items VALUES (?,?,?,?,?,0)",
                        i,
                        line,
                        1 + random.nextInt(PRODUCTS),
                        quantity,
                        price);
            }
            session.update("UPDATE orders SET total = ? WHERE id = ?", total, i);
            session.update(
                    "INSERT INTO payments (order_id, method, amount, status, provider_ref,"
                            + " created_at, settled_at) VALUES (?,?,?,'captured',?,'2026-05-12"
                            + " 10:00:00','2026-05-12 10:01:00')",
                    i,
                    pick(random, new String[] {"card", "card", "transfer"}),
                    total,
                    "pay_" + Long.toString(random.nextLong() >>> 8, 36));
        }
    }
}
