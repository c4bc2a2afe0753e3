package org.rowback.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up the binlogs of a day of five shops: sixty tables, some busier than others, short transactions and a few
/// large ones, inserts, deletes and updates of earlier rows. The same seed makes the same bytes. Streams: its memory
/// does not grow with the size.
final class MadeLog {
    static final long START_MICROS =
            Instant.parse("2026-05-12T00:00:00Z").getEpochSecond() * 1_000_000;
    static final long DAY_MICROS = 86_400_000_000L;

    /// About what servers write into one row event (binlog-row-event-max-size).
    private static final int EVENT_BYTES = 8192;

    private static final String[] TABLES = {
        "customers id:ID name:NAME email:TOKEN status:STATUS balance:MONEY created:CREATED"
                + " updated:UPDATED",
        "orders id:ID customer:REF status:STATUS total:MONEY note:NOTE created:CREATED"
                + " updated:UPDATED",
        "order_lines id:ID order_id:REF product:REF quantity:COUNT price:MONEY updated:UPDATED",
        "products id:ID name:NAME price:MONEY active:FLAG updated:UPDATED",
        "stock branch:BRANCH sku:SKU quantity:COUNT reserved:COUNT updated:UPDATED",
        "payments id:ID order_id:REF token:TOKEN amount:MONEY status:STATUS created:CREATED",
        "shipments id:ID order_id:REF address:NAME status:STATUS note:NOTE updated:UPDATED",
        "carts id:ID customer:REF items:COUNT total:MONEY updated:UPDATED",
        "sessions id:ID token:TOKEN customer:REF hits:COUNT updated:UPDATED",
        "reviews id:ID product:REF customer:REF stars:FLAG text:NOTE created:CREATED",
        "coupons branch:BRANCH code:SKU used:COUNT active:FLAG updated:UPDATED",
        "audit id:ID actor:REF action:NAME detail:NOTE created:CREATED"
    };
    private static final int SHOPS = 5;

    /// What was made.
    record Made(
            List<Path> files,
            long bytes,
            long transactions,
            long inserts,
            long updates,
            long deletes) {
        long changes() {
            return inserts + updates + deletes;
        }
    }

    /// How it is written.
    record Form(Vendor vendor, long maxFileBytes, boolean compressed) {
        static final Form ORDINARY = new Form(Vendor.MARIADB, 1L << 30, false);
    }

    private final SplittableRandom random;
    private final long size;
    private final Form form;
    private final LogFiles log;
    private final List<MadeTable> tables = new ArrayList<>();
    private final LogBytes rows = new LogBytes();
    private final long[] counts = new long[3];
    private long transactions;

    private MadeLog(LogFiles log, Form form, long size, long seed) {
        this.log = log;
        this.form = form;
        this.size = size;
        random = new SplittableRandom(seed);
        for (String table : TABLES) {
            List<String> words = List.of(table.split(" "));
            List<MadeColumn> columns =
                    words.subList(1, words.size()).stream().map(MadeColumn::of).toList();
            for (int shop = 1; shop <= SHOPS; shop++) {
                MadeTable made =
                        new MadeTable(
                                "shop" + shop,
                                words.getFirst(),
                                columns,
                                100 + tables.size(),
                                seed);
                made.fill(START_MICROS);
                tables.add(made);
            }
        }
    }

    /// Makes `size` changes.
    static Made make(Path folder, Form form, long size, long seed) throws IOException {
        Files.createDirectories(folder);
        try (LogFiles files =
                new LogFiles(folder, form.vendor(), form.maxFileBytes(), form.compressed())) {
            MadeLog log = new MadeLog(files, form, size, seed);
            while (log.changes() < size) {
                log.transaction();
            }
            return new Made(
                    List.copyOf(files.files),
                    files.bytes(),
                    log.transactions,
                    log.counts[0],
                    log.counts[1],
                    log.counts[2]);
        }
    }

    private long changes() {
        return counts[0] + counts[1] + counts[2];
    }

    /// Busy at noon, quiet at midnight.
    private long now() {
        double part = (double) changes() / size;
        double at = part + 0.1 * Math.sin(2 * Math.PI * part);
        return START_MICROS + (long) (at * DAY_MICROS);
    }

    private void transaction() throws IOException {
        long micros = now();
        log.begin((int) (micros / 1_000_000));
        long number = ++transactions;
        MadeTable first = table();
        if (form.vendor() == Vendor.MYSQL) {
            String database = first.database;
            log.event(LogFiles.QUERY)
                    .le(1000 + number % 97, 4)
                    .le(0, 4)
                    .le(database.length(), 1)
                    .le(0, 4)
                    .text(database)
                    .le(0, 1)
                    .text("BEGIN");
            log.endEvent();
        }
        boolean large = random.nextInt(5000) == 0;
        int statements = large ? 1 : 1 + random.nextInt(4);
        for (int i = 0; i < statements && changes() < size; i++) {
            int count = large ? 2000 : 1 + random.nextInt(3);
            statement(i == 0 ? first : table(), (int) Math.min(count, size - changes()), micros);
        }
        log.event(LogFiles.XID).le(number + 1_000_000, 8);
        log.endEvent();
        log.end(number, micros);
    }

    private MadeTable table() {
        double u = random.nextDouble();
        return tables.get((int) (u * u * tables.size()));
    }

    private void statement(MadeTable table, int count, long micros) {
        int any = random.nextInt(100);
        int op = any < 35 || table.isSmall() ? 0 : any < 85 ? 1 : 2;
        if (form.vendor() == Vendor.MARIADB) {
            log.event(LogFiles.ANNOTATE_ROWS)
                    .text(
                            switch (op) {
                                case 0 -> "INSERT INTO " + table.name + " VALUES (";
                                case 1 -> "UPDATE " + table.name + " SET updated = now() WHERE ";
                                default -> "DELETE FROM " + table.name + " WHERE ";
                            })
                    .text(table.columns.getFirst().name() + " /* " + (any * 7919 + count) + " */");
            log.endEvent();
        }
        table.tableMap(log.event(LogFiles.TABLE_MAP));
        log.endEvent();
        int type =
                switch (op) {
                    case 0 -> form.vendor().write;
                    case 1 -> form.vendor().update;
                    default -> form.vendor().delete;
                };
        rows.clear();
        for (int i = 0; i < count; i++) {
            switch (op) {
                case 0 -> table.insert(rows, micros, random);
                case 1 -> table.update(rows, micros, random);
                default -> table.delete(rows, random);
            }
            counts[op]++;
            boolean last = i + 1 == count || (op == 2 && table.isSmall());
            if (last || rows.length >= EVENT_BYTES) {
                LogBytes out = log.event(type);
                table.rowsHead(out, form.vendor(), op == 1, last);
                out.bytes(rows.array, 0, rows.length);
                log.endEvent();
                rows.clear();
            }
            if (last) {
                return;
            }
        }
    }
}
