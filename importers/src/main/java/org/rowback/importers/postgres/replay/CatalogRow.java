package org.rowback.importers.postgres.replay;

import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.ObjectName;

import java.util.List;

/// A row of the server's own tables that describes relations, or names what values refer to.
public sealed interface CatalogRow {
    /// The relation that it describes; 0 for one that only names.
    long relation();

    /// Of an object that is no relation with rows of its own: its name is all that matters.
    record NameRow(ObjectName object) implements CatalogRow {
        @Override
        public long relation() {
            return 0;
        }
    }

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
            implements CatalogRow {
        ObjectName object() {
            return new ObjectName(ObjectName.CLASS, relation, namespace, name, List.of());
        }
    }

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
