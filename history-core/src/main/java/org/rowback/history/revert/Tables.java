package org.rowback.history.revert;

import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.query.TableSummary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tables of a case as they are now, and how foreign keys tie them.
public final class Tables {
    /// A foreign key with both its ends found in the case.
    public record Link(int child, ForeignKey key, int parent) {}

    private final Map<Integer, SchemaVersion> heads = new TreeMap<>();
    private final Map<Integer, TableName> names = new HashMap<>();
    private final Map<Integer, List<Link>> toParents = new HashMap<>();
    private final Map<Integer, List<Link>> toChildren = new HashMap<>();

    public Tables(History history) throws RowbackException {
        Map<TableName, Integer> ids = new HashMap<>();
        for (TableSummary table : history.tables()) {
            ids.put(table.name(), table.id());
            names.put(table.id(), table.name());
            List<SchemaVersion> versions = history.schemaVersions(table.id());
            if (!versions.isEmpty()) {
                heads.put(table.id(), versions.getLast());
            }
        }
        Optional<Renames> renames = Renames.followed(history);
        for (Map.Entry<Integer, SchemaVersion> head : heads.entrySet()) {
            for (ForeignKey key : head.getValue().foreignKeys()) {
                Optional<Integer> parent =
                        find(ids, head.getValue().table(), key.parent())
                                .map(p -> renames.map(r -> r.now(p)).orElse(p));
                if (parent.isPresent() && isUsable(head.getValue(), key)) {
                    Link link = new Link(head.getKey(), key, parent.get());
                    toParents.computeIfAbsent(link.child(), _ -> new ArrayList<>()).add(link);
                    toChildren.computeIfAbsent(link.parent(), _ -> new ArrayList<>()).add(link);
                }
            }
        }
    }

    private static Optional<Integer> find(
            Map<TableName, Integer> ids, TableName child, TableName parent) {
        TableName name =
                parent.database().isEmpty()
                        ? new TableName(child.database(), parent.table())
                        : parent;
        Integer exact = ids.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return ids.entrySet().stream()
                .filter(e -> e.getKey().toString().equalsIgnoreCase(name.toString()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isUsable(SchemaVersion child, ForeignKey key) {
        return key.columns().size() == key.parentColumns().size()
                && key.columns().stream().allMatch(c -> child.indexOf(c) >= 0);
    }

    /// The newest version of a table; empty where it was dropped or never described.
    public Optional<SchemaVersion> head(int tableId) {
        return Optional.ofNullable(heads.get(tableId)).filter(h -> !h.columns().isEmpty());
    }

    public TableName name(int tableId) {
        return names.getOrDefault(tableId, new TableName("", "?"));
    }

    /// Foreign keys of a table.
    public List<Link> parentsOf(int tableId) {
        return toParents.getOrDefault(tableId, List.of());
    }

    /// Foreign keys that refer to a table.
    public List<Link> childrenOf(int tableId) {
        return toChildren.getOrDefault(tableId, List.of());
    }

    /// Whether a column is part of what tells rows apart, or ties them to others.
    boolean isTied(int tableId, String column) {
        List<List<String>> sets = new ArrayList<>();
        head(tableId)
                .ifPresent(
                        head -> {
                            sets.add(head.primaryKey());
                            head.uniqueKeys().forEach(k -> sets.add(k.columns()));
                            head.foreignKeys().forEach(k -> sets.add(k.columns()));
                        });
        childrenOf(tableId).forEach(l -> sets.add(l.key().parentColumns()));
        return sets.stream().anyMatch(s -> s.stream().anyMatch(column::equalsIgnoreCase));
    }

    /// Whether a column's name is known, so that SQL can be written for it.
    static boolean areNamed(SchemaVersion schema) {
        return schema.columns().stream()
                .noneMatch(c -> c.nameFrom() == Knowledge.LAYOUT || c.name().startsWith("@"));
    }

    /// Indexes of columns by name.
    static int[] indexes(SchemaVersion schema, List<String> columns) {
        return columns.stream().mapToInt(schema::indexOf).toArray();
    }
}
