package org.rowback.history.check;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/// Compares values where every server comes to the same: exact numbers by value, texts for equality alone.
final class Comparison {
    private Comparison() {}

    /// Negative, zero or positive; empty where it is not decided here.
    static Optional<Integer> order(ColumnValue a, ColumnValue b) {
        Optional<BigDecimal> left = number(a);
        Optional<BigDecimal> right = number(b);
        return left.isPresent() && right.isPresent()
                ? Optional.of(left.get().compareTo(right.get()))
                : Optional.empty();
    }

    /// Equal texts are equal in every collation. Different ones are so where they are plain ASCII and differ in more than
    /// any collation overlooks.
    static Truth equal(ColumnValue a, ColumnValue b) {
        Optional<Integer> order = order(a, b);
        if (order.isPresent()) {
            return Truth.of(order.get() == 0);
        }
        Optional<String> left = text(a);
        Optional<String> right = text(b);
        if (left.isEmpty() || right.isEmpty()) {
            return Truth.UNDECIDED;
        }
        if (left.get().equals(right.get())) {
            return Truth.TRUE;
        }
        boolean plain = isPlain(left.get()) && isPlain(right.get());
        return plain && !folded(left.get()).equals(folded(right.get()))
                ? Truth.FALSE
                : Truth.UNDECIDED;
    }

    private static Optional<BigDecimal> number(ColumnValue value) {
        return switch (value) {
            case Datum.IntegerDatum i -> Optional.of(BigDecimal.valueOf(i.value()));
            case Datum.DecimalDatum d -> Optional.of(d.value());
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(ColumnValue value) {
        return switch (value) {
            case Datum.TextDatum t -> Optional.of(t.text());
            case Datum.EnumDatum e when e.labelKnown() -> Optional.of(e.label());
            default -> Optional.empty();
        };
    }

    private static boolean isPlain(String text) {
        return text.chars()
                .allMatch(
                        c ->
                                c == ' '
                                        || c == '_'
                                        || (c >= '0' && c <= '9')
                                        || (c >= 'a' && c <= 'z')
                                        || (c >= 'A' && c <= 'Z'));
    }

    /// Without case and blanks at the end, and with the letters as one that some language's collation takes for one: i, j
    /// and y, and u, v and w.
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .stripTrailing()
                .replaceAll("[jy]", "i")
                .replaceAll("[vw]", "u");
    }
}
