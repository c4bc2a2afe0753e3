package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which writes move a number by a difference, as `hits = hits + 3` does: they mean the same whatever it was before.
final class Differences {
    private static final int REMEMBERED = 1000;

    private final RevertOptions options;
    private final Map<String, Pattern> patterns = new HashMap<>();

    Differences(RevertOptions options) {
        this.options = options;
    }

    /// Whether a write is to be kept as a difference. Of a column that is asked for by name every write is one, of the
    /// others one whose statement says so.
    boolean areKept(Change change, Column column) {
        return options.isRelative(change.table(), column.name())
                || (options.isAllRelative() && says(change, column));
    }

    /// Whether the statement's text moves the column by a difference.
    boolean says(Change change, Column column) {
        Optional<String> statement = change.statement();
        if (statement.isEmpty()) {
            return false;
        }
        if (patterns.size() > REMEMBERED) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(column.name(), Differences::pattern)
                .matcher(statement.get())
                .find();
    }

    private static Pattern pattern(String column) {
        String name = "[`\"]?" + Pattern.quote(column) + "[`\"]?";
        String qualified = "(?:[`\"\\w$]+\\.){0,2}" + name;
        return Pattern.compile(
                "(?<![\\w$])" + name + "\\s*:?=\\s*\\(?\\s*" + qualified + "\\s*[+-](?!-)",
                Pattern.CASE_INSENSITIVE);
    }

    /// A number moved by the difference of two others; empty where one is no exact number.
    static Optional<ColumnValue> moved(ColumnValue value, ColumnValue from, ColumnValue to) {
        Optional<BigDecimal> base = number(value);
        Optional<BigDecimal> before = number(from);
        Optional<BigDecimal> after = number(to);
        if (base.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal result = base.get().add(after.get()).subtract(before.get());
        boolean isLong =
                value instanceof Datum.IntegerDatum
                        && result.scale() <= 0
                        && result.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return Optional.of(
                isLong
                        ? new Datum.IntegerDatum(result.longValueExact())
                        : new Datum.DecimalDatum(result));
    }

    /// Whether a column can hold a number that was reckoned: it is not below zero where the column is unsigned, and
    /// has no more digits than the column.
    static boolean fits(Column column, ColumnValue value) {
        Optional<BigDecimal> number = number(value);
        if (number.isEmpty() || (column.type().unsigned() && number.get().signum() < 0)) {
            return false;
        }
        String type = column.type().sql();
        int bits =
                type.startsWith("tinyint")
                        ? 8
                        : type.startsWith("smallint")
                                ? 16
                                : type.startsWith("mediumint")
                                        ? 24
                                        : type.startsWith("int") ? 32 : 64;
        if (value instanceof Datum.IntegerDatum) {
            BigDecimal range = BigDecimal.TWO.pow(column.type().unsigned() ? bits : bits - 1);
            return number.get().compareTo(range) < 0 && number.get().negate().compareTo(range) <= 0;
        }
        java.util.regex.Matcher digits =
                Pattern.compile("(?:decimal|numeric)\\((\\d+),(\\d+)\\).*").matcher(type);
        return !digits.matches()
                || number.get().precision() - number.get().scale()
                        <= Integer.parseInt(digits.group(1)) - Integer.parseInt(digits.group(2));
    }

    private static Optional<BigDecimal> number(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> Optional.of(BigDecimal.valueOf(i.value()));
            case Datum.DecimalDatum d -> Optional.of(d.value());
            default -> Optional.empty();
        };
    }
}
