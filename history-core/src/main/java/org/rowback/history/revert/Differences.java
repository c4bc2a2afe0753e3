package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which writes move a number by a difference, as `hits = hits + 3` does: they mean the same whatever it was before.
/// A statement's text says it; where there is none, or none that names the column, the chain of images may show it.
final class Differences {
    /// What is known of how a write came to the number that it left.
    ///
    /// @param evidence what images show; empty where a statement's text says it, or the user
    record Motion(Kind kind, String evidence) {
        static final Motion SET = new Motion(Kind.SET, "");

        /// From nothing that speaks for a difference to what is as good as one.
        enum Kind {
            /// It was set, or nothing shows otherwise.
            SET,
            /// It was set or moved: images allow both.
            OPEN,
            /// It was moved, as images show or a statement says.
            MOVED
        }

        /// Whether it may have been moved.
        boolean isOpen() {
            return kind != Kind.SET;
        }

        /// What images show, after a semicolon; empty where a statement says it.
        String because() {
            return evidence.isEmpty() ? "" : "; " + evidence;
        }
    }

    /// Keeps none, and reads nothing to find them.
    static final Differences NONE =
            new Differences(RevertOptions.NONCONFLICTING, MovedColumns.NONE, null);

    private static final int REMEMBERED = 1000;

    /// A larger number cannot be added to every signed integer on every server.
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final RevertOptions options;
    private final MovedColumns images;
    private final @Nullable LaterNumbers later;
    private final Map<String, Pattern> patterns = new HashMap<>();

    /// @param later is told of writes that might be differences; null where nobody asks for them
    Differences(RevertOptions options, MovedColumns images, @Nullable LaterNumbers later) {
        this.options = options;
        this.images = images;
        this.later = later;
    }

    /// Whether a write is to be kept as a difference. Of a column that is asked for by name every write is one, of the
    /// others one that was moved.
    boolean areKept(Change change, Column column, Motion motion) {
        return options.isRelative(change.table(), column.name())
                || (options.isAllRelative() && motion.kind() == Motion.Kind.MOVED);
    }

    /// How a good write came to what it left.
    Motion motion(Change change, Column column, ColumnValue from, ColumnValue to)
            throws RowbackException {
        Motion motion = judged(change, column, from, to);
        if (later != null && isNumber(from) && isNumber(to)) {
            later.good(change, column, motion);
        }
        return motion;
    }

    private Motion judged(Change change, Column column, ColumnValue from, ColumnValue to)
            throws RowbackException {
        if (says(change, column)) {
            return new Motion(Motion.Kind.MOVED, "");
        }
        Optional<BigDecimal> before = number(from);
        Optional<BigDecimal> after = number(to);
        if (before.isEmpty() || after.isEmpty() || names(change, column)) {
            return Motion.SET;
        }
        Optional<Moves> moves = images.of(change.tableId(), column);
        if (moves.isEmpty() || !moves.get().allow(before.get(), after.get())) {
            return Motion.SET;
        }
        boolean shown = moves.get().show(before.get(), after.get());
        return new Motion(shown ? Motion.Kind.MOVED : Motion.Kind.OPEN, moves.get().toString());
    }

    /// Whether the statement's text names the column, so that it tells how it was written.
    private static boolean names(Change change, Column column) {
        String name = column.name().toLowerCase(Locale.ROOT);
        return change.statement()
                .filter(s -> s.toLowerCase(Locale.ROOT).contains(name))
                .isPresent();
    }

    /// Whether the statement's text moves the column by a difference.
    private boolean says(Change change, Column column) {
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

    /// The change in place that puts a number back, where the column is asked for by name, or good writes since, or the
    /// bad write's statement, moved it by a difference; empty where the number itself has to be written: types that are not exact, values out of
    /// range.
    Optional<InPlace> change(SchemaVersion head, int at, RowFold fold) {
        Column column = head.columns().get(at);
        RowFold.Track track = fold.track(at);
        Change bad = track.last;
        boolean bySelected = options.isAllRelative() && bad != null && says(bad, column);
        if (later != null && bad != null && bySelected && isNumber(fold.now(at))) {
            later.bad(bad, column);
        }
        boolean asked =
                track.movedBy != null
                        || options.isRelative(head.table(), column.name())
                        || bySelected;
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

    static Optional<BigDecimal> number(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> Optional.of(BigDecimal.valueOf(i.value()));
            case Datum.DecimalDatum d -> Optional.of(d.value());
            default -> Optional.empty();
        };
    }
}
