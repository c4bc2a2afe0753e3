package org.rowback.history.partition;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the partition of rows of one table, as MySQL and MariaDB do (`sql/sql_partition.cc` of MySQL 8.0: NULL lies in
/// the lowest range; HASH takes the remainder without its sign; LINEAR HASH masks by powers of two).
///
/// Numbers, dates and times are compared; of texts in lists and ranges what every collation agrees on. What only the
/// server knows is undecided.
public final class PartitionFinder {
    private final SchemaVersion schema;
    private final Partitions partitions;
    private final PartitionKey key;
    private final List<List<List<Bound>>> bounds = new ArrayList<>();

    public PartitionFinder(SchemaVersion schema) {
        this.schema = schema;
        this.partitions = schema.partitions();
        this.key =
                switch (partitions.method()) {
                    case NONE -> PartitionKey.ofColumns(schema, List.of());
                    case RANGE, LIST, HASH, LINEAR_HASH ->
                            PartitionKey.ofExpression(schema, partitions.by());
                    case RANGE_COLUMNS, LIST_COLUMNS ->
                            PartitionKey.ofColumns(schema, SqlList.split(partitions.by()));
                    case KEY ->
                            PartitionKey.ofColumns(
                                    schema,
                                    partitions.by().isBlank()
                                            ? schema.primaryKey()
                                            : SqlList.split(partitions.by()));
                };
        boolean lists =
                partitions.method() == Partitions.Method.LIST
                        || partitions.method() == Partitions.Method.LIST_COLUMNS;
        for (Partitions.Part part : partitions.parts()) {
            bounds.add(lists ? list(part.bound()) : List.of(tuple(part.bound())));
        }
    }

    private static List<List<Bound>> list(String bound) {
        return SqlList.split(bound).stream()
                .map(
                        t ->
                                t.startsWith("(") && t.endsWith(")")
                                        ? tuple(t.substring(1, t.length() - 1))
                                        : tuple(t))
                .toList();
    }

    private static List<Bound> tuple(String text) {
        return SqlList.split(text).stream().map(Bound::of).toList();
    }

    /// @param row in the columns of the schema
    public Place of(List<ColumnValue> row) {
        PartitionKey.Values values = key.of(row);
        if (!values.unknown().isEmpty()) {
            return new Place.Undecided(values.unknown());
        }
        return switch (partitions.method()) {
            case NONE -> new Place.Undecided("the table's partitions are not known");
            case RANGE, RANGE_COLUMNS -> ranged(values.known());
            case LIST, LIST_COLUMNS -> listed(values.known());
            case HASH -> hashed(values.known(), false);
            case LINEAR_HASH -> hashed(values.known(), true);
            case KEY -> keyed(values.known());
        };
    }

    private Place ranged(List<ColumnValue> values) {
        for (int i = 0; i < bounds.size(); i++) {
            List<Bound> bound = bounds.get(i).getFirst();
            Optional<Integer> order = order(values, bound);
            if (order.isEmpty()) {
                return new Place.Undecided(
                        "whether it lies below "
                                + partitions.parts().get(i).bound()
                                + " only the server knows");
            }
            if (order.get() < 0) {
                return new Place.In(i);
            }
        }
        return new Place.Nowhere();
    }

    private static Optional<Integer> order(List<ColumnValue> values, List<Bound> bound) {
        for (int i = 0; i < values.size(); i++) {
            if (i >= bound.size()) {
                return Optional.empty();
            }
            Optional<Integer> order = order(values.get(i), bound.get(i));
            if (order.isEmpty() || order.get() != 0) {
                return order;
            }
        }
        return Optional.of(0);
    }

    private static Optional<Integer> order(ColumnValue value, Bound bound) {
        if (value instanceof ColumnValue.SqlNull) {
            return Optional.of(bound instanceof Bound.Null ? 0 : -1);
        }
        return Bound.order(value, bound);
    }

    private Place listed(List<ColumnValue> values) {
        String undecided = "";
        int other = -1;
        for (int i = 0; i < bounds.size(); i++) {
            if (partitions.parts().get(i).bound().equalsIgnoreCase("DEFAULT")) {
                other = i;
                continue;
            }
            for (List<Bound> listed : bounds.get(i)) {
                Optional<Integer> order = order(values, listed);
                if (order.isEmpty()) {
                    undecided = partitions.parts().get(i).bound();
                } else if (order.get() == 0) {
                    return new Place.In(i);
                }
            }
        }
        if (!undecided.isEmpty()) {
            return new Place.Undecided(
                    "whether it is one of " + undecided + " only the server knows");
        }
        return other >= 0 ? new Place.In(other) : new Place.Nowhere();
    }

    private Place hashed(List<ColumnValue> values, boolean linear) {
        Optional<Long> hash = integer(values.getFirst());
        int count = partitions.parts().size();
        if (hash.isEmpty() || count == 0) {
            return new Place.Undecided("its hash is not worked out here");
        }
        if (!linear) {
            return new Place.In(Math.toIntExact(Math.abs(hash.get() % count)));
        }
        long mask = Long.highestOneBit(2L * count - 1) - 1;
        long place = hash.get() & mask;
        return new Place.In(
                Math.toIntExact(place >= count ? hash.get() & (((mask + 1) >> 1) - 1) : place));
    }

    private static Optional<Long> integer(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> Optional.of(i.value());
            case Datum.DecimalDatum d when d.value().scale() == 0 ->
                    Optional.of(d.value().toBigInteger().longValue());
            default -> Optional.empty();
        };
    }

    /// The server's own hash over the bytes of integers as InnoDB hands them up, lowest first.
    private Place keyed(List<ColumnValue> values) {
        long first = 1;
        long second = 4;
        for (int i = 0; i < values.size(); i++) {
            Optional<Long> number = integer(values.get(i));
            int bytes = width(schema.columns().get(key.columns().get(i)).type());
            if (number.isEmpty() || bytes == 0 || partitions.parts().isEmpty()) {
                return new Place.Undecided("the hash of other columns than integers is not known");
            }
            for (int b = 0; b < bytes; b++) {
                long one = (number.get() >>> (8 * b)) & 0xFF;
                first ^= (((first & 63) + second) * one) + (first << 8);
                second += 3;
            }
        }
        long hash = first & 0xFFFF_FFFFL;
        return new Place.In(Math.toIntExact(hash % partitions.parts().size()));
    }

    private static int width(ColumnType type) {
        String sql = type.sql();
        return type.family() != ColumnType.Family.INTEGER
                ? 0
                : sql.startsWith("tinyint")
                        ? 1
                        : sql.startsWith("smallint")
                                ? 2
                                : sql.startsWith("mediumint")
                                        ? 3
                                        : sql.startsWith("bigint")
                                                ? 8
                                                : sql.startsWith("int") ? 4 : 0;
    }
}
