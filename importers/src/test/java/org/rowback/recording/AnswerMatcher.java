package org.rowback.recording;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Datum.BinaryDatum;
import org.rowback.history.model.Datum.BitDatum;
import org.rowback.history.model.Datum.DecimalDatum;
import org.rowback.history.model.Datum.DoubleDatum;
import org.rowback.history.model.Datum.EnumDatum;
import org.rowback.history.model.Datum.FloatDatum;
import org.rowback.history.model.Datum.GeometryDatum;
import org.rowback.history.model.Datum.IntegerDatum;
import org.rowback.history.model.Datum.SetDatum;
import org.rowback.history.model.Datum.TextDatum;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// Says whether a decoded value is exactly what the server answered.
public final class AnswerMatcher {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private AnswerMatcher() {}

    /// Whether a value that the log holds is the server's. Not logged and undecodable values never are.
    public static boolean matches(AnswerColumn column, String answer, ColumnValue value) {
        if (answer.equals("\\N")) {
            return value == ColumnValue.NULL;
        }
        return value instanceof Datum datum
                && switch (column.kind()) {
                    case "number" -> number(answer, datum);
                    case "float" -> real(answer, datum);
                    case "bits" ->
                            datum instanceof BitDatum bits
                                    && Long.toUnsignedString(bits.bits()).equals(answer)
                                    && column.type().equals("bit(" + bits.width() + ")");
                    case "text" -> text(answer, datum);
                    case "label" -> label(answer, datum);
                    case "json" ->
                            datum instanceof Datum.JsonDatum json
                                    && json.text().equals(utf8(answer));
                    case "bytes" -> bytes(answer, datum);
                    default -> datum.text().equals(answer);
                };
    }

    private static boolean number(String answer, Datum datum) {
        BigDecimal wanted = new BigDecimal(answer);
        return switch (datum) {
            case IntegerDatum integer -> wanted.equals(BigDecimal.valueOf(integer.value()));
            case DecimalDatum decimal ->
                    wanted.equals(decimal.value()) && decimal.text().equals(answer);
            default -> false;
        };
    }

    private static boolean real(String answer, Datum datum) {
        return switch (datum) {
            case FloatDatum real -> sameReal(answer, real.value());
            case DoubleDatum real -> sameReal(answer, real.value());
            default -> false;
        };
    }

    /// CAST to CHAR rounds to what fits 22 characters, which may be one digit short of the number.
    private static boolean sameReal(String answer, double value) {
        if (same(Double.parseDouble(answer), value)) {
            return true;
        }
        BigDecimal shown = new BigDecimal(answer);
        return answer.length() >= 21
                && new BigDecimal(Double.toString(value))
                                .round(new java.math.MathContext(shown.precision()))
                                .compareTo(shown)
                        == 0;
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    private static boolean text(String answer, Datum datum) {
        int colon = answer.indexOf(':');
        String raw = colon < 0 ? answer : answer.substring(0, colon);
        return datum instanceof TextDatum text
                && hex(text.raw()).equals(raw)
                && sameText(utf8(colon < 0 ? answer : answer.substring(colon + 1)), text.text());
    }

    /// Where a byte stands for no character the server shows a question mark; we may show it otherwise.
    private static boolean sameText(String server, String ours) {
        int[] a = server.codePoints().toArray();
        int[] b = ours.codePoints().toArray();
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i] && a[i] != '?') {
                return false;
            }
        }
        return true;
    }

    private static boolean label(String answer, Datum datum) {
        int colon = answer.indexOf(':');
        String number = answer.substring(0, colon);
        String label = utf8(answer.substring(colon + 1));
        return switch (datum) {
            case EnumDatum one ->
                    Integer.toString(one.index()).equals(number)
                            && (!one.labelKnown() || one.label().equals(label));
            case SetDatum set ->
                    // A number made of all 64 bits is printed with a sign.
                    (isBits(number, set.bits()) || Long.toString(set.bits()).equals(number))
                            && (!set.labelsKnown() || set.text().equals(label));
            default -> false;
        };
    }

    /// A number that needs all 64 bits is printed with a sign, by old servers as a rounded float.
    private static boolean isBits(String number, long bits) {
        return number.contains("e")
                ? Math.abs(Double.parseDouble(number) / bits - 1) < 1e-15
                : Long.toUnsignedString(bits).equals(number) || Long.toString(bits).equals(number);
    }

    private static boolean bytes(String answer, Datum datum) {
        return switch (datum) {
            case BinaryDatum binary -> hex(binary.bytes()).equals(answer);
            case GeometryDatum geometry ->
                    HEX.formatHex(
                                    ByteBuffer.allocate(4)
                                            .order(ByteOrder.LITTLE_ENDIAN)
                                            .putInt(geometry.srid())
                                            .array())
                            .concat(hex(geometry.wkb()))
                            .equals(answer);
            default -> false;
        };
    }

    private static String hex(Bytes bytes) {
        return bytes.hex().toUpperCase(Locale.ROOT);
    }

    private static String utf8(String hex) {
        return new String(HEX.parseHex(hex), StandardCharsets.UTF_8);
    }
}
