package org.rowback.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A made-up table: its map, and the rows of it that may still be written. A row's values follow from its number, how
/// often it was written and when, so that nothing else is held of it. Not thread-safe.
final class MadeTable {
    private static final int POOL = 4096;
    private static final String[] WORDS =
            ("amber birch cedar delta ember flint grove haven iris jade kestrel linen maple north"
                            + " olive pearl quartz river slate thistle umber velvet willow xenon"
                            + " yarrow zephyr station market harbour garden bridge mill")
                    .split(" ");

    final String database;
    final String name;
    final List<MadeColumn> columns;
    private final int tableId;
    private final int[] keyColumns;
    private final int[] changing;
    private final long salt;
    private final LogBytes map = new LogBytes();
    private final int[] rows = new int[POOL];
    private final int[] versions = new int[POOL];
    private final long[] created = new long[POOL];
    private final long[] written = new long[POOL];
    private int live;
    private int lastRow;

    MadeTable(String database, String name, List<MadeColumn> columns, int tableId, long seed) {
        this.database = database;
        this.name = name;
        this.columns = columns;
        this.tableId = tableId;
        salt = mix(seed + tableId);
        keyColumns =
                columns.getFirst().kind() == MadeColumn.Kind.ID ? new int[] {0} : new int[] {0, 1};
        changing =
                IntStream.range(0, columns.size())
                        .filter(i -> columns.get(i).kind().changes)
                        .toArray();
        map();
    }

    /// Puts rows into the table that were there before the log began.
    void fill(long beforeMicros) {
        for (; live < POOL / 2; live++) {
            rows[live] = ++lastRow;
            created[live] = beforeMicros - 1_000_000L * 60 * (POOL - live);
            written[live] = created[live];
        }
    }

    private void map() {
        map.le(tableId, 6).le(1, 2);
        map.le(database.length(), 1).text(database).le(0, 1);
        map.le(name.length(), 1).text(name).le(0, 1);
        int n = columns.size();
        map.packed(n);
        columns.forEach(c -> map.le(c.kind().wireType, 1));
        LogBytes details = new LogBytes();
        columns.forEach(c -> c.details(details));
        map.packed(details.length).bytes(details.array, 0, details.length);
        long nullable = 0;
        for (int i = 0; i < n; i++) {
            nullable |= columns.get(i).kind() == MadeColumn.Kind.NOTE ? 1L << i : 0;
        }
        map.le(nullable, (n + 7) / 8);
        int numeric = (int) columns.stream().filter(c -> c.kind().isNumeric()).count();
        byte[] signs = new byte[(numeric + 7) / 8];
        signs[0] = (byte) (columns.getFirst().kind() == MadeColumn.Kind.ID ? 0x80 : 0);
        field(1, new LogBytes().bytes(signs, 0, signs.length));
        if (columns.stream().anyMatch(c -> c.kind().isText())) {
            field(2, new LogBytes().packed(45));
        }
        LogBytes names = new LogBytes();
        columns.forEach(c -> names.packedText(c.name()));
        field(4, names);
        LogBytes labels = new LogBytes();
        for (MadeColumn column : columns) {
            if (column.kind() == MadeColumn.Kind.STATUS) {
                labels.packed(MadeColumn.LABELS.size());
                MadeColumn.LABELS.forEach(labels::packedText);
            }
        }
        if (labels.length > 0) {
            field(6, labels);
            field(10, new LogBytes().packed(45));
        }
        LogBytes key = new LogBytes();
        Arrays.stream(keyColumns).forEach(key::packed);
        field(8, key);
    }

    private void field(int type, LogBytes value) {
        map.le(type, 1).packed(value.length).bytes(value.array, 0, value.length);
    }

    void tableMap(LogBytes out) {
        out.bytes(map.array, 0, map.length);
    }

    /// Writes a row event's body up to its rows.
    void rowsHead(LogBytes out, Vendor vendor, boolean update, boolean last) {
        out.le(tableId, 6).le(last ? 1 : 0, 2).le(2, vendor == Vendor.MYSQL ? 2 : 0);
        int n = columns.size();
        out.packed(n);
        for (int i = 0; i < (update ? 2 : 1); i++) {
            out.le((1L << n) - 1, (n + 7) / 8);
        }
    }

