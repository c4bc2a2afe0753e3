package org.rowback.importers.mysql.event;

/// What a GTID event says of the transaction that it begins; of MySQL and MariaDB alike.
///
/// @param text as the server prints it: `uuid:number`, `uuid:tag:number`, `domain-server-number`; empty where anonymous
/// @param stream the text without the number: numbers of one stream grow
/// @param number the last part of the GTID, 0 where anonymous
/// @param immediateMicros when the server that wrote this log committed it, microseconds since 1970; 0 where not logged
/// @param originalMicros when the server that first wrote it did; 0 where not logged
/// @param begins whether a transaction begins with it that needs no BEGIN: MariaDB without its "standalone" flag
/// @param xaPrepared MariaDB: the group ends with an XA PREPARE
/// @param thread the connection's id, 0 where not logged
/// @param alterPart MariaDB: whether it is the start, the commit or the roll back of an ALTER TABLE logged in two parts
public record GtidEvent(
        String text,
        String stream,
        long number,
        long immediateMicros,
        long originalMicros,
        boolean begins,
        boolean xaPrepared,
        long thread,
        AlterPart alterPart) {
    /// MariaDB 10.8 and later may log an ALTER TABLE when it starts and again when it ends.
    public enum AlterPart {
        NONE,
        START,
        COMMIT,
        ROLLBACK
    }

    /// The number, as text and sets need it.
    public boolean anonymous() {
        return text.isEmpty();
    }
}
