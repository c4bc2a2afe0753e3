package org.rowback.history.revert;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.util.List;
import java.util.Optional;

/// What planning asks of values.
final class Values {
    private static final ColumnValue ABSENT =
            new ColumnValue.NotLogged("the column did not exist then");

    private static final ColumnValue UNLOGGED =
            new ColumnValue.NotLogged("the log does not hold it here");

    private Values() {}

    /// Whether a value can be compared and written: SQL NULL or a datum.
    static boolean isKnown(ColumnValue value) {
        return !(value instanceof ColumnValue.NotLogged)
                && !(value instanceof ColumnValue.Undecodable);
    }

    /// Whether both are known and equal by type.
    static boolean same(ColumnValue a, ColumnValue b) {
        return isKnown(a) && isKnown(b) && Canonical.same(a, b);
    }

    /// Whether two rows hold the same in all columns that are not generated.
    static boolean same(ColumnValue[] a, ColumnValue[] b, SchemaVersion head) {
        for (int i = 0; i < head.columns().size(); i++) {
            if (!head.columns().get(i).isGenerated() && !same(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    /// Whether both are known and differ.
    static boolean differ(ColumnValue a, ColumnValue b) {
        return isKnown(a) && isKnown(b) && !Canonical.same(a, b);
    }

    /// Why a value is not known.
    static String why(ColumnValue value) {
        return switch (value) {
            case ColumnValue.NotLogged n -> n.reason();
            case ColumnValue.Undecodable u -> u.reason();
            default -> "";
        };
    }

    /// An image's values in the columns of another version of the table, matched by name.
    static ColumnValue[] onto(SchemaVersion head, RowImage image) {
        ColumnValue[] values = new ColumnValue[head.columns().size()];
        for (int i = 0; i < values.length; i++) {
            Column column = head.columns().get(i);
            int from = head.equals(image.schema()) ? i : image.schema().indexOf(column.name());
            if (from < 0) {
                values[i] = ABSENT;
            } else {
                Column then = image.schema().columns().get(from);
                values[i] =
                        sameKind(then, column)
                                ? image.value(from)
                                : new ColumnValue.NotLogged(
                                        "the column was "
                                                + then.type().sql()
                                                + " then and is "
                                                + column.type().sql()
                                                + " now");
            }
        }
        return values;
    }

    /// The same without values that were filled in from earlier changes: who asks knows those better.
    static ColumnValue[] logged(SchemaVersion head, RowImage image) {
        ColumnValue[] values = onto(head, image);
        for (int i = 0; i < values.length; i++) {
            int from =
                    head.equals(image.schema())
                            ? i
                            : image.schema().indexOf(head.columns().get(i).name());
            if (from >= 0 && image.filledFrom(from) != 0) {
                values[i] = UNLOGGED;
            }
        }
        return values;
    }

    static boolean isAbsent(ColumnValue value) {
        return value.equals(ABSENT);
    }

    private static boolean sameKind(Column then, Column now) {
        Family a = then.type().family();
        Family b = now.type().family();
        return a == b || a == Family.UNKNOWN || b == Family.UNKNOWN || (isText(a) && isText(b));
    }

    private static boolean isText(Family family) {
        return family == Family.TEXT || family == Family.JSON;
    }

    /// Values that all have one, and none of which is NULL; empty where one is not so.
    static Optional<List<ColumnValue>> allHeld(List<ColumnValue> values) {
        return values.stream().allMatch(v -> isKnown(v) && v != ColumnValue.NULL)
                ? Optional.of(values)
                : Optional.empty();
    }

    /// A hash of some values of a table (canonical: equal values have equal hashes).
    static long hash(int tableId, List<String> columns, List<ColumnValue> values) {
        KeyHasher hasher = new KeyHasher().table(tableId);
        for (String column : columns) {
            hasher.integer(column.toLowerCase(java.util.Locale.ROOT).hashCode());
        }
        values.forEach(hasher::value);
        return hasher.hash();
    }
}
