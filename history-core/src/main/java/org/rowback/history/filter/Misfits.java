package org.rowback.history.filter;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.RowbackException.BadFilter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds literals that no column meant can be compared with.
final class Misfits {
    private Misfits() {}

    static boolean isNumber(Column column) {
        return switch (column.type().family()) {
            case INTEGER, DECIMAL, FLOAT, DOUBLE, BIT, YEAR, BOOLEAN, UNKNOWN, OTHER -> true;
            case DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    TEXT,
                    BINARY,
                    ENUM,
                    SET,
                    JSON,
                    GEOMETRY,
                    VECTOR,
                    INET,
                    UUID ->
                    false;
        };
    }

    /// Complains where a literal fits none of the columns.
    static void check(Constant constant, Syntax.Operator operator, List<Column> columns, Span span)
            throws BadFilter {
        if (constant.isNull() || columns.isEmpty()) {
            return;
        }
        String first = "";
        for (Column column : columns) {
            Optional<String> advice = advice(constant, operator, column);
            if (advice.isEmpty()) {
                return;
            }
            first = first.isEmpty() ? say(column) + advice.get() : first;
        }
        throw Positions.bad(span, first);
    }

    private static String say(Column column) {
        String sql = column.type().sql();
        boolean labels =
                column.type().family() == Family.ENUM || column.type().family() == Family.SET;
        return column.name() + " is " + (labels ? sql : sql.toUpperCase(Locale.ROOT)) + "; ";
    }

    static void number(Constant constant, String what, Span span) throws BadFilter {
        if (!constant.isNumber() && !constant.isNull()) {
            throw Positions.bad(span, what + " is a number; compare with a number.");
        }
    }

    private static Optional<String> advice(
            Constant constant, Syntax.Operator operator, Column column) {
        Family family = column.type().family();
        if (operator.isText()) {
            boolean fits = constant.isText() || constant.isNumber() || constant.isHex();
            return fits ? Optional.empty() : Optional.of("put what it is to contain in quotes.");
        }
        return switch (family) {
            case INTEGER, DECIMAL, FLOAT, DOUBLE, BIT, YEAR, BOOLEAN ->
                    advise(constant.isNumber(), "compare with a number.");
            case DATE, DATETIME ->
                    constant.hasOffset()
                            ? Optional.of("it has no zone; compare with a time without offset.")
                            : advise(
                                    constant.isClock(),
                                    "compare with a date, e.g. 2026-10-04T14:13.");
            case TIMESTAMP ->
                    advise(
                            constant.isInstant(),
                            constant.isClock()
                                    ? "add an offset, for that time does not exist or is twice."
                                    : "compare with a time, e.g. 2026-10-04T14:13.");
            case TIME -> advise(constant.isDuration(), "compare with a time, e.g. '-12:30:00'.");
            case TEXT -> advise(constant.isText() || constant.isHex(), quote(constant));
            case ENUM, SET ->
                    constant.isText() && family == Family.ENUM
                            ? label(constant, column)
                            : advise(constant.isText() || constant.isNumber(), quote(constant));
            case JSON, INET, UUID -> advise(constant.isText(), quote(constant));
            case BINARY -> advise(constant.isBytes(), "compare with hex, e.g. 0x0a1b.");
            case GEOMETRY, VECTOR -> advise(constant.isHex(), "compare with hex, e.g. 0x0a1b.");
            case OTHER, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<String> label(Constant constant, Column column) {
        List<String> members = column.type().members();
        String text = constant.literal().text();
        if (text.isEmpty() || members.isEmpty() || members.stream().anyMatch(m -> m.equals(text))) {
            return Optional.empty();
        }
        return Optional.of(
                "it has no label '%s'.%s".formatted(text, Suggest.didYouMean(text, members)));
    }

    private static Optional<String> advise(boolean fits, String advice) {
        return fits ? Optional.empty() : Optional.of(advice);
    }

    private static String quote(Constant constant) {
        return constant.literal() instanceof Syntax.WordLiteral
                ? "put text in quotes: '" + constant.literal().text() + "'."
                : "compare with text in quotes.";
    }
}
