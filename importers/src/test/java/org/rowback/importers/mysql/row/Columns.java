package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/// Builds table maps for tests, by an encoder of its own, and reads values through them.
final class Columns {
    private final ByteArrayOutputStream types = new ByteArrayOutputStream();
    private final ByteArrayOutputStream details = new ByteArrayOutputStream();
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private boolean mariaDb;

    static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    /// @param detail hexadecimal
    Columns add(int type, String detail) {
        types.write(type);
        details.writeBytes(hex(detail));
        return this;
    }

    /// @param content hexadecimal
    Columns metadata(int field, String content) {
        byte[] bytes = hex(content);
        metadata.write(field);
        if (bytes.length > 250) {
            metadata.write(252);
            metadata.write(bytes.length);
            metadata.write(bytes.length >> 8);
        } else {
            metadata.write(bytes.length);
        }
        metadata.writeBytes(bytes);
        return this;
    }

    Columns mariaDb() {
        mariaDb = true;
        return this;
    }

    TableMap map() throws Malformed {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, 1, 0});
        for (String name : List.of("shop", "t")) {
            out.write(name.length());
            out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
            out.write(0);
        }
        out.write(types.size());
        out.writeBytes(types.toByteArray());
        if (details.size() > 250) {
            out.write(252);
            out.write(details.size());
            out.write(details.size() >> 8);
        } else {
            out.write(details.size());
        }
        out.writeBytes(details.toByteArray());
        out.writeBytes(new byte[(types.size() + 7) / 8]);
        out.writeBytes(metadata.toByteArray());
        return TableMap.parse(out.toByteArray(), 0, out.size(), 8, mariaDb);
    }

    RowLayout layout() throws Malformed {
        BitSet all = new BitSet();
        all.set(0, types.size());
        return RowLayout.of(map(), false, all, all);
    }

    SchemaVersion described() throws Malformed {
        return new MysqlRowCodec().describe(layout().format());
    }

    /// The first column's type, as the log alone says it.
    String sql() throws Malformed {
        return described().columns().get(0).type().sql();
    }

    /// Reads an image of columns that are not NULL.
    RowImage row(String values) throws Malformed {
        return decode(layout(), described(), values);
    }

    /// Reads a value of the only column.
    ColumnValue value(String bytes) throws Malformed {
        return row(bytes).value(0);
    }

    /// Reads a value of the only column as one of another type.
    ColumnValue value(ColumnType type, String bytes) throws Malformed {
        SchemaVersion schema = typed(described(), List.of(type));
        return decode(layout().learning(schema), schema, bytes).value(0);
    }

    private static RowImage decode(RowLayout layout, SchemaVersion schema, String values) {
        int nullBytes = (layout.columnCount() + 7) / 8;
        Bytes image = Bytes.of(hex("00".repeat(nullBytes) + values));
        return new MysqlRowCodec().decode(layout.format(), schema, Side.AFTER, image, null);
    }

    /// The schema with other types for its first columns.
    static SchemaVersion typed(SchemaVersion schema, List<ColumnType> types) {
        List<Column> columns = new ArrayList<>(schema.columns());
        for (int i = 0; i < types.size(); i++) {
            Column c = columns.get(i);
            columns.set(
                    i,
                    new Column(
                            c.name(),
                            c.nameFrom(),
                            types.get(i),
                            c.typeFrom(),
                            c.nullable(),
                            c.generated(),
                            c.invisible()));
        }
        return withColumns(schema, columns, schema.primaryKey());
    }

    static SchemaVersion withColumns(
            SchemaVersion schema, List<Column> columns, List<String> primaryKey) {
        return new SchemaVersion(
                schema.table(),
                columns,
                primaryKey,
                schema.uniqueKeys(),
                schema.foreignKeys(),
                schema.keysFrom(),
                schema.origin());
    }
}