    /// Inserts a row; where the table has many, one of them is written no more.
    void insert(LogBytes out, long micros, SplittableRandom random) {
        int slot = live < POOL ? live++ : random.nextInt(POOL);
        rows[slot] = ++lastRow;
        versions[slot] = 0;
        created[slot] = micros;
        written[slot] = micros;
        image(out, slot);
    }

    /// Updates a row: some more often than others.
    void update(LogBytes out, long micros, SplittableRandom random) {
        int slot = Math.min(random.nextInt(live), random.nextInt(live));
        image(out, slot);
        versions[slot]++;
        written[slot] = micros;
        image(out, slot);
    }

    void delete(LogBytes out, SplittableRandom random) {
        int slot = random.nextInt(live);
        image(out, slot);
        live--;
        rows[slot] = rows[live];
        versions[slot] = versions[live];
        created[slot] = created[live];
        written[slot] = written[live];
    }

    boolean isSmall() {
        return live < POOL / 4;
    }

    private void image(LogBytes out, int slot) {
        int n = columns.size();
        int nullBits = out.length;
        out.le(0, (n + 7) / 8);
        for (int i = 0; i < n; i++) {
            if (!value(out, i, slot)) {
                out.array[nullBits + i / 8] |= (byte) (1 << i % 8);
            }
        }
    }

    /// How often a column was written when its row was written `version` times: an update writes one of them in turn.
    private int writes(int column, int version) {
        for (int i = 0; i < changing.length; i++) {
            if (changing[i] == column) {
                return (version + changing.length - 1 - i) / changing.length;
            }
        }
        return 0;
    }

    /// @return false where it is NULL
    private boolean value(LogBytes out, int column, int slot) {
        long row = rows[slot];
        long any =
                mix(salt + row * 31 + column * 1_000_003L + 7919L * writes(column, versions[slot]));
        switch (columns.get(column).kind()) {
            case ID -> out.le(row, 8);
            case BRANCH -> out.le(row % 50, 4);
            case SKU -> out.le(3 + digits(row), 1).text("SK-" + row);
            case REF -> out.le((any & Integer.MAX_VALUE) % Math.max(row, 1000) + 1, 4);
            case COUNT -> out.le((any & 0xFFFF) % 1000, 4);
            case FLAG -> out.le(any & 1, 1);
            case STATUS -> out.le((any >>> 8) % MadeColumn.LABELS.size() & 7, 1);
            case MONEY -> money(out, (any & 0xFFFFF) * (any >>> 60));
            case NAME -> {
                String text = words(any, 2 + (int) (any >>> 62));
                out.le(text.length(), 2).text(text);
            }
            case TOKEN -> out.le(16, 1).text(String.format("%016x", any));
            case NOTE -> {
                if ((any & 3) == 0) {
                    return false;
                }
                String text = words(any, 4 + (int) (any >>> 61));
                out.le(text.length(), 2).text(text);
            }
            case CREATED -> dateTime(out, created[slot]);
            case UPDATED -> {
                out.be(Math.floorDiv(written[slot], 1_000_000L), 4);
                out.be(Math.floorMod(written[slot], 1_000_000L), 3);
            }
        }
        return true;
    }

    private static int digits(long value) {
        return Long.toString(value).length();
    }

    private static void money(LogBytes out, long cents) {
        long whole = cents / 100;
        out.be(whole / 1_000_000_000 | 0x80, 1).be(whole % 1_000_000_000, 4).be(cents % 100, 1);
    }

    private static void dateTime(LogBytes out, long micros) {
        var at =
                java.time.LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), 0, java.time.ZoneOffset.UTC);
        long packed = at.getYear() * 13L + at.getMonthValue();
        packed = packed << 5 | at.getDayOfMonth();
        packed = packed << 5 | at.getHour();
        packed = packed << 6 | at.getMinute();
        packed = packed << 6 | at.getSecond();
        out.be(packed + 0x80_0000_0000L, 5);
    }

    private static String words(long any, int count) {
        StringBuilder text = new StringBuilder();
        long left = any;
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[(int) (left & 31)]);
            left = left >>> 5 ^ any * 31;
        }
        return text.append(' ').append(left >>> 4 & 1023).toString();
    }

    /// The finalizer of SplitMix64.
    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
