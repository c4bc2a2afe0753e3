package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Reads the row events of a sound, uncompressed binlog for tests: nothing but table maps and rows, so that the codec
/// is tested apart from the importer.
final class BinlogRows {
    /// One row change, and the schema version that reads it.
    record Row(
            RowFormat format,
            RowLayout layout,
            SchemaVersion schema,
            int event,
            Bytes before,
            Bytes after) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<Long, TableMap> maps = new HashMap<>();
    private int checksum;
    private boolean mariaDb;
    private final UnaryOperator<SchemaVersion> knowledge;

    private BinlogRows(UnaryOperator<SchemaVersion> knowledge) {
        this.knowledge = knowledge;
    }

    /// By what the log alone says.
    static List<Row> read(Path binlog) throws IOException, Malformed {
        return read(Files.readAllBytes(binlog), schema -> schema);
    }

    /// @param knowledge makes a better schema version of what the log says
    static List<Row> read(byte[] log, UnaryOperator<SchemaVersion> knowledge) throws Malformed {
        var reader = new BinlogRows(knowledge);
        int at = 4;
        while (at + 19 <= log.length) {
            int length = LittleEndian.i32(log, at + 9);
            reader.event(log, at, length);
            at += length;
        }
        return reader.rows;
    }

    private void event(byte[] log, int at, int length) throws Malformed {
        int type = log[at + 4] & 0xFF;
        int from = at + 19;
        int end = at + length - checksum;
        switch (type) {
            case 15 -> {
                String version = new String(log, from + 2, 50);
                mariaDb = version.contains("MariaDB");
                checksum = log[at + length - 5] == 1 ? 4 : 0;
            }
            case 19 -> {
                TableMap map = TableMap.parse(log, from, end - from, 8, mariaDb);
                maps.put(map.tableId(), map);
            }
            case 23, 24, 25, 30, 31, 32, 39 -> rows(log, from, end, type);
            default -> {}
        }
    }

    /// @param type of the event: 23 to 25 rows v1, 30 to 32 rows v2, 39 partial update
    static List<Row> rows(TableMap map, byte[] log, int from, int end, int type) throws Malformed {
        var reader = new BinlogRows(schema -> schema);
        reader.maps.put(map.tableId(), map);
        reader.rows(log, from, end, type);
        return reader.rows;
    }

    private void rows(byte[] log, int from, int end, int type) throws Malformed {
        var in = new ByteCursor(log, from, end);
        TableMap map = maps.get(in.unsigned(6));
        in.u16();
        if (type >= 30) {
            in.skip(in.u16() - 2);
        }
        int columns = in.packed();
        BitSet before = bitmap(in, columns);
        boolean update = type == 24 || type == 31 || type == 39;
        BitSet after = update ? bitmap(in, columns) : before;
        RowLayout layout = RowLayout.of(map, type == 39, before, after);
        SchemaVersion schema = knowledge.apply(new MysqlRowCodec().describe(layout.format()));
        layout = layout.learning(schema);
        RowFormat format = layout.format();
        RowReader reader = layout.reader(schema, schema.keyColumns(), 1);
        boolean insert = type == 23 || type == 30;
        while (!in.atEnd()) {
            Bytes old = insert ? Bytes.EMPTY : image(reader, in, Side.BEFORE);
            Bytes now = insert || update ? image(reader, in, Side.AFTER) : Bytes.EMPTY;
            rows.add(new Row(format, layout, schema, type, old, now));
        }
    }

    private static BitSet bitmap(ByteCursor in, int columns) throws Malformed {
        in.skip((columns + 7) / 8);
        return RowLayout.bitmap(in.buf, in.at - (columns + 7) / 8, columns);
    }

    private static Bytes image(RowReader reader, ByteCursor in, Side side) throws Malformed {
        int length = reader.read(in.buf, in.at, in.end, side);
        if (length < 0) {
            throw new Malformed("a row image is damaged");
        }
        return in.bytes(length);
    }

    /// The image of one side, which the row has.
    static RowImage decode(Row row, Side side) {
        var codec = new MysqlRowCodec();
        RowImage before = null;
        if (row.before().length() > 0) {
            before = codec.decode(row.format(), row.schema(), Side.BEFORE, row.before(), null);
            if (side == Side.BEFORE) {
                return before;
            }
        }
        return codec.decode(row.format(), row.schema(), Side.AFTER, row.after(), before);
    }
}
