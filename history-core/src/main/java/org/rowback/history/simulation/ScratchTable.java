package org.rowback.history.simulation;

import org.rowback.history.model.Column;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.revert.Tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// A table of a patch as a table of the scratch SQLite: named and with its columns by number, so that no name can clash
/// or break anything; with its keys, and the foreign keys that tie it to other tables of the patch.
record ScratchTable(int id, SchemaVersion schema) {
    String name() {
        return "t" + id;
    }

    String column(String name) {
        return "c" + schema.indexOf(name);
    }

    /// Columns of a key; empty where one is not known or computed by the server.
    Optional<String> columns(List<String> names) {
        boolean usable =
                !names.isEmpty()
                        && names.stream()
                                .allMatch(
                                        n ->
                                                schema.indexOf(n) >= 0
                                                        && !schema.columns()
                                                                .get(schema.indexOf(n))
                                                                .isGenerated());
        return usable
                ? Optional.of(names.stream().map(this::column).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    /// Every set of columns that only one row may hold.
    List<List<String>> keys() {
        List<List<String>> keys = new ArrayList<>();
        if (schema.hasKey()) {
            keys.add(schema.primaryKey());
        }
        schema.uniqueKeys().forEach(k -> keys.add(k.columns()));
        return keys.stream().filter(k -> columns(k).isPresent()).distinct().toList();
    }

    boolean isUnique(List<String> columns) {
        return keys().stream()
                .anyMatch(
                        k ->
                                k.size() == columns.size()
                                        && k.stream()
                                                .allMatch(
                                                        c ->
                                                                columns.stream()
                                                                        .anyMatch(
                                                                                c
                                                                                        ::equalsIgnoreCase)));
    }

    /// Whether SQLite can hold a foreign key to be kept: its ends are known, and the parent's is a key.
    static boolean canHold(Tables.Link link, ScratchTable child, ScratchTable parent) {
        return child.columns(link.key().columns()).isPresent()
                && parent.columns(link.key().parentColumns()).isPresent()
                && parent.isUnique(link.key().parentColumns());
    }

    /// A row that is not wholly known, or that stands for one that was never seen, breaks no NOT NULL.
    String create(List<Tables.Link> links, IntFunction<ScratchTable> tables, boolean postgres) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < schema.columns().size(); i++) {
            Column column = schema.columns().get(i);
            boolean isNeeded = !column.nullable() && !column.isGenerated();
            parts.add("c" + i + (isNeeded ? " CHECK (assumed OR c" + i + " IS NOT NULL)" : ""));
        }
        parts.add("assumed INTEGER NOT NULL DEFAULT 0");
        for (Tables.Link link : links) {
            ScratchTable parent = tables.apply(link.parent());
            parts.add(
                    "FOREIGN KEY ("
                            + columns(link.key().columns()).orElseThrow()
                            + ") REFERENCES "
                            + parent.name()
                            + " ("
                            + parent.columns(link.key().parentColumns()).orElseThrow()
                            + ") ON DELETE "
                            + action(link.key().onDelete(), postgres)
                            + " ON UPDATE "
                            + action(link.key().onUpdate(), postgres));
        }
        return "CREATE TABLE " + name() + " (" + String.join(", ", parts) + ")";
    }

    /// InnoDB looks at children row by row, PostgreSQL at the end of a statement.
    private static String action(ForeignKey.Action action, boolean postgres) {
        return switch (action) {
            case CASCADE -> "CASCADE";
            case SET_NULL -> "SET NULL";
            case RESTRICT -> "RESTRICT";
            case NO_ACTION, SET_DEFAULT -> postgres ? "NO ACTION" : "RESTRICT";
        };
    }
}
