package org.rowback.importers.mysql.row.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Floating-point numbers as the server prints them (MySQL 9 `strings/dtoa.cc`, `my_gcvt`): the shortest digits that
/// read back as the same number; with an exponent (`1e15`, `1.5e-15`) where the point would stand more than 14 zeros
/// before the digits or, beyond 15 digits, after all of them.
final class JsonNumbers {
    private static final int MOST_DIGITS_BEFORE_POINT = 15;

    private JsonNumbers() {}

    /// A number of a JSON document, which always shows that it is no integer: `1.0`, `1e20`.
    static String json(double value) {
        String text = text(value);
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }

    /// Of a finite number.
    static String text(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        BigInteger unscaled = shortest.unscaledValue();
        String digits = unscaled.toString();
        // The value is 0.digits times ten to this.
        int point = digits.length() - shortest.scale();
        boolean plain =
                point > -MOST_DIGITS_BEFORE_POINT
                        && (point <= MOST_DIGITS_BEFORE_POINT || digits.length() > point);
        String sign = value < 0 ? "-" : "";
        if (plain) {
            return sign + shortest.toPlainString();
        }
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return sign + digits.charAt(0) + fraction + "e" + (point - 1);
    }

    /// The fewest digits that read back as the number. `Double.toString` gives two where one would do.
    private static BigDecimal shortest(double value) {
        BigDecimal shown = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (shown.precision() == 2) {
            BigDecimal one = shown.round(new java.math.MathContext(1));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return shown;
    }
}
