package org.rowback.history.model;

/// A column of a schema version, with where each half of that knowledge comes from.
///
/// @param name the column's name, or `@N` (from 1) where no evidence names it
/// @param nullable whether it takes NULL; true where not known
/// @param generated whether and how the server computes it
/// @param invisible hidden from `SELECT *`
public record Column(
        String name,
        Knowledge nameFrom,
        ColumnType type,
        Knowledge typeFrom,
        boolean nullable,
        Generated generated,
        boolean invisible) {
    /// How the server computes a column.
    public enum Generated {
        NO,
        STORED,
        VIRTUAL,
        /// MariaDB's system versioning columns (ROW START, ROW END).
        SYSTEM_VERSIONING
    }

    public boolean isGenerated() {
        return generated != Generated.NO;
    }
}
