package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Keys in filters: those of a change, and those that literals name.
final class Keys {
    private Keys() {}

    /// The values of the key before and after a change, as far as it has such sides; none for a table without a key.
    static List<ColumnValue[]> of(Subject subject) {
        List<ColumnValue[]> keys = new ArrayList<>(2);
        Optional<RowImage> before = subject.before();
        before.ifPresent(image -> add(keys, image, null));
        subject.after().ifPresent(image -> add(keys, image, before.orElse(null)));
        return keys;
    }

    private static void add(
            List<ColumnValue[]> keys, RowImage image, @Nullable RowImage otherwise) {
        int[] columns = image.schema().keyColumns();
        if (columns.length == 0) {
            return;
        }
        ColumnValue[] key = image.values(columns);
        for (int i = 0; i < key.length && otherwise != null; i++) {
            if (key[i] instanceof ColumnValue.NotLogged) {
                key[i] = otherwise.value(columns[i]);
            }
        }
        keys.add(key);
    }

    /// The keys of rows that literals name in a table; empty where that cannot be said for all its versions alike.
    static Optional<RowKey> rowKey(Catalog.Table table, List<Constant> constants) {
        List<Column> columns = null;
        for (SchemaVersion version : table.versions()) {
            List<Column> key =
                    Arrays.stream(version.keyColumns()).mapToObj(version.columns()::get).toList();
            if (key.size() != constants.size()
                    || (columns != null && !sameFamilies(columns, key))) {
                return Optional.empty();
            }
            columns = key;
        }
        if (columns == null) {
            return Optional.empty();
        }
        List<ColumnValue> parts = new ArrayList<>();
        for (int i = 0; i < constants.size(); i++) {
            Optional<ColumnValue> part = part(columns.get(i), constants.get(i));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(new RowKey(parts, false));
    }

    private static boolean sameFamilies(List<Column> a, List<Column> b) {
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).type().family() != b.get(i).type().family()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ColumnValue> part(Column column, Constant constant) {
        Syntax.Literal literal = constant.literal();
        return switch (column.type().family()) {
            case INTEGER -> constant.isNumber() ? integer(literal.text()) : Optional.empty();
            case TEXT ->
                    literal instanceof Syntax.TextLiteral
                            ? Optional.of(Operands.text(literal.text()))
                            : Optional.empty();
            case BINARY ->
                    literal instanceof Syntax.HexLiteral hex
                            ? Optional.of(new Datum.BinaryDatum(hex.bytes()))
                            : literal instanceof Syntax.TextLiteral text
                                    ? Optional.of(
                                            new Datum.BinaryDatum(
                                                    Bytes.of(
                                                            text.text()
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8))))
                                    : Optional.empty();
            case DECIMAL,
                    FLOAT,
                    DOUBLE,
                    BIT,
                    YEAR,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    ENUM,
                    SET,
                    JSON,
                    GEOMETRY,
                    VECTOR,
                    INET,
                    UUID,
                    BOOLEAN,
                    OTHER,
                    UNKNOWN ->
                    Optional.empty();
        };
    }

    private static Optional<ColumnValue> integer(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (number.scale() > 0) {
                return Optional.empty();
            }
            return number.toBigInteger().bitLength() < 64
                    ? Optional.of(new Datum.IntegerDatum(number.longValueExact()))
                    : Optional.of(new Datum.DecimalDatum(number.setScale(0)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
