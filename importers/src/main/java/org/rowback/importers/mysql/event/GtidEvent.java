package org.rowback.importers.mysql.event;

import org.rowback.history.model.Gtid;

/// What a GTID event says of the transaction that it begins; of MySQL and MariaDB alike.
///
/// @param gtid `uuid:number`, `uuid:tag:number`, `domain-server-number`; none where anonymous
/// @param stream the GTID without the number, `uuid`, `uuid:tag`, `domain-server`: numbers of one stream grow
/// @param immediateMicros when the server that wrote this log committed it, microseconds since 1970; 0 where not logged
/// @param originalMicros when the server that first wrote it did; 0 where not logged
/// @param begins whether a transaction begins with it that needs no BEGIN: MariaDB without its "standalone" flag
/// @param xaPrepared MariaDB: the group ends with an XA PREPARE
/// @param thread the connection's id, 0 where not logged
/// @param alterPart MariaDB: whether it is the start, the commit or the roll back of an ALTER TABLE logged in two parts
public record GtidEvent(
        Gtid gtid,
        String stream,
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

    public long number() {
        return gtid.number();
    }

    public boolean anonymous() {
        return gtid.isNone();
    }
}
