package org.rowback.history.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which column of a definition each logged column is, or why the definition does not fit.
///
/// A layout and a definition may differ in columns that only one of them shows: a server may leave virtual columns out
/// of the log, and logs columns that it hides from SHOW CREATE TABLE (MariaDB's hashes of long unique keys and
/// implicit row_start and row_end, behind all others; MySQL's my_row_id of a table without a key, before them).
///
/// @param defined for each logged column the index of the defined one, or [#HIDDEN]
/// @param reason empty where the definition fits
record Alignment(int[] defined, String reason) {
    /// A logged column that no definition shows.
    static final int HIDDEN = -1;

    boolean fits() {
        return reason.isEmpty();
    }

    static Alignment of(SchemaVersion logged, SchemaVersion definition) {
        boolean named =
                logged.columns().stream().allMatch(c -> c.nameFrom() == Knowledge.LOG_METADATA);
        return named ? byName(logged, definition) : byPosition(logged, definition);
    }

    private static Alignment byName(SchemaVersion logged, SchemaVersion definition) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < definition.columns().size(); i++) {
            indexes.put(fold(definition.columns().get(i).name()), i);
        }
        int[] defined = new int[logged.columns().size()];
        for (int i = 0; i < defined.length; i++) {
            String name = logged.columns().get(i).name();
            Integer index = indexes.remove(fold(name));
            if (index == null && !isHiddenName(name)) {
                return misfit("it has no column " + name + ", which was logged");
            }
            defined[i] = index == null ? HIDDEN : index;
        }
        for (int left : indexes.values()) {
            Column column = definition.columns().get(left);
            if (column.generated() != Column.Generated.VIRTUAL) {
                return misfit("its column " + column.name() + " was not logged");
            }
        }
        return new Alignment(defined, "");
    }

    private static Alignment byPosition(SchemaVersion logged, SchemaVersion definition) {
        List<Column> columns = definition.columns();
        int[] all = IntStream.range(0, columns.size()).toArray();
        int[] stored =
                Arrays.stream(all)
                        .filter(i -> columns.get(i).generated() != Column.Generated.VIRTUAL)
                        .toArray();
        Alignment first = match(logged, definition, all);
        if (first.fits() || stored.length == all.length) {
            return first;
        }
        Alignment second = match(logged, definition, stored);
        return second.fits() ? second : first;
    }

    private static Alignment match(SchemaVersion logged, SchemaVersion definition, int[] shown) {
        int hidden = logged.columns().size() - shown.length;
        if (hidden == 0) {
            return check(logged, definition, shown);
        }
        if (hidden > 0) {
            for (boolean before : new boolean[] {false, true}) {
                Optional<int[]> guess = withHidden(logged, definition, shown, before);
                if (guess.isPresent()) {
                    Alignment alignment = check(logged, definition, guess.get());
                    if (alignment.fits()) {
                        return alignment;
                    }
                }
            }
        }
        return misfit(
                "it has %d columns, the logged rows have %d"
                        .formatted(shown.length, logged.columns().size()));
    }

    private static Optional<int[]> withHidden(
            SchemaVersion logged, SchemaVersion definition, int[] shown, boolean before) {
        int count = logged.columns().size();
        int hidden = count - shown.length;
        int from = before ? 0 : shown.length;
        List<Column> extra = logged.columns().subList(from, from + hidden);
        boolean plausible =
                before
                        ? hidden == 1 && definition.primaryKey().isEmpty() && isBigint(extra.get(0))
                        : isRowPeriod(extra) || isHashes(extra, definition);
        if (!plausible) {
            return Optional.empty();
        }
        int[] defined = new int[count];
        for (int i = 0; i < count; i++) {
            boolean isHidden = i >= from && i < from + hidden;
            defined[i] = isHidden ? HIDDEN : shown[before ? i - hidden : i];
        }
        return Optional.of(defined);
    }

    /// MariaDB's implicit row_start and row_end.
    private static boolean isRowPeriod(List<Column> extra) {
        return extra.size() == 2
                && extra.stream().allMatch(c -> isTimestamp6(c) || isBigint(c))
                && extra.stream().noneMatch(Column::nullable);
    }

    /// MariaDB's DB_ROW_HASH columns, one for each unique key that is too long for an index.
    private static boolean isHashes(List<Column> extra, SchemaVersion definition) {
        return extra.size() <= definition.uniqueKeys().size()
                && extra.stream().allMatch(Alignment::isBigint);
    }

    private static boolean isTimestamp6(Column column) {
        return column.type().family() == Family.TIMESTAMP && column.type().digits() == 6;
    }

    private static boolean isBigint(Column column) {
        return column.type().sql().startsWith("bigint");
    }

    private static Alignment check(SchemaVersion logged, SchemaVersion definition, int[] defined) {
        for (int i = 0; i < defined.length; i++) {
            if (defined[i] == HIDDEN) {
                continue;
            }
            Column log = logged.columns().get(i);
            Column def = definition.columns().get(defined[i]);
            Optional<String> type = TypeFit.misfit(log, def);
            if (type.isPresent()) {
                return misfit(type.get());
            }
            if (log.nullable() != def.nullable() && def.type().family() != Family.TIMESTAMP) {
                return misfit(
                        "column %s is defined %s but was logged %s"
                                .formatted(def.name(), nulls(def), nulls(log)));
            }
        }
        return new Alignment(defined, "");
    }

    private static String nulls(Column column) {
        return column.nullable() ? "NULL" : "NOT NULL";
    }

    private static boolean isHiddenName(String name) {
        String folded = fold(name);
        return folded.startsWith("db_row_hash_")
                || folded.equals("row_start")
                || folded.equals("row_end")
                || folded.equals("my_row_id");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Alignment misfit(String reason) {
        return new Alignment(new int[0], reason);
    }
}
