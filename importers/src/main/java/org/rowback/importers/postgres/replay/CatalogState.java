package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogKey;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The relations of a database at one point of the log: the catalog file's, with changes in the log done or undone.
/// Not thread-safe.
final class CatalogState {
    private final PostgresCatalog catalog;
    private final CatalogTables tables;
    private final Map<Long, Described> relations = new HashMap<>();
    private final Map<Long, Long> ownerOfFile = new HashMap<>();
    private final ObjectNames names;

    private static final class Described {
        CatalogRow.@Nullable ClassRow row;
        final Map<Integer, CatalogColumn> columns = new TreeMap<>();
        final Map<Long, CatalogRow.IndexRow> indexes = new TreeMap<>();
        @Nullable CatalogRelation made;
    }

    CatalogState(PostgresCatalog catalog, CatalogTables tables) {
        this.catalog = catalog;
        this.tables = tables;
        names = new ObjectNames(catalog);
        Map<String, Long> namespaces = new HashMap<>();
        catalog.namespaces().forEach((oid, name) -> namespaces.put(name, oid));
        for (CatalogRelation relation : catalog.relations()) {
            if (relation.kind() != 'S') {
                add(relation, namespaces.getOrDefault(relation.name().database(), 0L));
            }
        }
    }

    private void add(CatalogRelation relation, long namespace) {
        put(
                new CatalogRow.ClassRow(
                        relation.oid(),
                        relation.name().table(),
                        namespace,
                        relation.fileNode(),
                        relation.tablespace(),
                        relation.toast(),
                        relation.kind(),
                        relation.persistence(),
                        switch (relation.identity()) {
                            case INDEX -> 'i';
                            case FULL -> 'f';
                            case NOTHING -> 'n';
                            default -> 'd';
                        },
                        0,
                        relation.isPartition()));
        for (CatalogColumn column : relation.columns()) {
            put(new CatalogRow.AttributeRow(relation.oid(), column));
        }
        for (CatalogKey key : relation.keys()) {
            if (key instanceof CatalogKey.Unique unique) {
                put(
                        new CatalogRow.IndexRow(
                                relation.oid(),
                                unique.index(),
                                unique.primary(),
                                unique.identity(),
                                true,
                                unique.columns()));
            }
        }
    }

    ObjectNames names() {
        return names;
    }

    void redo(CatalogChange change) {
        move(change.before(), change.after());
    }

    /// Does nothing where the row before is not known.
    void undo(CatalogChange change) {
        if (!change.unknownBefore()) {
            move(change.after(), change.before());
        }
    }

    private void move(@Nullable CatalogRow from, @Nullable CatalogRow to) {
        if (to != null) {
            put(to);
        } else if (from != null) {
            remove(from);
        }
    }

    private void put(CatalogRow row) {
        if (row instanceof CatalogRow.NameRow name) {
            names.put(name.object());
            return;
        }
        Described relation = relations.computeIfAbsent(row.relation(), _ -> new Described());
        relation.made = null;
        switch (row) {
            case CatalogRow.NameRow _ -> {}
            case CatalogRow.ClassRow c -> {
                names.put(c.object());
                CatalogRow.ClassRow old = relation.row;
                if (old != null) {
                    ownerOfFile.remove(old.fileNode(), old.relation());
                }
                // The server's own mapped tables have 0 here: their file is in a map of its own.
                CatalogRow.ClassRow kept =
                        c.fileNode() == 0 && old != null ? withFile(c, old.fileNode()) : c;
                relation.row = kept;
                if (kept.fileNode() != 0) {
                    ownerOfFile.put(kept.fileNode(), kept.relation());
                }
            }
            case CatalogRow.AttributeRow a -> {
                CatalogColumn old = relation.columns.get(a.column().number());
                relation.columns.put(a.column().number(), completed(a.column(), old));
            }
            case CatalogRow.IndexRow i -> relation.indexes.put(i.index(), i);
        }
    }

    private static CatalogRow.ClassRow withFile(CatalogRow.ClassRow c, long fileNode) {
        return new CatalogRow.ClassRow(
                c.relation(),
                c.name(),
                c.namespace(),
                fileNode,
                c.tablespace(),
                c.toast(),
                c.kind(),
                c.persistence(),
                c.identity(),
                c.rewrites(),
                c.isPartition());
    }

