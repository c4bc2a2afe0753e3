package org.rowback.history.partition;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value that a partition's definition names.
sealed interface Bound {
    /// Above every value.
    record Max() implements Bound {}

    record Null() implements Bound {}

    record Numeric(BigDecimal value) implements Bound {}

    record Text(String value) implements Bound {}

    /// What only the server knows.
    record Unknown(String text) implements Bound {}

    Pattern STRING =
            Pattern.compile(
                    "(?:_\\w+\\s*|DATE\\s*|TIMESTAMP\\s*)?'((?:[^'\\\\]|'')*)'",
                    Pattern.CASE_INSENSITIVE);
    Pattern CALL = Pattern.compile("(\\w+)\\s*\\(\\s*(.+?)\\s*\\)", Pattern.DOTALL);

    static Bound of(String text) {
        String word = text.toUpperCase(Locale.ROOT);
        if (word.equals("MAXVALUE")) {
            return new Max();
        }
        if (word.equals("NULL")) {
            return new Null();
        }
        if (word.matches("[-+]?\\s*\\d+(?:\\.\\d+)?")) {
            return new Numeric(new BigDecimal(word.replaceAll("\\s", "")));
        }
        Matcher string = STRING.matcher(text);
        if (string.matches()) {
            return new Text(string.group(1).replace("''", "'"));
        }
        Matcher call = CALL.matcher(text);
        if (call.matches() && of(call.group(2)) instanceof Text argument) {
            Optional<BigDecimal> value =
                    DateFunction.of(call.group(1))
                            .flatMap(f -> moment(argument.value()).flatMap(f::of));
            return value.<Bound>map(Numeric::new).orElse(new Unknown(text));
        }
        return new Unknown(text);
    }

    /// How a value that is not NULL stands to a bound: negative, zero or positive; empty where only the server knows.
    static Optional<Integer> order(ColumnValue value, Bound bound) {
        return switch (bound) {
            case Max _ -> Optional.of(-1);
            case Null _ -> Optional.of(1);
            case Unknown _ -> Optional.empty();
            case Numeric number ->
                    switch (value) {
                        case Datum.IntegerDatum i ->
                                Optional.of(
                                        BigDecimal.valueOf(i.value()).compareTo(number.value()));
                        case Datum.DecimalDatum d ->
                                Optional.of(d.value().compareTo(number.value()));
                        default -> Optional.empty();
                    };
            case Text text ->
                    switch (value) {
                        case Datum.DateDatum _, Datum.DateTimeDatum _ ->
                                moment(value)
                                        .flatMap(
                                                v -> moment(text.value()).map(b -> v.compareTo(b)));
                        case Datum.TextDatum t -> order(t.text(), text.value());
                        default -> Optional.empty();
                    };
        };
    }

    /// Equal texts are equal in every collation; of others the first digits that differ decide.
    private static Optional<Integer> order(String value, String bound) {
        int at = 0;
        while (at < value.length() && at < bound.length() && value.charAt(at) == bound.charAt(at)) {
            at++;
        }
        if (at == value.length() && at == bound.length()) {
            return Optional.of(0);
        }
        boolean digits =
                (at == value.length() || isDigit(value.charAt(at)))
                        && (at == bound.length() || isDigit(bound.charAt(at)));
        return digits ? Optional.of(value.compareTo(bound)) : Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A date or time; empty where it is none that the calendar has.
    static Optional<LocalDateTime> moment(ColumnValue value) {
        return switch (value) {
            case Datum.DateDatum d -> moment(d.text());
            case Datum.DateTimeDatum d -> moment(d.text());
            default -> Optional.empty();
        };
    }

    /// A date or time as text, the way servers print them.
    private static Optional<LocalDateTime> moment(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)?")) {
            return Optional.empty();
        }
        try {
            String time = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
            return Optional.of(LocalDateTime.parse(time)).filter(t -> t.getYear() > 0);
        } catch (java.time.format.DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
