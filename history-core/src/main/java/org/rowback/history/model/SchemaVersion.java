package org.rowback.history.model;

import java.util.List;

/// A table's columns, types and keys over a range of positions, with where that knowledge comes from.
///
/// Columns are in log order: column `i` is the `i`-th of a logged image.
///
/// @param primaryKey names of the primary key's columns in key order; empty where there is none or it is not known
/// @param keysFrom where the knowledge of keys comes from; LAYOUT means that nothing is known of keys
/// @param origin for people: e.g. `binlog.000412:4711 ALTER TABLE`, `schema.sql line 12`
/// @param charset the table's default charset, which columns added later take; empty where not known
/// @param checks those that are known; the server may have more
/// @param identity which columns of old rows the server logs, for PostgreSQL
/// @param partitions how its rows are divided; NONE where they are not, or it is not known
public record SchemaVersion(
        TableName table,
        List<Column> columns,
        List<String> primaryKey,
        List<UniqueKey> uniqueKeys,
        List<ForeignKey> foreignKeys,
        Knowledge keysFrom,
        String origin,
        String charset,
        ReplicaIdentity identity,
        List<Check> checks,
        Partitions partitions) {
    /// A version of which no more is known: it has no charset, replica identity, CHECK constraints or partitions.
    public SchemaVersion(
            TableName table,
            List<Column> columns,
            List<String> primaryKey,
            List<UniqueKey> uniqueKeys,
            List<ForeignKey> foreignKeys,
            Knowledge keysFrom,
            String origin) {
        this(
                table,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                keysFrom,
                origin,
                "",
                ReplicaIdentity.NONE,
                List.of(),
                Partitions.NONE);
    }

    public SchemaVersion {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    /// The same under another name, and with other foreign keys.
    public SchemaVersion of(TableName name, List<ForeignKey> references) {
        return new SchemaVersion(
                name,
                columns,
                primaryKey,
                uniqueKeys,
                references,
                keysFrom,
                origin,
                charset,
                identity,
                checks,
                partitions);
    }

    /// The same with another default charset.
    public SchemaVersion withCharset(String other) {
        return new SchemaVersion(
                table,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                keysFrom,
                origin,
                other,
                identity,
                checks,
                partitions);
    }

    /// The same with another replica identity.
    public SchemaVersion with(ReplicaIdentity other) {
        return new SchemaVersion(
                table,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                keysFrom,
                origin,
                charset,
                other,
                checks,
                partitions);
    }

    /// The same with other CHECK constraints.
    public SchemaVersion with(List<Check> others) {
        return new SchemaVersion(
                table,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                keysFrom,
                origin,
                charset,
                identity,
                others,
                partitions);
    }

    /// The same with other partitions.
    public SchemaVersion with(Partitions others) {
        return new SchemaVersion(
                table,
                columns,
                primaryKey,
                uniqueKeys,
                foreignKeys,
                keysFrom,
                origin,
                charset,
                identity,
                checks,
                others);
    }

    /// The index of a column by name (exact, then ignoring case), or -1.
    public int indexOf(String name) {
        int ignoringCase = -1;
        for (int i = 0; i < columns.size(); i++) {
            String candidate = columns.get(i).name();
            if (candidate.equals(name)) {
                return i;
            }
            if (ignoringCase < 0 && candidate.equalsIgnoreCase(name)) {
                ignoringCase = i;
            }
        }
        return ignoringCase;
    }

    /// Indexes of the columns that name a row: the primary key's, or, where there is none, none.
    public int[] keyColumns() {
        int[] indexes = new int[primaryKey.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = indexOf(primaryKey.get(i));
            if (indexes[i] < 0) {
                return new int[0];
            }
        }
        return indexes;
    }

    public boolean hasKey() {
        return keyColumns().length > 0;
    }
}
