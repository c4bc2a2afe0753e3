package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.SchemaVersion;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which writes move a number by a difference, as `hits = hits + 3` does: they mean the same whatever it was before.
final class Differences {
    private static final int REMEMBERED = 1000;

    /// A larger number cannot be added to every signed integer on every server.
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

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

    /// Whether a column can hold a number that was reckoned.
    static boolean fits(Column column, ColumnValue value) {
        Optional<BigDecimal> number = number(value);
        return number.isPresent()
                && NumberRange.of(column.type())
                        .map(range -> range.holds(number.get()))
                        .orElse(!column.type().unsigned() || number.get().signum() >= 0);
    }

    /// The change in place that puts a number back, where the column is asked for by name, or statements say that it
    /// is moved by differences; empty where the number itself has to be written: types that are not exact, values out of
    /// range.
    Optional<InPlace> change(SchemaVersion head, int at, RowFold fold) {
        Column column = head.columns().get(at);
        RowFold.Track track = fold.track(at);
        boolean asked =
                track.movedBy != null
                        || options.isRelative(head.table(), column.name())
                        || (options.isAllRelative()
                                && track.last != null
                                && says(track.last, column));
        if (track.movedBy != null && fold.now(at) instanceof Datum datum && !isNumber(datum)) {
            return Documents.change(column, datum, fold.good(at));
        }
        Optional<BigDecimal> from = number(fold.now(at));
        Optional<BigDecimal> to = number(fold.good(at));
        Optional<NumberRange> range = NumberRange.of(column.type());
        if (!asked || from.isEmpty() || to.isEmpty() || range.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal by = to.get().subtract(from.get());
        boolean fits = range.get().holds(from.get()) && range.get().holds(to.get());
        return fits && by.abs().compareTo(LARGEST) <= 0
                ? Optional.of(new InPlace.Difference(column, fold.now(at), fold.good(at)))
                : Optional.empty();
    }

    static boolean isNumber(ColumnValue value) {
        return number(value).isPresent();
    }

    private static Optional<BigDecimal> number(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> Optional.of(BigDecimal.valueOf(i.value()));
            case Datum.DecimalDatum d -> Optional.of(d.value());
            default -> Optional.empty();
        };
    }
}
