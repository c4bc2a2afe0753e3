package org.rowback.history.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of the language that are properties of a change or its transaction, not columns.
enum Fields {
    TABLE("table", Kind.PATTERN, "which table: names with * and ?, ! leaves out"),
    OP("op", Kind.LABEL, "insert, update, delete, truncate, ddl"),
    KEY("key", Kind.KEY, "the row's key before or after the change"),
    TIME("time", Kind.TIME, "when the transaction committed"),
    TX("tx", Kind.NUMBER, "the transaction's number in the case"),
    TX_ROWS("tx.rows", Kind.NUMBER, "how many changes the transaction has"),
    TX_TABLES("tx.tables", Kind.NUMBER, "how many tables the transaction changed"),
    ID("id", Kind.NUMBER, "the change's number in the case"),
    GTID("gtid", Kind.GTID, "the transaction's GTID"),
    XID("xid", Kind.NUMBER, "the engine's transaction number"),
    LSN("lsn", Kind.LSN, "PostgreSQL's log position"),
    POS("pos", Kind.POSITION, "file:offset of the event"),
    THREAD("thread", Kind.NUMBER, "the connection's id"),
    SOURCE("source", Kind.PATTERN, "which log file"),
    SERVER("server", Kind.NUMBER, "the server id that first wrote it"),
    USER("user", Kind.TEXT, "who, as far as the log says"),
    QUERY("query", Kind.TEXT, "the SQL text that caused it"),
    IMAGE("image", Kind.LABEL, "full or partial (minimal) row images");

    /// How a field's values are written and compared.
    enum Kind {
        PATTERN,
        LABEL,
        KEY,
        TIME,
        NUMBER,
        GTID,
        LSN,
        POSITION,
        TEXT
    }

    private static final Map<String, Fields> BY_WORD = new LinkedHashMap<>();

    static {
        for (Fields field : values()) {
            BY_WORD.put(field.word, field);
        }
    }

    private final String word;
    private final Kind kind;
    private final String help;

    Fields(String word, Kind kind, String help) {
        this.word = word;
        this.kind = kind;
        this.help = help;
    }

    String word() {
        return word;
    }

    Kind kind() {
        return kind;
    }

    String help() {
        return help;
    }

    /// Whether `field:a,b` may be written.
    boolean isListed() {
        return kind == Kind.PATTERN || kind == Kind.LABEL;
    }

    static Optional<Fields> byWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    static List<String> words() {
        return List.copyOf(BY_WORD.keySet());
    }
}
