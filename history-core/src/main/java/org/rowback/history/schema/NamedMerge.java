package org.rowback.history.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.schema.SchemaMerge.Misfit;
import org.rowback.history.schema.SchemaMerge.Result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Merges what a PostgreSQL log says of a table with a definition of it.
///
/// Its logs name their columns, may leave some out (column lists of a publication, generated columns) and hold no DDL
/// that would date the definition. So columns are matched by name, one by one: a column that only one side knows is no
/// contradiction.
final class NamedMerge {
    private NamedMerge() {}

    static Result merge(SchemaVersion logged, Optional<SchemaVersion> definition) {
        if (definition.isEmpty()) {
            return new Result(logged, List.of());
        }
        SchemaVersion defined = definition.get();
        Map<String, Column> byName = new HashMap<>();
        defined.columns().forEach(c -> byName.put(c.name(), c));
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean any = logged.columns().isEmpty();
        for (Column column : logged.columns()) {
            Column other = byName.get(column.name());
            any |= other != null;
            names.add(column.name());
            columns.add(other == null ? column : column(column, other));
        }
        if (!any) {
            return new Result(
                    logged,
                    List.of(
                            new Misfit(
                                    defined.keysFrom(),
                                    defined.origin(),
                                    "it has none of the logged columns")));
        }
        boolean keyed =
                defined.keysFrom() != Knowledge.LAYOUT && names.containsAll(defined.primaryKey());
        boolean identified = defined.identity() != ReplicaIdentity.UNKNOWN;
        return new Result(
                new SchemaVersion(
                        logged.table(),
                        columns,
                        keyed ? defined.primaryKey() : logged.primaryKey(),
                        defined.uniqueKeys().stream()
                                .filter(k -> names.containsAll(k.columns()))
                                .toList(),
                        defined.foreignKeys().stream()
                                .filter(k -> names.containsAll(k.columns()))
                                .toList(),
                        keyed ? defined.keysFrom() : logged.keysFrom(),
                        defined.origin(),
                        "",
                        identified ? defined.identity() : logged.identity(),
                        defined.checks(),
                        defined.partitions()),
                List.of());
    }

    private static Column column(Column logged, Column defined) {
        boolean sameType = sameType(logged.type(), defined.type());
        return new Column(
                logged.name(),
                logged.nameFrom(),
                sameType ? defined.type() : logged.type(),
                sameType && logged.type().family() == Family.UNKNOWN
                        ? defined.typeFrom()
                        : logged.typeFrom(),
                defined.nullable(),
                defined.generated(),
                defined.invisible());
    }

    /// The definition also has the type's modifiers, labels and what lies below a domain.
    private static boolean sameType(ColumnType logged, ColumnType defined) {
        return logged.sql().equals("?") || name(logged.sql()).equals(name(defined.sql()));
    }

    /// `timestamp without time zone` of `timestamp(3) without time zone`, `mood` of `public.mood`: a log names a type
    /// as its session's search path would.
    private static String name(String sql) {
        String plain = sql.replaceAll("\\([0-9, -]+\\)", "").strip();
        int dot = plain.startsWith("\"") ? plain.indexOf("\".") + 1 : plain.indexOf('.');
        return dot > 0 ? plain.substring(dot + 1) : plain;
    }
}
