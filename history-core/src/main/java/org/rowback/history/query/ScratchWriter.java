package org.rowback.history.query;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes values and images to bytes that only this program reads, and only as long as it runs. [ScratchReader] reads
/// them. Not thread-safe.
public final class ScratchWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final List<SchemaVersion> schemas;

    /// @param schemas versions written so far; an image names its version by its place in it
    public ScratchWriter(List<SchemaVersion> schemas) {
        this.schemas = schemas;
    }

    public byte[] finish() {
        byte[] result = bytes.toByteArray();
        bytes.reset();
        return result;
    }

    public ScratchWriter number(long value) {
        return put(o -> o.writeLong(value));
    }

    public ScratchWriter image(RowImage image) {
        return put(
                o -> {
                    o.writeInt(schema(image.schema()));
                    for (int i = 0; i < image.size(); i++) {
                        value(o, image.value(i));
                        o.writeLong(image.filledFrom(i));
                    }
                });
    }

    /// Names a version by its place.
    public ScratchWriter version(SchemaVersion schema) {
        return put(o -> o.writeInt(schema(schema)));
    }

    public ScratchWriter value(ColumnValue value) {
        return put(o -> value(o, value));
    }

    public ScratchWriter text(String text) {
        return put(o -> text(o, text));
    }

    private int schema(SchemaVersion schema) {
        int index = schemas.lastIndexOf(schema);
        if (index < 0) {
            schemas.add(schema);
            index = schemas.size() - 1;
        }
        return index;
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private ScratchWriter put(Body body) {
        try {
            body.write(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void value(DataOutputStream o, ColumnValue value) throws IOException {
        switch (value) {
            case ColumnValue.SqlNull _ -> o.writeByte(0);
            case ColumnValue.NotLogged n -> {
                o.writeByte(1);
                text(o, n.reason());
            }
            case ColumnValue.Undecodable u -> {
                o.writeByte(2);
                text(o, u.reason());
                bytes(o, u.raw());
            }
            case Datum.IntegerDatum d -> {
                o.writeByte(3);
                o.writeLong(d.value());
            }
            case Datum.BooleanDatum d -> numbers(o, 18, d.number());
            case Datum.DecimalDatum d -> {
                o.writeByte(4);
                decimal(o, d.value());
            }
            case Datum.FloatDatum d -> {
                o.writeByte(5);
                o.writeInt(Float.floatToRawIntBits(d.value()));
            }
            case Datum.DoubleDatum d -> {
                o.writeByte(6);
                o.writeLong(Double.doubleToRawLongBits(d.value()));
            }
            case Datum.TextDatum d -> {
                o.writeByte(7);
                text(o, d.text());
                bytes(o, d.raw());
                text(o, d.charset());
            }
            case Datum.BinaryDatum d -> {
                o.writeByte(8);
                bytes(o, d.bytes());
            }
            case Datum.BitDatum d -> numbers(o, 9, d.width(), d.bits());
            case Datum.DateDatum d -> numbers(o, 10, d.year(), d.month(), d.day());
            case Datum.TimeDatum d ->
                    numbers(
                            o,
                            11,
                            d.negative() ? 1 : 0,
                            d.hours(),
                            d.minutes(),
                            d.seconds(),
                            d.micros(),
                            d.digits());
            case Datum.DateTimeDatum d ->
                    numbers(
                            o,
                            12,
                            d.year(),
                            d.month(),
                            d.day(),
                            d.hours(),
                            d.minutes(),
                            d.seconds(),
                            d.micros(),
                            d.digits());
            case Datum.TimestampDatum d -> numbers(o, 13, d.epochSeconds(), d.micros(), d.digits());
            case Datum.EnumDatum d -> {
                numbers(o, 14, d.index(), d.labelKnown() ? 1 : 0);
                text(o, d.label());
            }
            case Datum.SetDatum d -> {
                numbers(o, 15, d.bits(), d.labelsKnown() ? 1 : 0, d.labels().size());
                for (String label : d.labels()) {
                    text(o, label);
                }
            }
            case Datum.JsonDatum d -> {
                o.writeByte(16);
                text(o, d.text());
                bytes(o, d.raw());
            }
            case Datum.GeometryDatum d -> {
                numbers(o, 17, d.srid());
                bytes(o, d.wkb());
            }
        }
    }

    private static void numbers(DataOutputStream o, int tag, long... numbers) throws IOException {
        o.writeByte(tag);
        for (long number : numbers) {
            o.writeLong(number);
        }
    }

    private static void text(DataOutputStream o, String text) throws IOException {
        bytes(o, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void bytes(DataOutputStream o, Bytes bytes) throws IOException {
        o.writeInt(bytes.length());
        o.write(bytes.array());
    }

    private static void decimal(DataOutputStream o, BigDecimal value) throws IOException {
        o.writeInt(value.scale());
        bytes(o, Bytes.of(value.unscaledValue().toByteArray()));
    }
}
