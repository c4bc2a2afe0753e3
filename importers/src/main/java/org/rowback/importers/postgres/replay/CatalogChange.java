package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;

/// A change of a row that describes a relation, by a transaction that committed.
///
/// @param lsn where it holds from on: what is changed is locked until the commit
/// @param commitLsn where the rest of the server sees it
/// @param xid the top transaction
/// @param before null where the row was made; where it is not known, `unknownBefore`
/// @param after null where the row was removed
record CatalogChange(
        long lsn,
        long commitLsn,
        int xid,
        @Nullable CatalogRow before,
        @Nullable CatalogRow after,
        boolean unknownBefore) {}
