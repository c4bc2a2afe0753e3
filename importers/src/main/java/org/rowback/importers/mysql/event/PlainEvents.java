package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.StandardCharsets;

/// Reads the events that carry little: each is checked to have its fields, and says what it holds in a few words
/// where that matters to history.
///
/// | event | fields |
/// |---|---|
/// | INTVAR | kind (1): 1 LAST_INSERT_ID, 2 INSERT_ID; value (8) |
/// | RAND | two seeds (8 each) |
/// | USER_VAR | name's length (4), name, is NULL (1); else type (1), charset (4), length (4), value, flags |
/// | XID | number (8) |
/// | INCIDENT | number (2): 1 lost events; message's length (1), message |
/// | APPEND_BLOCK, BEGIN_LOAD_QUERY, EXEC_LOAD, DELETE_FILE | file id (4), data |
/// | LOAD, NEW_LOAD, CREATE_FILE | thread (4), seconds (4), lines skipped (4), lengths of table and database (1 each), count of fields (4), … |
/// | EXECUTE_LOAD_QUERY | as QUERY, then file id (4), start and end of the file's name in the text (4 each), duplicates (1) |
/// | BINLOG_CHECKPOINT | length (4), name |
/// | START_ENCRYPTION | scheme (1), key version (4), nonce (12) |
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/{statement,control,load_data}_events.{h,cpp}`; MySQL 5.6
/// `sql/log_event.cc` for the LOAD family; MariaDB 11.8 `sql/log_event.cc`.
public final class PlainEvents {
    private PlainEvents() {}

    private static BodyReader body(Event event) {
        return new BodyReader().over(event.buffer(), event.bodyStart(), event.bodyEnd());
    }

    /// `INSERT_ID=7`, for a statement that follows.
    public static String intvar(Event event) throws MalformedEvent {
        BodyReader in = body(event);
        int kind = in.u8("its kind");
        String name =
                switch (kind) {
                    case 1 -> "LAST_INSERT_ID";
                    case 2 -> "INSERT_ID";
                    default -> throw new MalformedEvent("it has kind " + kind);
                };
        return name + "=" + Long.toUnsignedString(in.u64("its value"));
    }

    /// `RAND_SEED1=1, RAND_SEED2=2`, for a statement that follows.
    public static String rand(Event event) throws MalformedEvent {
        BodyReader in = body(event);
        return "RAND_SEED1="
                + Long.toUnsignedString(in.u64("a seed"))
                + ", RAND_SEED2="
                + Long.toUnsignedString(in.u64("a seed"));
    }

    /// `@name=0x…`, for a statement that follows.
    public static String userVariable(Event event) throws MalformedEvent {
        BodyReader in = body(event);
        String name = in.text(in.length(in.u32("its name"), "its name's length"), "its name");
        if (in.u8("its NULL flag") != 0) {
            return "@" + name + "=NULL";
        }
        int type = in.u8("its type");
        in.skip(4, "its charset");
        int length = in.length(in.u32("its value"), "its value's length");
        int at = in.take(length, "its value");
        String value =
                switch (type) {
                    case 0 ->
                            "'" + new String(in.array(), at, length, StandardCharsets.UTF_8) + "'";
                    case 1 ->
                            Double.toString(
                                    Double.longBitsToDouble(fixed(in.array(), at, length, 8)));
                    case 2 -> Long.toString(fixed(in.array(), at, length, 8));
                    default -> "(" + length + " bytes)";
                };
        return "@" + name + "=" + value;
    }

    private static long fixed(byte[] buffer, int at, int length, int width) throws MalformedEvent {
        if (length != width) {
            throw new MalformedEvent("its value has " + length + " bytes instead of " + width);
        }
        return LittleEndian.get(buffer, at, width);
    }

    /// The transaction's number.
    public static long xid(Event event, FormatDescription format) throws MalformedEvent {
        BodyReader in = body(event);
        in.skip(format.postHeaderLength(EventType.XID, 0), "its fixed part");
        return in.u64("its number");
    }

    /// What the server says happened.
    public static String incident(Event event) throws MalformedEvent {
        BodyReader in = body(event);
        int number = in.u16("its number");
        String message = "";
        if (in.remaining() > 0) {
            int length = in.u8("its message");
            message = in.text(Math.min(length, in.remaining()), "its message");
        }
        String what = number == 1 ? "events were lost" : "incident number " + number;
        return message.isEmpty() ? what : what + ": " + message;
    }

    /// `LOAD DATA INFILE 'name' INTO TABLE db.table`, as far as an old LOAD event says.
    public static String load(Event event) throws MalformedEvent {
        BodyReader in = body(event);
        in.skip(12, "its fixed part");
        int tableLength = in.u8("its table");
        int databaseLength = in.u8("its database");
        long fields = in.u32("its fields");
        if (event.type() == EventType.CREATE_FILE) {
            in.skip(4, "its file");
        }
        if (event.type() == EventType.LOAD) {
            in.skip(7, "its delimiters");
        } else {
            for (int i = 0; i < 5; i++) {
                in.skip(in.u8("its delimiters"), "its delimiters");
            }
            in.skip(1, "its options");
        }
        int count = in.length(fields, "its count of fields");
        int lengths = in.take(count, "its fields");
        for (int i = 0; i < count; i++) {
            in.skip((in.array()[lengths + i] & 0xFF) + 1, "its fields");
        }
        String table = in.text(tableLength, "its table");
        in.skip(1, "its table");
        String database = in.text(databaseLength, "its database");
        return "LOAD DATA INFILE … INTO TABLE " + database + "." + table;
    }

    /// Checks an event that history needs nothing of.
    public static void check(Event event, FormatDescription format) throws MalformedEvent {
        BodyReader in = body(event);
        switch (event.type()) {
            case EventType.APPEND_BLOCK,
                    EventType.BEGIN_LOAD_QUERY,
                    EventType.EXEC_LOAD,
                    EventType.DELETE_FILE ->
                    in.skip(4, "its file");
            case EventType.EXECUTE_LOAD_QUERY ->
                    in.skip(format.postHeaderLength(event.type(), 26), "its fixed part");
            case EventType.MARIA_BINLOG_CHECKPOINT ->
                    in.skip(in.length(in.u32("its name"), "its name's length"), "its name");
            case EventType.MARIA_START_ENCRYPTION -> in.skip(17, "its key");
            case EventType.TRANSACTION_CONTEXT, EventType.VIEW_CHANGE ->
                    in.skip(format.postHeaderLength(event.type(), 0), "its fixed part");
            default -> {
                // nothing is needed of it
            }
        }
    }
}
