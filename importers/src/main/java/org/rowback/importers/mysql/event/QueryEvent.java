package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.StandardCharsets;

/// A QUERY event: a statement's text with what its session decides about its meaning. Reused from event to event; its
/// text lies in the event's buffer.
///
/// | part | bytes |
/// |---|---|
/// | thread id | 4 |
/// | execution time in seconds | 4 |
/// | length of the database's name | 1 |
/// | error code | 2 |
/// | length of the status variables | 2, from 5.0 |
/// | status variables | code (1) and value, see below |
/// | default database | name, a zero |
/// | statement | the rest; MariaDB's QUERY_COMPRESSED: see [Compressed] |
///
/// | code | value |
/// |---|---|
/// | 0 flags2 | 4: 0x4000000 foreign_key_checks off, 0x8000000 unique_checks off |
/// | 1 sql_mode | 8 |
/// | 2 catalog (5.0.0–5.0.3) | length (1), name, a zero |
/// | 3 auto_increment increment, offset | 2 and 2 |
/// | 4 charset client, connection, server | 2 each |
/// | 5 time zone | length (1), name |
/// | 6 catalog | length (1), name |
/// | 7 lc_time_names | 2 |
/// | 8 charset of the database | 2 |
/// | 9 tables updated | 8 |
/// | 10 bytes written by a source before 5.0 | 4 |
/// | 11 invoker | length (1), user, length (1), host |
/// | 12 updated databases | count (1; 254 too many), names ended by zeros |
/// | 13 microseconds | 3 |
/// | 16 explicit_defaults_for_timestamp | 1 |
/// | 17 xid of atomic DDL | 8 |
/// | 18 default collation of utf8mb4 | 2 |
/// | 19 sql_require_primary_key | 1 |
/// | 20 default_table_encryption | 1 |
/// | 128 microseconds (MariaDB) | 3 |
/// | 129 xid of atomic DDL (MariaDB) | 8 |
/// | 130 flags of the GTID event (MariaDB) | 1, and 8 where 0x4 or 0x8 is set |
/// | 131 character_set_collations (MariaDB) | count (1), 4 each |
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/statement_events.{h,cpp}`; MariaDB 11.8 `sql/log_event.cc`
/// (`Query_log_event`).
public final class QueryEvent {
    public static final long FOREIGN_KEY_CHECKS_OFF = 1L << 26;
    public static final long UNIQUE_CHECKS_OFF = 1L << 27;
    private static final long ANSI_QUOTES = 4;
    private static final int MINIMAL_POST_HEADER = 11;
    private static final int MARIA_COMMIT_OR_ROLLBACK_ALTER = 0xC;

    private final BodyReader in = new BodyReader();

    private long threadId;
    private int errorCode;
    private long flags2;
    private long sqlMode;
    private int clientCharset;
    private int databaseCharset;
    private int micros;
    private long ddlXid;
    private String user = "";
    private int databaseStart;
    private int databaseLength;
    private byte[] textBuffer = new byte[0];
    private int textStart;
    private int textEnd;

    /// Reads an event; of EXECUTE_LOAD_QUERY the part that it shares with QUERY.
    public void read(Event event, FormatDescription format) throws MalformedEvent {
        clear();
        int postHeader = format.postHeaderLength(event.type(), 13);
        if (postHeader < MINIMAL_POST_HEADER) {
            throw new MalformedEvent("the log says its fixed part is " + postHeader + " bytes");
        }
        in.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        int body = in.take(postHeader, "its fixed part");
        byte[] b = event.buffer();
        threadId = LittleEndian.u32(b, body);
        databaseLength = b[body + 8] & 0xFF;
        errorCode = LittleEndian.u16(b, body + 9);
        int variables = postHeader > MINIMAL_POST_HEADER + 1 ? LittleEndian.u16(b, body + 11) : 0;
        int variablesStart = in.take(variables, "its status variables");
        databaseStart = in.take(databaseLength + 1, "its database");
        textBuffer = b;
        textStart = in.position();
        textEnd = event.bodyEnd();
        variables(b, variablesStart, variablesStart + variables);
        if (event.type() == EventType.MARIA_QUERY_COMPRESSED) {
            textBuffer = Compressed.inflate(b, textStart, textEnd);
            textStart = 0;
            textEnd = textBuffer.length;
        }
        databaseName = "";
        if (databaseLength > 0) {
            databaseName = new String(b, databaseStart, databaseLength, StandardCharsets.UTF_8);
        }
    }

    private String databaseName = "";

    private void clear() {
        flags2 = 0;
        sqlMode = 0;
        clientCharset = 0;
        databaseCharset = 0;
        micros = -1;
        ddlXid = 0;
        user = "";
    }

    private void variables(byte[] b, int start, int end) throws MalformedEvent {
        in.over(b, start, end);
        while (in.remaining() > 0) {
            int code = in.u8("a status variable");
            switch (code) {
                case 0 -> flags2 = in.u32("flags2");
                case 1 -> sqlMode = in.u64("sql_mode");
                case 2 -> in.skip(in.u8("the catalog") + 1, "the catalog");
                case 3, 10 -> in.skip(4, "a status variable");
                case 4 -> {
                    clientCharset = in.u16("the charset");
                    in.skip(4, "the charset");
                }
                case 5, 6 -> in.skip(in.u8("a name"), "a name");
                case 7, 18 -> in.skip(2, "a status variable");
                case 8 -> databaseCharset = in.u16("the database's charset");
                case 9 -> in.skip(8, "the tables updated");
                case 11 -> invoker();
                case 12 -> updatedDatabases();
                case 13, 128 -> micros = (int) in.fixed(3, "microseconds");
                case 16, 19, 20 -> in.skip(1, "a status variable");
                case 17, 129 -> ddlXid = in.u64("the xid");
                case 130 -> {
                    if ((in.u8("flags") & MARIA_COMMIT_OR_ROLLBACK_ALTER) != 0) {
                        in.skip(8, "flags");
                    }
                }
                case 131 -> in.skip(4 * in.u8("collations"), "collations");
                // They stand in growing order: whoever does not know one knows none after it.
                default -> {
                    return;
                }
            }
        }
    }

    private void invoker() throws MalformedEvent {
        String name = in.text(in.u8("the invoker"), "the invoker");
        String host = in.text(in.u8("the invoker's host"), "the invoker's host");
        user = host.isEmpty() ? name : name + "@" + host;
    }

    private void updatedDatabases() throws MalformedEvent {
        int count = in.u8("updated databases");
        for (int i = 0; count != 254 && i < count; i++) {
            while (in.u8("updated databases") != 0) {
                // up to the zero
            }
        }
    }

    public long threadId() {
        return threadId;
    }

    /// The server's error number that the statement ended with; 0 for none.
    public int errorCode() {
        return errorCode;
    }

    public boolean foreignKeyChecksOff() {
        return (flags2 & FOREIGN_KEY_CHECKS_OFF) != 0;
    }

    public boolean uniqueChecksOff() {
        return (flags2 & UNIQUE_CHECKS_OFF) != 0;
    }

    public boolean ansiQuotes() {
        return (sqlMode & ANSI_QUOTES) != 0;
    }

    /// The collation's number of the text, 0 where not logged.
    public int clientCharset() {
        return clientCharset;
    }

    /// The collation's number of the default database, 0 where not logged.
    public int databaseCharset() {
        return databaseCharset;
    }

    /// Microseconds of the statement's start within its second, or -1.
    public int micros() {
        return micros;
    }

    /// The xid that atomic DDL commits with, 0 for other statements.
    public long ddlXid() {
        return ddlXid;
    }

    /// `user@host` where logged, else empty.
    public String user() {
        return user;
    }

    public String database() {
        return databaseName;
    }

    /// Where the statement's text lies.
    public byte[] textBuffer() {
        return textBuffer;
    }

    public int textStart() {
        return textStart;
    }

    public int textEnd() {
        return textEnd;
    }
}
