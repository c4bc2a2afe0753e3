package org.rowback.importers.postgres.heap.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Floating-point numbers as PostgreSQL 12 and later print them: the fewest digits that lie strictly between the
/// number's neighbours' midpoints, with an exponent of two digits or more (`1e+15`) below 1e-4, and from 1e15 (real:
/// 1e6) on.
///
/// Source: PostgreSQL 18 `src/common/d2s.c`, `f2s.c`.
final class Floats {
    private static final int DOUBLE_POINT = 15;
    private static final int REAL_POINT = 6;

    private Floats() {}

    static void print(StringBuilder out, double value) {
        if (!finite(out, value)) {
            BigDecimal exact = new BigDecimal(Math.abs(value));
            BigDecimal below = new BigDecimal(Math.nextDown(Math.abs(value)));
            double up = Math.nextUp(Math.abs(value));
            BigDecimal above =
                    Double.isInfinite(up) ? exact.add(exact.subtract(below)) : new BigDecimal(up);
            place(
                    out,
                    shortest(new BigDecimal(Double.toString(Math.abs(value))), exact, below, above),
                    value < 0,
                    DOUBLE_POINT);
        }
    }

    static void print(StringBuilder out, float value) {
        if (!finite(out, value)) {
            BigDecimal exact = new BigDecimal(Math.abs(value));
            BigDecimal below = new BigDecimal(Math.nextDown(Math.abs(value)));
            float up = Math.nextUp(Math.abs(value));
            BigDecimal above =
                    Float.isInfinite(up) ? exact.add(exact.subtract(below)) : new BigDecimal(up);
            place(
                    out,
                    shortest(new BigDecimal(Float.toString(Math.abs(value))), exact, below, above),
                    value < 0,
                    REAL_POINT);
        }
    }

    private static boolean finite(StringBuilder out, double value) {
        if (Double.isNaN(value)) {
            out.append("NaN");
        } else if (Double.isInfinite(value)) {
            out.append(value < 0 ? "-Infinity" : "Infinity");
        } else if (value == 0) {
            out.append(1 / value < 0 ? "-0" : "0");
        } else {
            return false;
        }
        return true;
    }

    /// Java gives two digits where one would do, and takes the midpoint itself for the number where that is even.
    private static BigDecimal shortest(
            BigDecimal java, BigDecimal exact, BigDecimal below, BigDecimal above) {
        BigDecimal shown = java.stripTrailingZeros();
        if (shown.precision() == 2) {
            BigDecimal one = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (between(one, exact, below, above)) {
                return one.stripTrailingZeros();
            }
        }
        int digits = shown.precision();
        while (!between(shown, exact, below, above)) {
            digits++;
            shown = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        }
        return shown.stripTrailingZeros();
    }

    private static boolean between(
            BigDecimal shown, BigDecimal exact, BigDecimal below, BigDecimal above) {
        BigDecimal two = BigDecimal.TWO;
        BigDecimal twice = shown.multiply(two);
        return twice.compareTo(exact.add(below)) > 0 && twice.compareTo(exact.add(above)) < 0;
    }

    private static void place(
            StringBuilder out, BigDecimal number, boolean negative, int pointLimit) {
        if (negative) {
            out.append('-');
        }
        String digits = number.unscaledValue().toString();
        int exponent = digits.length() - 1 - number.scale();
        if (exponent >= -4 && exponent < pointLimit) {
            out.append(number.toPlainString());
            return;
        }
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            out.append('0');
        }
        out.append(size);
    }
}
