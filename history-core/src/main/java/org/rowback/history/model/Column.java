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
        /// Numbers that the server hands out where a statement gives none (AUTO_INCREMENT, serial, identity); any may
        /// be given.
        COUNTER,
        STORED,
        VIRTUAL,
        /// MariaDB's system versioning columns (ROW START, ROW END).
        SYSTEM_VERSIONING
    }

    /// Whether no statement can set it.
    public boolean isGenerated() {
        return generated != Generated.NO && generated != Generated.COUNTER;
    }
}
