package org.rowback.history.testing;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.schemas.SchemaJson;
import org.rowback.history.casefile.schemas.SchemaJsonReader;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The codec of tests: a layout is a schema version as JSON, an image is a tag and a value for each column.
///
/// Knows integers, decimals, text, NULL and what is not logged.
public final class PlainRowCodec implements RowCodec {
    private static final int NULL = 0;
    private static final int INTEGER = 1;
    private static final int TEXT = 2;
    private static final int DECIMAL = 3;
    private static final int NOT_LOGGED = 4;

    @Override
    public String name() {
        return "plain-test";
    }

    /// The format of a table's rows.
    public RowFormat format(SchemaVersion described) {
        byte[] layout = SchemaJson.write(described).getBytes(StandardCharsets.UTF_8);
        return new RowFormat(name(), described.table(), Bytes.of(layout));
    }

    @Override
    public SchemaVersion describe(RowFormat format) {
        try {
            return SchemaJsonReader.read(
                    new String(format.layout().array(), StandardCharsets.UTF_8));
        } catch (DamagedBlock e) {
            throw new AssertionError(e);
        }
    }

    public byte[] encode(ColumnValue @Nullable [] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ColumnValue value : values == null ? new ColumnValue[0] : values) {
            switch (value) {
                case ColumnValue.SqlNull _ -> out.write(NULL);
                case Datum.IntegerDatum n -> {
                    out.write(INTEGER);
                    out.writeBytes(ByteBuffer.allocate(8).putLong(n.value()).array());
                }
                case Datum.TextDatum t -> text(out, TEXT, t.text());
                case Datum.DecimalDatum d -> text(out, DECIMAL, d.text());
                case ColumnValue.NotLogged n -> text(out, NOT_LOGGED, n.reason());
                default -> throw new IllegalArgumentException(value.toString());
            }
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int tag, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(tag);
        out.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
        out.writeBytes(utf8);
    }

    @Override
    public RowImage decode(
            RowFormat format,
            SchemaVersion schema,
            Side side,
            Bytes image,
            @Nullable RowImage before) {
        ByteBuffer in = ByteBuffer.wrap(image.array());
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        for (int i = 0; i < values.length; i++) {
            int tag = in.get();
            values[i] =
                    switch (tag) {
                        case NULL -> ColumnValue.NULL;
                        case INTEGER -> new Datum.IntegerDatum(in.getLong());
                        case TEXT -> Rows.s(text(in));
                        case DECIMAL -> new Datum.DecimalDatum(new BigDecimal(text(in)));
                        case NOT_LOGGED -> new ColumnValue.NotLogged(text(in));
                        default -> throw new AssertionError("tag " + tag);
                    };
        }
        return RowImage.logged(schema, values);
    }

    private static String text(ByteBuffer in) {
        byte[] utf8 = new byte[in.getInt()];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
