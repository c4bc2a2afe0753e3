package org.rowback.importers.postgres.catalog;

import org.rowback.history.model.ForeignKey.Action;

import java.util.List;

/// A key or check of a relation.
public sealed interface CatalogKey {
    String name();

    /// A unique index over whole columns of all rows.
    ///
    /// @param index the index's OID
    /// @param primary whether it is the primary key
    /// @param identity whether it is the replica identity
    /// @param columns attribute numbers in key order
    record Unique(String name, long index, boolean primary, boolean identity, List<Integer> columns)
            implements CatalogKey {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /// A foreign key.
    ///
    /// @param columns attribute numbers
    /// @param parent the OID of the relation referred to
    /// @param parentColumns attribute numbers there, pairwise
    /// @param definition as `pg_get_constraintdef` prints it
    record Foreign(
            String name,
            List<Integer> columns,
            long parent,
            List<Integer> parentColumns,
            Action onDelete,
            Action onUpdate,
            String definition)
            implements CatalogKey {
        public Foreign {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    /// A check or exclusion constraint.
    record Check(String name, String definition) implements CatalogKey {}
}