    /// With what only the catalog file says.
    private static CatalogColumn completed(CatalogColumn c, @Nullable CatalogColumn old) {
        if (old == null) {
            return c;
        }
        return new CatalogColumn(
                c.number(),
                c.name(),
                c.type(),
                c.typmod(),
                c.length(),
                c.align(),
                c.byValue(),
                c.storage(),
                c.compression(),
                c.notNull(),
                c.dropped(),
                c.generated(),
                c.identity(),
                c.hasMissing(),
                c.hasMissing() && c.missing().isEmpty() ? old.missing() : c.missing(),
                old.collation(),
                old.defaultValue());
    }

    private void remove(CatalogRow row) {
        if (row instanceof CatalogRow.NameRow name) {
            names.remove(name.object().table(), name.object().oid());
            return;
        }
        Described relation = relations.get(row.relation());
        if (relation == null) {
            return;
        }
        relation.made = null;
        switch (row) {
            case CatalogRow.NameRow _ -> {}
            case CatalogRow.ClassRow c -> {
                names.remove(ObjectName.CLASS, c.relation());
                relation.row = null;
                ownerOfFile.remove(c.fileNode(), c.relation());
            }
            case CatalogRow.AttributeRow a -> relation.columns.remove(a.column().number());
            case CatalogRow.IndexRow i -> relation.indexes.remove(i.index());
        }
        if (relation.row == null && relation.columns.isEmpty() && relation.indexes.isEmpty()) {
            relations.remove(row.relation());
        }
    }

    /// What `pg_class` says of a relation; null where there is none now.
    CatalogRow.@Nullable ClassRow row(long oid) {
        Described relation = relations.get(oid);
        return relation == null ? null : relation.row;
    }

    /// The relation that a file belongs to; 0 where none is known.
    long owner(long fileNode) {
        return ownerOfFile.getOrDefault(fileNode, 0L);
    }

    /// A relation as it is now.
    Optional<CatalogRelation> relation(long oid) {
        Described relation = relations.get(oid);
        CatalogRow.ClassRow row = relation == null ? null : relation.row;
        if (relation == null || row == null) {
            return Optional.empty();
        }
        CatalogRelation made = relation.made;
        if (made == null) {
            made = make(row, relation);
            relation.made = made;
        }
        return Optional.of(made);
    }

    private CatalogRelation make(CatalogRow.ClassRow row, Described relation) {
        Optional<CatalogRelation> given = catalog.relation(row.relation());
        List<CatalogKey> keys = new ArrayList<>();
        for (CatalogRow.IndexRow index : relation.indexes.values()) {
            if (index.usable()) {
                keys.add(
                        new CatalogKey.Unique(
                                name(given, index),
                                index.index(),
                                index.primary(),
                                index.identity(),
                                index.columns()));
            }
        }
        given.ifPresent(
                g ->
                        g.keys().stream()
                                .filter(k -> k instanceof CatalogKey.Foreign)
                                .forEach(keys::add));
        return new CatalogRelation(
                row.relation(),
                row.fileNode(),
                row.tablespace(),
                new TableName(tables.namespaces().getOrDefault(row.namespace(), ""), row.name()),
                row.kind(),
                row.persistence(),
                given.map(CatalogRelation::accessMethod).orElse("heap"),
                switch (row.identity()) {
                    case 'i' -> ReplicaIdentity.INDEX;
                    case 'f' -> ReplicaIdentity.FULL;
                    case 'n' -> ReplicaIdentity.NOTHING;
                    default -> ReplicaIdentity.DEFAULT;
                },
                row.toast(),
                given.map(CatalogRelation::parents).orElse(List.of()),
                row.isPartition(),
                List.copyOf(relation.columns.values()),
                keys,
                List.of(),
                List.of());
    }

    private static String name(Optional<CatalogRelation> given, CatalogRow.IndexRow index) {
        if (given.isPresent()) {
            for (CatalogKey key : given.get().keys()) {
                if (key instanceof CatalogKey.Unique unique && unique.index() == index.index()) {
                    return unique.name();
                }
            }
        }
        return index.primary() ? "primary key" : "unique index " + index.index();
    }
}
