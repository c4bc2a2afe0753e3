package org.rowback.history.model;

/// Which columns of the row before PostgreSQL logs, as far as the table's definition says it.
public enum ReplicaIdentity {
    /// Not a table of PostgreSQL.
    NONE,
    /// A table of PostgreSQL of which the evidence does not say it.
    UNKNOWN,
    /// The primary key's columns.
    DEFAULT,
    /// The columns of a unique index.
    INDEX,
    /// All columns: what an old row leaves out is NULL.
    FULL,
    /// None.
    NOTHING
}
