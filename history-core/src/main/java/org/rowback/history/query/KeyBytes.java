package org.rowback.history.query;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowKey;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A key as bytes that are equal for keys of one row however the log spelt them, and that sort integers by number and
/// text by characters.
final class KeyBytes {
    private KeyBytes() {}

    static Bytes of(RowKey key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ColumnValue part : key.parts()) {
            part(out, part);
        }
        return Bytes.of(out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, ColumnValue value) {
        switch (value) {
            case ColumnValue.SqlNull _ -> out.write(0);
            case ColumnValue.NotLogged _ -> out.write(9);
            case ColumnValue.Undecodable u -> bytes(out, 8, u.raw().array());
            case Datum.IntegerDatum d -> integer(out, d.value());
            case Datum.BooleanDatum d -> integer(out, d.number());
            case Datum.DecimalDatum d -> decimal(out, d.value());
            case Datum.BitDatum d -> integer(out, d.bits());
            case Datum.EnumDatum d -> integer(out, d.index());
            case Datum.SetDatum d -> integer(out, d.bits());
            case Datum.FloatDatum d -> floating(out, d.value());
            case Datum.DoubleDatum d -> floating(out, d.value());
            case Datum.TextDatum d -> text(out, 4, d.text());
            case Datum.JsonDatum d -> text(out, 4, d.text());
            case Datum.BinaryDatum d -> bytes(out, 5, d.bytes().array());
            case Datum.GeometryDatum d -> text(out, 5, d.text());
            case Datum.DateDatum d -> text(out, 6, d.text());
            case Datum.TimeDatum d -> text(out, 6, trimmed(d.text()));
            case Datum.DateTimeDatum d -> text(out, 6, trimmed(d.text()));
            case Datum.TimestampDatum d -> text(out, 6, trimmed(d.text()));
        }
    }

    private static void decimal(ByteArrayOutputStream out, BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0 && plain.toBigInteger().bitLength() < 64) {
            integer(out, plain.longValueExact());
        } else {
            text(out, 2, plain.toPlainString());
        }
    }

    private static void integer(ByteArrayOutputStream out, long value) {
        out.write(1);
        out.writeBytes(ByteBuffer.allocate(8).putLong(value ^ Long.MIN_VALUE).array());
    }

    private static void floating(ByteArrayOutputStream out, double value) {
        out.write(3);
        out.writeBytes(ByteBuffer.allocate(8).putLong(Double.doubleToLongBits(value)).array());
    }

    private static void text(ByteArrayOutputStream out, int tag, String text) {
        bytes(out, tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Zero bytes are followed by 0xFF, and the end is 0x00 0x00, so that no part runs into the next.
    private static void bytes(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        for (byte b : content) {
            out.write(b);
            if (b == 0) {
                out.write(0xFF);
            }
        }
        out.write(0);
        out.write(0);
    }

    private static String trimmed(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0*$", "");
    }
}
