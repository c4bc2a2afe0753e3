package org.rowback.importers.mysql.event;

import org.rowback.history.model.Op;

/// A rows event up to where its rows begin. Reused from event to event.
///
/// | part | bytes |
/// |---|---|
/// | table id | 6; 4 where the post-header is 6 bytes |
/// | flags | 2: 0x1 ends its statement, 0x2 foreign_key_checks off, 0x4 unique_checks off |
/// | extra data | version 2: its length (2, itself counted in) and as many bytes |
/// | columns | packed integer |
/// | columns present | a bit each; for an update: before |
/// | columns present after | a bit each; only updates of versions 1 and 2 |
/// | rows | the rest; MariaDB's compressed events: see [Compressed] |
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/rows_event.{h,cpp}`; MariaDB 11.8 `sql/log_event.cc`
/// (`Rows_log_event`) and `sql/log_event_old.cc` (version 0).
public final class RowsEvent {
    private static final int STATEMENT_END = 0x1;
    private static final int NO_FOREIGN_KEY_CHECKS = 0x2;
    private static final int NO_UNIQUE_CHECKS = 0x4;

    private final BodyReader in = new BodyReader();

    private Op op = Op.INSERT;
    private int version;
    private boolean partial;
    private long tableId;
    private int flags;
    private int columns;
    private byte[] bitmaps = new byte[0];
    private int beforeBitmap;
    private int afterBitmap;
    private byte[] rows = new byte[0];
    private int rowsStart;
    private int rowsEnd;

    /// Whether a type is one of the rows events.
    public static boolean isRows(int type) {
        return switch (type) {
            case EventType.WRITE_ROWS_V0,
                    EventType.UPDATE_ROWS_V0,
                    EventType.DELETE_ROWS_V0,
                    EventType.WRITE_ROWS_V1,
                    EventType.UPDATE_ROWS_V1,
                    EventType.DELETE_ROWS_V1,
                    EventType.WRITE_ROWS,
                    EventType.UPDATE_ROWS,
                    EventType.DELETE_ROWS,
                    EventType.PARTIAL_UPDATE_ROWS,
                    EventType.MARIA_WRITE_ROWS_COMPRESSED_V1,
                    EventType.MARIA_UPDATE_ROWS_COMPRESSED_V1,
                    EventType.MARIA_DELETE_ROWS_COMPRESSED_V1,
                    EventType.MARIA_WRITE_ROWS_COMPRESSED,
                    EventType.MARIA_UPDATE_ROWS_COMPRESSED,
                    EventType.MARIA_DELETE_ROWS_COMPRESSED ->
                    true;
            default -> false;
        };
    }

    /// Reads an event of one of those types.
    public void read(Event event, FormatDescription format) throws MalformedEvent {
        kind(event.type());
        int postHeader = format.postHeaderLength(event.type(), version == 2 ? 10 : 8);
        if (postHeader < 6) {
            throw new MalformedEvent("the log says its fixed part is " + postHeader + " bytes");
        }
        in.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        tableId = in.fixed(postHeader == 6 ? 4 : 6, "its table id");
        flags = in.u16("its flags");
        int known = postHeader == 6 ? 6 : 8;
        if (version == 2 && postHeader >= 10) {
            int extra = in.u16("its extra data");
            if (extra < 2) {
                throw new MalformedEvent("its extra data is " + extra + " bytes long");
            }
            known = 10;
            in.skip(postHeader - known, "its fixed part");
            in.skip(extra - 2, "its extra data");
        } else {
            in.skip(postHeader - known, "its fixed part");
        }
        long counted = in.packed("its column count");
        // An image may hold no byte for a column, but each bitmap has a bit for it.
        int bytes = in.length((counted >>> 3) + ((counted & 7) == 0 ? 0 : 1), "its column bitmap");
        columns = (int) counted;
        bitmaps = event.buffer();
        beforeBitmap = in.take(bytes, "its columns");
        afterBitmap = beforeBitmap;
        if (op == Op.UPDATE && version > 0) {
            afterBitmap = in.take(bytes, "its columns after");
        }
        rows = event.buffer();
        rowsStart = in.position();
        rowsEnd = event.bodyEnd();
        if (event.type() >= EventType.MARIA_WRITE_ROWS_COMPRESSED_V1 && rowsStart < rowsEnd) {
            rows = Compressed.inflate(rows, rowsStart, rowsEnd);
            rowsStart = 0;
            rowsEnd = rows.length;
        }
    }

    private void kind(int type) {
        partial = type == EventType.PARTIAL_UPDATE_ROWS;
        switch (type) {
            case EventType.WRITE_ROWS_V0 -> kind(Op.INSERT, 0);
            case EventType.UPDATE_ROWS_V0 -> kind(Op.UPDATE, 0);
            case EventType.DELETE_ROWS_V0 -> kind(Op.DELETE, 0);
            case EventType.WRITE_ROWS_V1, EventType.MARIA_WRITE_ROWS_COMPRESSED_V1 ->
                    kind(Op.INSERT, 1);
            case EventType.UPDATE_ROWS_V1, EventType.MARIA_UPDATE_ROWS_COMPRESSED_V1 ->
                    kind(Op.UPDATE, 1);
            case EventType.DELETE_ROWS_V1, EventType.MARIA_DELETE_ROWS_COMPRESSED_V1 ->
                    kind(Op.DELETE, 1);
            case EventType.WRITE_ROWS, EventType.MARIA_WRITE_ROWS_COMPRESSED -> kind(Op.INSERT, 2);
            case EventType.DELETE_ROWS, EventType.MARIA_DELETE_ROWS_COMPRESSED ->
                    kind(Op.DELETE, 2);
            default -> kind(Op.UPDATE, 2);
        }
    }

    private void kind(Op newOp, int newVersion) {
        op = newOp;
        version = newVersion;
    }

    public Op op() {
        return op;
    }

    /// Whether images after may hold JSON differences.
    public boolean partial() {
        return partial;
    }

    public long tableId() {
        return tableId;
    }

    /// Whether the event has no table and only ends its statement.
    public boolean isDummy() {
        return tableId == 0xFF_FFFFL || tableId == 0xFFFF_FFFFL || tableId == 0xFFFF_FFFF_FFFFL;
    }

    public boolean endsStatement() {
        return (flags & STATEMENT_END) != 0;
    }

    public boolean foreignKeyChecksOff() {
        return (flags & NO_FOREIGN_KEY_CHECKS) != 0;
    }

    public boolean uniqueChecksOff() {
        return (flags & NO_UNIQUE_CHECKS) != 0;
    }

    public int columns() {
        return columns;
    }

    /// Where the bitmaps lie.
    public byte[] bitmaps() {
        return bitmaps;
    }

    public int beforeBitmap() {
        return beforeBitmap;
    }

    /// The same as before where the event has only one.
    public int afterBitmap() {
        return afterBitmap;
    }

    /// Where the rows lie.
    public byte[] rows() {
        return rows;
    }

    public int rowsStart() {
        return rowsStart;
    }

    public int rowsEnd() {
        return rowsEnd;
    }
}
