package org.rowback.importers.mysql.event;

/// The numbers of binlog event types and their names as the servers print them.
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/binlog_event.h` (`enum Log_event_type`), MariaDB 11.8
/// `sql/log_event.h` (`enum Log_event_type`), MariaDB 12.3 for 172.
public final class EventType {
    public static final int UNKNOWN = 0;
    public static final int START_V3 = 1;
    public static final int QUERY = 2;
    public static final int STOP = 3;
    public static final int ROTATE = 4;
    public static final int INTVAR = 5;
    public static final int LOAD = 6;
    public static final int SLAVE = 7;
    public static final int CREATE_FILE = 8;
    public static final int APPEND_BLOCK = 9;
    public static final int EXEC_LOAD = 10;
    public static final int DELETE_FILE = 11;
    public static final int NEW_LOAD = 12;
    public static final int RAND = 13;
    public static final int USER_VAR = 14;
    public static final int FORMAT_DESCRIPTION = 15;
    public static final int XID = 16;
    public static final int BEGIN_LOAD_QUERY = 17;
    public static final int EXECUTE_LOAD_QUERY = 18;
    public static final int TABLE_MAP = 19;
    public static final int WRITE_ROWS_V0 = 20;
    public static final int UPDATE_ROWS_V0 = 21;
    public static final int DELETE_ROWS_V0 = 22;
    public static final int WRITE_ROWS_V1 = 23;
    public static final int UPDATE_ROWS_V1 = 24;
    public static final int DELETE_ROWS_V1 = 25;
    public static final int INCIDENT = 26;
    public static final int HEARTBEAT = 27;
    public static final int IGNORABLE = 28;
    public static final int ROWS_QUERY = 29;
    public static final int WRITE_ROWS = 30;
    public static final int UPDATE_ROWS = 31;
    public static final int DELETE_ROWS = 32;
    public static final int GTID = 33;
    public static final int ANONYMOUS_GTID = 34;
    public static final int PREVIOUS_GTIDS = 35;
    public static final int TRANSACTION_CONTEXT = 36;
    public static final int VIEW_CHANGE = 37;
    public static final int XA_PREPARE = 38;
    public static final int PARTIAL_UPDATE_ROWS = 39;
    public static final int TRANSACTION_PAYLOAD = 40;
    public static final int HEARTBEAT_V2 = 41;
    public static final int GTID_TAGGED = 42;
    public static final int MARIA_ANNOTATE_ROWS = 160;
    public static final int MARIA_BINLOG_CHECKPOINT = 161;
    public static final int MARIA_GTID = 162;
    public static final int MARIA_GTID_LIST = 163;
    public static final int MARIA_START_ENCRYPTION = 164;
    public static final int MARIA_QUERY_COMPRESSED = 165;
    public static final int MARIA_WRITE_ROWS_COMPRESSED_V1 = 166;
    public static final int MARIA_UPDATE_ROWS_COMPRESSED_V1 = 167;
    public static final int MARIA_DELETE_ROWS_COMPRESSED_V1 = 168;
    public static final int MARIA_WRITE_ROWS_COMPRESSED = 169;
    public static final int MARIA_UPDATE_ROWS_COMPRESSED = 170;
    public static final int MARIA_DELETE_ROWS_COMPRESSED = 171;
    public static final int MARIA_PARTIAL_ROW_DATA = 172;

    private static final String[] MYSQL = {
        "Unknown",
        "Start_v3",
        "Query",
        "Stop",
        "Rotate",
        "Intvar",
        "Load",
        "Slave",
        "Create_file",
        "Append_block",
        "Exec_load",
        "Delete_file",
        "New_load",
        "RAND",
        "User_var",
        "Format_desc",
        "Xid",
        "Begin_load_query",
        "Execute_load_query",
        "Table_map",
        "Write_rows_v0",
        "Update_rows_v0",
        "Delete_rows_v0",
        "Write_rows_v1",
        "Update_rows_v1",
        "Delete_rows_v1",
        "Incident",
        "Heartbeat",
        "Ignorable",
        "Rows_query",
        "Write_rows",
        "Update_rows",
        "Delete_rows",
        "Gtid",
        "Anonymous_Gtid",
        "Previous_gtids",
        "Transaction_context",
        "View_change",
        "XA_prepare",
        "Update_rows_partial",
        "Transaction_payload",
        "Heartbeat_v2",
        "Gtid_tagged"
    };

    private static final String[] MARIA = {
        "Annotate_rows",
        "Binlog_checkpoint",
        "Gtid",
        "Gtid_list",
        "Start_encryption",
        "Query_compressed",
        "Write_rows_compressed_v1",
        "Update_rows_compressed_v1",
        "Delete_rows_compressed_v1",
        "Write_rows_compressed",
        "Update_rows_compressed",
        "Delete_rows_compressed",
        "Partial_rows"
    };

    private EventType() {}

    /// Whether this program knows the type.
    public static boolean isKnown(int type) {
        return (type > UNKNOWN && type < MYSQL.length)
                || (type >= MARIA_ANNOTATE_ROWS && type < MARIA_ANNOTATE_ROWS + MARIA.length);
    }

    /// `Query`, or `type 99` where it is not known.
    public static String name(int type) {
        if (type > UNKNOWN && type < MYSQL.length) {
            return MYSQL[type];
        }
        return isKnown(type) ? MARIA[type - MARIA_ANNOTATE_ROWS] : "type " + type;
    }
}
