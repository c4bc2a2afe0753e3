package org.rowback.importers.postgres.catalog;

/// The database and cluster that a catalog is of.
///
/// @param oid `pg_database.oid`
/// @param tablespace the OID of its default tablespace (`dattablespace`)
/// @param encoding the server's name, e.g. `UTF8`
/// @param systemIdentifier of the cluster, as WAL segments carry it (unsigned); 0 where not known
/// @param server e.g. `PostgreSQL 15.14`
/// @param version `server_version_num`, e.g. 150014
/// @param blockBytes of a heap page
/// @param walBlockBytes of a WAL page
/// @param segmentBytes of a WAL segment
/// @param lsn where the log was when it was read; 0 where not known
public record CatalogDatabase(
        long oid,
        String name,
        long tablespace,
        String encoding,
        long systemIdentifier,
        String server,
        int version,
        int blockBytes,
        int walBlockBytes,
        int segmentBytes,
        long lsn) {}
