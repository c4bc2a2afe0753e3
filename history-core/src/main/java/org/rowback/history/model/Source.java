package org.rowback.history.model;

/// A piece of evidence that was imported.
///
/// @param id from 1
/// @param name the file's name without folders, or `-`
/// @param path where it was read from
/// @param format e.g. `mysql-binlog`
/// @param server e.g. `MySQL 9.7.1`, `MariaDB 10.11.8`, empty where not known
/// @param serverId 0 where not known
/// @param sizeBytes of the file as it is
/// @param contentBytes of its uncompressed content read so far
/// @param sha256 hexadecimal, of the file as it is; empty while its import is not complete
/// @param complete whether it was read to its end
/// @param eventsRead how many events it held
/// @param eventsUsed how many of them were understood
/// @param eventsSetAside how many were not and became findings; read = used + set aside
/// @param firstTimeMicros of its first event, 0 where none
/// @param lastTimeMicros of its last event, 0 where none
public record Source(
        int id,
        String name,
        String path,
        String format,
        String server,
        long serverId,
        long sizeBytes,
        long contentBytes,
        String sha256,
        boolean complete,
        long eventsRead,
        long eventsUsed,
        long eventsSetAside,
        long firstTimeMicros,
        long lastTimeMicros) {
    /// The format whose positions are LSNs.
    public static final String WAL = "postgres-wal";

    /// The format of PostgreSQL's logical captures, some of which say LSNs.
    public static final String LOGICAL = "postgres-logical";
}
