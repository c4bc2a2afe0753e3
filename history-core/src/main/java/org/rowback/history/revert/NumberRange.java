package org.rowback.history.revert;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Exact numbers from a least to a greatest; an end that is empty is open.
///
/// @param scale the most fraction digits; -1 where any number of them will do
public record NumberRange(Optional<BigDecimal> least, Optional<BigDecimal> greatest, int scale) {
    static final NumberRange ALL = new NumberRange(Optional.empty(), Optional.empty(), -1);

    private static final Pattern INTEGER =
            Pattern.compile(
                    "(tinyint|smallint|mediumint|int|integer|bigint|int2|int4|int8|smallserial|serial|bigserial)\\b(?:\\(\\d+\\))?(?:"
                        + " unsigned| signed| zerofill)*");
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "(?:decimal|numeric)(?:\\((\\d+)(?:,\\s*(\\d+))?\\))?(?: unsigned| zerofill)*");

    /// What a column of a type can hold; empty where the type is none of exact numbers that is known.
    public static Optional<NumberRange> of(ColumnType type) {
        Matcher integer = INTEGER.matcher(type.sql());
        if (type.family() == Family.INTEGER && integer.matches()) {
            int bits =
                    switch (integer.group(1)) {
                        case "tinyint" -> 8;
                        case "smallint", "int2", "smallserial" -> 16;
                        case "mediumint" -> 24;
                        case "bigint", "int8", "bigserial" -> 64;
                        default -> 32;
                    };
            BigDecimal end = BigDecimal.TWO.pow(type.unsigned() ? bits : bits - 1);
            return Optional.of(
                    between(
                            type.unsigned() ? BigDecimal.ZERO : end.negate(),
                            end.subtract(BigDecimal.ONE),
                            0));
        }
        Matcher decimal = DECIMAL.matcher(type.sql());
        if (type.family() != Family.DECIMAL || !decimal.matches()) {
            return Optional.empty();
        }
        if (decimal.group(1) == null) {
            return Optional.of(ALL);
        }
        int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        BigDecimal end =
                BigDecimal.ONE
                        .movePointRight(Integer.parseInt(decimal.group(1)) - scale)
                        .subtract(unit);
        boolean unsigned = type.unsigned() || type.sql().contains(" unsigned");
        return Optional.of(between(unsigned ? BigDecimal.ZERO : end.negate(), end, scale));
    }

    private static NumberRange between(BigDecimal least, BigDecimal greatest, int scale) {
        return new NumberRange(Optional.of(least), Optional.of(greatest), scale);
    }

    /// Whether a number lies in it.
    boolean holds(BigDecimal number) {
        return least.filter(l -> number.compareTo(l) < 0).isEmpty()
                && greatest.filter(g -> number.compareTo(g) > 0).isEmpty()
                && (scale < 0 || number.stripTrailingZeros().scale() <= scale);
    }

    /// Those of its numbers that are still in it when something is added.
    NumberRange movableBy(BigDecimal by) {
        return new NumberRange(
                by.signum() < 0 ? least.map(l -> l.subtract(by)) : Optional.empty(),
                by.signum() > 0 ? greatest.map(g -> g.subtract(by)) : Optional.empty(),
                scale);
    }
}
