package org.rowback.importers.postgres.replay;

import org.rowback.importers.postgres.catalog.CatalogColumn;

import java.util.List;

/// A row of the server's own tables that describes relations.
public sealed interface CatalogRow {
    /// The relation that it describes.
    long relation();

    /// `pg_class`.
    ///
    /// @param rewrites the relation that this one is made to replace (`relrewrite`), else 0
    record ClassRow(
            long relation,
            String name,
            long namespace,
            long fileNode,
            long tablespace,
            long toast,
            char kind,
            char persistence,
            char identity,
            long rewrites,
            boolean isPartition)
            implements CatalogRow {}

    /// `pg_attribute`.
    record AttributeRow(long relation, CatalogColumn column) implements CatalogRow {}

    /// `pg_index`, as far as it makes a key.
    record IndexRow(
            long relation,
            long index,
            boolean primary,
            boolean identity,
            boolean usable,
            List<Integer> columns)
            implements CatalogRow {
        public IndexRow {
            columns = List.copyOf(columns);
        }
    }
}
