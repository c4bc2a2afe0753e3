package org.rowback.history.model;

import java.util.Set;

/// What the server committed as one unit.
///
/// @param id from 1, in log order
/// @param sourceId the source that holds it
/// @param begin where its first event stands
/// @param end where the event after it stands
/// @param commitTimeMicros microseconds since 1970 UTC
/// @param timeExactToMicros whether the log has microseconds; otherwise whole seconds
/// @param gtid as the server prints it, empty where there is none
/// @param xid the engine's or PostgreSQL's transaction number, 0 where not logged
/// @param lsn where PostgreSQL's log went on after its commit, 0 where not known
/// @param thread the connection's id, 0 where not logged
/// @param serverId the server that first wrote it, 0 where not logged
/// @param user who, as far as the log says, else empty
/// @param firstChange id of its first change; 0 where it has none
/// @param changes how many changes it has; their ids are consecutive
public record Transaction(
        long id,
        int sourceId,
        LogPosition begin,
        long end,
        long commitTimeMicros,
        boolean timeExactToMicros,
        Status status,
        Set<Flag> flags,
        String gtid,
        long xid,
        long lsn,
        long thread,
        long serverId,
        String user,
        long firstChange,
        long changes) {
    public Transaction {
        flags = Set.copyOf(flags);
    }

    /// What became of it. The order is stored: append, never reorder.
    public enum Status {
        COMMITTED,
        /// XA: prepared, and the evidence does not say what became of it.
        PREPARED,
        ROLLED_BACK,
        /// The evidence ends before its commit.
        INCOMPLETE;

        /// Whether its changes count as history.
        public boolean counts() {
            return this == COMMITTED;
        }
    }

    /// What the log says about the session. The order is stored: append, never reorder.
    public enum Flag {
        FOREIGN_KEY_CHECKS_OFF,
        UNIQUE_CHECKS_OFF,
        /// A DDL statement.
        DDL,
        /// Ended by COMMIT of a non-transactional engine's group.
        NON_TRANSACTIONAL,
        XA
    }
}
