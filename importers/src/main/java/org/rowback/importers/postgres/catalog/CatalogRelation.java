package org.rowback.importers.postgres.catalog;

import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.TableName;

import java.util.List;
import java.util.Optional;

/// A relation that has rows, or a sequence, as `pg_class` has it.
///
/// @param fileNode the number of its file in the log (`pg_relation_filenode`), 0 where it has none
/// @param tablespace the OID of its tablespace, 0 for the database's default
/// @param kind `r` table, `p` partitioned table, `m` materialized view, `t` TOAST table, `c` composite type,
///     `S` sequence
/// @param persistence `p` permanent, `u` unlogged, `t` temporary
/// @param accessMethod e.g. `heap`; empty where there is none
/// @param toast the OID of its TOAST table, 0 where it has none
/// @param parents OIDs of the relations it inherits from or is a partition of
/// @param isPartition whether `parents` is the one table it is a partition of
/// @param columns by attribute number, dropped ones too
/// @param sequences OIDs of the sequences that its columns own
/// @param triggers names of its triggers that are not the server's own, with `enabled` as `pg_trigger.tgenabled`
public record CatalogRelation(
        long oid,
        long fileNode,
        long tablespace,
        TableName name,
        char kind,
        char persistence,
        String accessMethod,
        ReplicaIdentity identity,
        long toast,
        List<Long> parents,
        boolean isPartition,
        List<CatalogColumn> columns,
        List<CatalogKey> keys,
        List<Long> sequences,
        List<Trigger> triggers) {
    public CatalogRelation {
        parents = List.copyOf(parents);
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        sequences = List.copyOf(sequences);
        triggers = List.copyOf(triggers);
    }

    /// @param enabled `O` ordinary, `R` on replicas, `A` always, `D` disabled
    public record Trigger(String name, char enabled, String definition) {}

    /// The column of a number.
    public Optional<CatalogColumn> column(int number) {
        return columns.stream().filter(c -> c.number() == number).findFirst();
    }

    /// The columns that a statement sees: those that are not dropped.
    public List<CatalogColumn> visibleColumns() {
        return columns.stream().filter(c -> !c.dropped()).toList();
    }

    /// What names a row: the replica identity's index where the table has chosen one, else the primary key.
    public Optional<CatalogKey.Unique> rowKey() {
        Optional<CatalogKey.Unique> primary = Optional.empty();
        for (CatalogKey key : keys) {
            if (key instanceof CatalogKey.Unique unique) {
                if (unique.identity() && identity == ReplicaIdentity.INDEX) {
                    return Optional.of(unique);
                }
                primary = unique.primary() ? Optional.of(unique) : primary;
            }
        }
        return primary;
    }
}
