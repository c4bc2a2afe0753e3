package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// A literal made ready to be compared with values of any kind: each reading of it that makes sense, prepared once.
final class Constant {
    private final Syntax.Literal literal;
    private final @Nullable BigDecimal number;
    private final @Nullable String text;
    private final @Nullable Bytes bytes;
    private final WallClock.@Nullable Written clock;
    private final @Nullable Long instant;
    private final @Nullable Long duration;

    Constant(Syntax.Literal literal, ZoneId zone) {
        this.literal = literal;
        boolean quoted = literal instanceof Syntax.TextLiteral;
        boolean word = literal instanceof Syntax.WordLiteral;
        number = number(literal);
        text = quoted ? literal.text() : null;
        bytes =
                literal instanceof Syntax.HexLiteral hex
                        ? hex.bytes()
                        : quoted ? Bytes.of(literal.text().getBytes(StandardCharsets.UTF_8)) : null;
        clock = quoted || word ? WallClock.dateTime(literal.text()).orElse(null) : null;
        instant = clock == null ? null : clock.micros(zone).orElse(null);
        duration = quoted || word ? WallClock.duration(literal.text()).orElse(null) : null;
    }

    private static @Nullable BigDecimal number(Syntax.Literal literal) {
        return switch (literal) {
            case Syntax.NumberLiteral n -> n.value();
            case Syntax.TrueOrFalse b -> b.value() ? BigDecimal.ONE : BigDecimal.ZERO;
            case Syntax.TextLiteral t ->
                    t.text().matches("-?\\d{1,100}(\\.\\d{1,100})?")
                            ? new BigDecimal(t.text())
                            : null;
            case Syntax.HexLiteral _, Syntax.NullLiteral _, Syntax.WordLiteral _ -> null;
        };
    }

    Syntax.Literal literal() {
        return literal;
    }

    boolean isNull() {
        return literal instanceof Syntax.NullLiteral;
    }

    boolean isNumber() {
        return number != null;
    }

    boolean isText() {
        return text != null;
    }

    boolean isBytes() {
        return bytes != null;
    }

    boolean isHex() {
        return literal instanceof Syntax.HexLiteral;
    }

    boolean isDuration() {
        return duration != null;
    }

    boolean isClock() {
        return clock != null;
    }

    boolean hasOffset() {
        return clock != null && clock.offset().isPresent();
    }

    boolean isInstant() {
        return instant != null || (clock != null && clock.isZero());
    }

    /// How a value compares with this; empty where they are of kinds that do not compare.
    OptionalInt compare(Datum value) {
        return switch (value) {
            case Datum.IntegerDatum _,
                    Datum.BooleanDatum _,
                    Datum.DecimalDatum _,
                    Datum.FloatDatum _,
                    Datum.DoubleDatum _,
                    Datum.BitDatum _ ->
                    compareNumber(value);
            case Datum.EnumDatum e ->
                    literal instanceof Syntax.NumberLiteral
                            ? ordered(BigDecimal.valueOf(e.index()), number)
                            : compareText(value);
            case Datum.SetDatum s -> compareSet(s);
            case Datum.TextDatum t -> isHex() ? ordered(t.raw(), bytes) : compareText(value);
            case Datum.JsonDatum _ -> compareText(value);
            case Datum.BinaryDatum b -> ordered(b.bytes(), bytes);
            case Datum.GeometryDatum g -> ordered(g.wkb(), bytes);
            case Datum.TimeDatum t -> ordered(WallClock.micros(t), duration);
            case Datum.DateDatum d -> compareClock(WallClock.parts(d));
            case Datum.DateTimeDatum d -> compareClock(WallClock.parts(d));
            case Datum.TimestampDatum t -> compareInstant(t);
        };
    }

    private OptionalInt compareNumber(Datum value) {
        BigDecimal other = Order.number(value);
        return other == null ? OptionalInt.empty() : ordered(other, number);
    }

    private OptionalInt compareText(Datum value) {
        String other = text;
        return other == null
                ? OptionalInt.empty()
                : OptionalInt.of(Order.characters(value.text(), other));
    }

    private OptionalInt compareSet(Datum.SetDatum set) {
        if (literal instanceof Syntax.NumberLiteral) {
            return ordered(new BigDecimal(Long.toUnsignedString(set.bits())), number);
        }
        String wanted = text;
        if (wanted != null && members(wanted).equals(Set.copyOf(set.labels()))) {
            return OptionalInt.of(0);
        }
        return compareText(set);
    }

    private static Set<String> members(String text) {
        return text.isEmpty()
                ? Set.of()
                : Set.copyOf(List.of(text.split(",")).stream().distinct().toList());
    }

    private OptionalInt compareClock(long[] parts) {
        return clock == null
                ? OptionalInt.empty()
                : OptionalInt.of(Arrays.compare(parts, clock.parts()));
    }

    private OptionalInt compareInstant(Datum.TimestampDatum value) {
        if (clock != null && clock.isZero()) {
            return OptionalInt.of(value.isZero() ? 0 : 1);
        }
        return ordered(WallClock.micros(value), instant);
    }

    private static <T extends Comparable<T>> OptionalInt ordered(T value, @Nullable T constant) {
        return constant == null ? OptionalInt.empty() : OptionalInt.of(value.compareTo(constant));
    }

    /// Whether a value contains this, or begins with it; null where they are of kinds that do not.
    @Nullable Boolean within(Datum value, boolean atStart) {
        if (value instanceof Datum.SetDatum set && !atStart && text != null) {
            return set.labels().contains(text);
        }
        if (value instanceof Datum.BinaryDatum || value instanceof Datum.GeometryDatum || isHex()) {
            Bytes hay = Order.bytes(value);
            Bytes needle = bytes;
            if (hay == null || needle == null) {
                return null;
            }
            return contains(hay, needle, atStart);
        }
        String needle = text != null ? text : number != null ? literal.text() : null;
        if (needle == null) {
            return null;
        }
        return atStart ? value.text().startsWith(needle) : value.text().contains(needle);
    }

    private static boolean contains(Bytes hay, Bytes needle, boolean atStart) {
        int last = atStart ? 0 : hay.length() - needle.length();
        for (int i = 0; i <= last && i + needle.length() <= hay.length(); i++) {
            if (Arrays.equals(
                    hay.array(), i, i + needle.length(), needle.array(), 0, needle.length())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return literal.text().toLowerCase(Locale.ROOT);
    }
}
