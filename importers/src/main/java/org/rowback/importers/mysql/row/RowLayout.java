package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.SchemaVersion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// How the images of some row changes are laid out: a table map and which columns each image holds. Immutable.
///
/// The case file keeps it as bytes:
///
/// | part | bytes |
/// |---|---|
/// | version | 1: the number 1 |
/// | flags | 1: 1 MariaDB, 2 partial update (PARTIAL_UPDATE_ROWS), 4 learnt column lengths follow |
/// | column count | 2, little-endian |
/// | columns in the image before | a bit each, first in the lowest bit |
/// | columns in the image after | the same |
/// | learnt lengths | with flag 4: 1 for each column: fraction digits or DECIMAL length, 0 for none |
/// | table map | the rest: [TableMap#body()] |
public final class RowLayout {
    private static final int VERSION = 1;
    private static final int MARIADB = 1;
    private static final int PARTIAL = 2;
    private static final int LEARNT = 4;

    private final TableMap map;
    private final boolean partialUpdate;
    private final BitSet before;
    private final BitSet after;
    private final byte[] learnt;
    private final List<WireColumn> columns;

    private RowLayout(
            TableMap map, boolean partialUpdate, BitSet before, BitSet after, byte[] learnt) {
        this.map = map;
        this.partialUpdate = partialUpdate;
        this.before = before;
        this.after = after;
        this.learnt = learnt;
        this.columns = learnt.length == 0 ? map.columns() : applied(map.columns(), learnt);
    }

    /// A layout for the rows of one event.
    ///
    /// @param partialUpdate whether the event is a PARTIAL_UPDATE_ROWS, whose images after may hold JSON differences
    /// @param before the event's bitmap of columns for the image before (for an event of inserted rows: its only one)
    /// @param after the bitmap for the image after (for events with one bitmap: the same)
    public static RowLayout of(TableMap map, boolean partialUpdate, BitSet before, BitSet after) {
        return new RowLayout(
                map, partialUpdate, (BitSet) before.clone(), (BitSet) after.clone(), new byte[0]);
    }

    /// The bitmap of a ROWS event: `columns` bits at `off`, first in the lowest bit. The caller knows that the bytes
    /// are there.
    public static BitSet bitmap(byte[] buf, int off, int columns) {
        BitSet bits = BitSet.valueOf(ByteBuffer.wrap(buf, off, (columns + 7) / 8));
        bits.clear(columns, Math.max(columns, bits.length()));
        return bits;
    }

    /// This layout with what only a schema can tell of lengths: the fraction digits of MariaDB's temporal columns in
    /// the format before 10.1, and the size of DECIMAL columns made before MySQL 5.0. The same layout where there is
    /// nothing to learn.
    ///
    /// @param schema what is known of the table from DDL or schema files; of another count of columns it is ignored
    public RowLayout learning(SchemaVersion schema) {
        if (schema.columns().size() != columns.size()) {
            return this;
        }
        byte[] lengths = new byte[columns.size()];
        boolean any = false;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (byte) learntLength(map.columns().get(i), schema, i);
            any |= lengths[i] != 0;
        }
        return any ? new RowLayout(map, partialUpdate, before, after, lengths) : this;
    }

    private int learntLength(WireColumn column, SchemaVersion schema, int i) {
        var type = schema.columns().get(i).type();
        boolean temporal =
                switch (column.type()) {
                    case WireType.TIME -> type.family() == Family.TIME;
                    case WireType.DATETIME -> type.family() == Family.DATETIME;
                    case WireType.TIMESTAMP -> type.family() == Family.TIMESTAMP;
                    default -> false;
                };
        if (temporal && map.mariaDb()) {
            return Math.clamp(type.digits(), 0, 6);
        }
        if (column.type() == WireType.DECIMAL && type.family() == Family.DECIMAL) {
            return OldDecimals.storedBytes(type);
        }
        return 0;
    }

    private static List<WireColumn> applied(List<WireColumn> columns, byte[] learnt) {
        List<WireColumn> result = new ArrayList<>(columns);
        for (int i = 0; i < learnt.length; i++) {
            if (learnt[i] != 0) {
                WireColumn c = columns.get(i);
                result.set(i, new WireColumn(c.type(), learnt[i], c.scale(), c.array()));
            }
        }
        return List.copyOf(result);
    }

    public TableMap map() {
        return map;
    }

    public int columnCount() {
        return columns.size();
    }

    List<WireColumn> columns() {
        return columns;
    }

    /// Whether images after begin with value options and may hold JSON differences.
    public boolean partialUpdate() {
        return partialUpdate;
    }

    /// Columns that an image holds. Not to be changed.
    BitSet logged(Side side) {
        return side == Side.BEFORE ? before : after;
    }

    /// The format that the case file keeps.
    public RowFormat format() {
        return new RowFormat(MysqlRowCodec.NAME, map.table(), encode());
    }

    /// For [RowFormat#layout()].
    public Bytes encode() {
        int count = map.columns().size();
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.write(
                (map.mariaDb() ? MARIADB : 0)
                        | (partialUpdate ? PARTIAL : 0)
                        | (learnt.length > 0 ? LEARNT : 0));
        out.write(count);
        out.write(count >> 8);
        out.writeBytes(Arrays.copyOf(before.toByteArray(), (count + 7) / 8));
        out.writeBytes(Arrays.copyOf(after.toByteArray(), (count + 7) / 8));
        out.writeBytes(learnt);
        out.writeBytes(map.body().array());
        return Bytes.of(out.toByteArray());
    }

    /// What [#encode()] wrote.
    public static RowLayout decode(Bytes layout) throws Malformed {
        var in = new ByteCursor(layout.array(), 0, layout.length());
        int version = in.u8();
        if (version != VERSION) {
            throw new Malformed("row layout version " + version + " is newer than this program");
        }
        int flags = in.u8();
        int count = in.u16();
        int bitmapBytes = (count + 7) / 8;
        in.skip(2 * bitmapBytes);
        BitSet before = bitmap(in.buf, in.at - 2 * bitmapBytes, count);
        BitSet after = bitmap(in.buf, in.at - bitmapBytes, count);
        byte[] learnt = in.bytes((flags & LEARNT) != 0 ? count : 0).array();
        TableMap map = TableMap.parseBody(0, 0, in.bytes(in.remaining()), (flags & MARIADB) != 0);
        if (map.columns().size() != count) {
            throw new Malformed(
                    "a row layout of " + count + " columns holds " + map.columns().size());
        }
        for (int i = 0; i < learnt.length; i++) {
            if (learnt[i] < 0
                    || (learnt[i] > 6 && map.columns().get(i).type() != WireType.DECIMAL)) {
                throw new Malformed("a row layout has learnt the length " + learnt[i]);
            }
        }
        return new RowLayout(map, (flags & PARTIAL) != 0, before, after, learnt);
    }

    /// Walks images by this layout; see [RowReader]. For one thread.
    ///
    /// @param schema the version that types the columns; has as many as this layout
    /// @param keyColumns indexes of the columns that name a row; empty where the whole image does
    /// @param tableId of the case file, which key hashes begin with
    public RowReader reader(SchemaVersion schema, int[] keyColumns, int tableId) {
        return new RowReader(this, schema, keyColumns, tableId);
    }

    /// Empty, or one sentence: why no image of this layout can be walked.
    public String obstacle() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).walk() == WireColumn.UNKNOWN_LENGTH) {
                return "column "
                        + (i + 1)
                        + " of "
                        + map.table()
                        + " has type "
                        + columns.get(i).type()
                        + ", whose length in a row the log does not say";
            }
        }
        return "";
    }
}
