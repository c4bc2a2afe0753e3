package org.rowback.history.model;

import java.math.BigDecimal;
import java.math.MathContext;

/// Floating-point numbers as MySQL and MariaDB print them (MySQL 9 `strings/dtoa.cc`, `my_gcvt`): the fewest digits
/// that read back as the same number, with an exponent (`1e15`, `1.5e-15`) where the point would stand more than 14
/// zeros before the digits, or 15 digits would not reach it.
public final class FloatText {
    private static final int MOST_DIGITS_BEFORE_POINT = 15;

    private FloatText() {}

    /// `NaN` and `Infinity`, which those servers never hold, as Java spells them.
    public static String of(double value) {
        return Double.isFinite(value)
                ? text(value, shortest(Double.toString(Math.abs(value)), value, false))
                : Double.toString(value);
    }

    /// All digits that tell the number from its neighbours; the servers themselves print six at most, which may name
    /// another number.
    public static String of(float value) {
        return Float.isFinite(value)
                ? text(value, shortest(Float.toString(Math.abs(value)), value, true))
                : Float.toString(value);
    }

    private static String text(double value, BigDecimal shortest) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        String digits = shortest.unscaledValue().toString();
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

    /// Java gives two digits where one would do (`4.9E-324`).
    private static BigDecimal shortest(String java, double value, boolean single) {
        BigDecimal shown = new BigDecimal(java).stripTrailingZeros();
        if (shown.precision() == 2) {
            BigDecimal one = shown.round(new MathContext(1)).stripTrailingZeros();
            double back = single ? one.floatValue() : one.doubleValue();
            if (back == Math.abs(value)) {
                return one;
            }
        }
        return shown;
    }
}
