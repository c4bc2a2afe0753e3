package org.rowback.history.query;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads what [ScratchWriter] wrote.
public final class ScratchReader {
    private final ByteBuffer in;
    private final List<SchemaVersion> schemas;

    public ScratchReader(byte[] bytes, List<SchemaVersion> schemas) {
        this.in = ByteBuffer.wrap(bytes);
        this.schemas = schemas;
    }

    public long number() {
        return in.getLong();
    }

    public RowImage image() {
        SchemaVersion schema = schemas.get(in.getInt());
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        long[] filled = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value();
            filled[i] = in.getLong();
        }
        RowImage image = RowImage.logged(schema, values);
        for (int i = 0; i < values.length; i++) {
            if (filled[i] != 0) {
                image = image.filled(i, values[i], filled[i]);
            }
        }
        return image;
    }

    public SchemaVersion version() {
        return schemas.get(in.getInt());
    }

    public ColumnValue value() {
        int tag = in.get();
        return switch (tag) {
            case 0 -> ColumnValue.NULL;
            case 1 -> new ColumnValue.NotLogged(text());
            case 2 -> new ColumnValue.Undecodable(text(), bytes());
            case 3 -> new Datum.IntegerDatum(in.getLong());
            case 4 -> new Datum.DecimalDatum(decimal());
            case 5 -> new Datum.FloatDatum(Float.intBitsToFloat(in.getInt()));
            case 6 -> new Datum.DoubleDatum(Double.longBitsToDouble(in.getLong()));
            case 7 -> new Datum.TextDatum(text(), bytes(), text());
            case 8 -> new Datum.BinaryDatum(bytes());
            case 9 -> new Datum.BitDatum(integer(), in.getLong());
            case 10 -> new Datum.DateDatum(integer(), integer(), integer());
            case 11 ->
                    new Datum.TimeDatum(
                            integer() != 0, integer(), integer(), integer(), integer(), integer());
            case 12 ->
                    new Datum.DateTimeDatum(
                            integer(), integer(), integer(), integer(), integer(), integer(),
                            integer(), integer());
            case 13 -> new Datum.TimestampDatum(in.getLong(), integer(), integer());
            case 14 -> enumeration();
            case 15 -> set();
            case 16 -> new Datum.JsonDatum(text(), bytes());
            case 17 -> new Datum.GeometryDatum(integer(), bytes());
            case 18 -> new Datum.BooleanDatum(integer() != 0);
            default -> throw new IllegalStateException("tag " + tag);
        };
    }

    private Datum enumeration() {
        int index = integer();
        boolean known = integer() != 0;
        return new Datum.EnumDatum(index, text(), known);
    }

    private Datum set() {
        long bits = in.getLong();
        boolean known = integer() != 0;
        int count = integer();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(text());
        }
        return new Datum.SetDatum(bits, labels, known);
    }

    public int integer() {
        return (int) in.getLong();
    }

    public String text() {
        return new String(bytes().array(), StandardCharsets.UTF_8);
    }

    private Bytes bytes() {
        byte[] content = new byte[in.getInt()];
        in.get(content);
        return Bytes.of(content);
    }

    private BigDecimal decimal() {
        int scale = in.getInt();
        return new BigDecimal(new BigInteger(bytes().array()), scale);
    }
}
