package org.rowback.history.model;

/// A table's qualified name, as the server spells it; no quoting.
///
/// `database` is MySQL's database or PostgreSQL's schema.
public record TableName(String database, String table) implements Comparable<TableName> {
    @Override
    public int compareTo(TableName other) {
        int byDatabase = database.compareTo(other.database);
        return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
    }

    /// `database.table`, or the table alone where the database is empty.
    @Override
    public String toString() {
        return database.isEmpty() ? table : database + "." + table;
    }
}
