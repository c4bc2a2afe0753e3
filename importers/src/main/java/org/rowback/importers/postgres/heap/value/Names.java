package org.rowback.importers.postgres.heap.value;

import java.util.Optional;

/// Says what objects are called whose OIDs lie in values.
public interface Names {
    /// An object as a value of `regclass`, `regtype` and their kin prints; empty where it is not known.
    ///
    /// @param type the OID of the value's type
    Optional<String> object(long type, long oid);

    /// A role's name as it is; empty where it is not known.
    Optional<String> role(long oid);

    /// Bytes of an `aclitem`: 12, from PostgreSQL 16 on 16.
    int aclItemBytes();
}
