package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnType;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.value.Names;
import org.rowback.importers.postgres.type.Identifiers;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What objects are called at one point of the log, as the server prints it with the search path `"$user", public`, where
/// no schema has the user's name. Not thread-safe.
///
/// Source: `src/backend/utils/adt/regproc.c`, `format_type.c`, the `…IsVisible` functions, `FuncnameGetCandidates` and
/// `OpernameGetCandidates` in `src/backend/catalog/namespace.c` (PostgreSQL 13 to 18).
final class ObjectNames implements Names {
    private static final long PG_CATALOG = 11;
    private static final int WIDE_ACL = 160_000;

    /// The tables that describe what the values of a type refer to.
    private static final Map<Long, Long> TABLES =
            Map.ofEntries(
                    Map.entry(24L, ObjectName.PROC),
                    Map.entry(2202L, ObjectName.PROC),
                    Map.entry(2203L, ObjectName.OPERATOR),
                    Map.entry(2204L, ObjectName.OPERATOR),
                    Map.entry(2205L, ObjectName.CLASS),
                    Map.entry(2206L, ObjectName.TYPE),
                    Map.entry(3734L, ObjectName.CONFIG),
                    Map.entry(3769L, ObjectName.DICTIONARY),
                    Map.entry(4089L, ObjectName.NAMESPACE),
                    Map.entry(4096L, ObjectName.ROLE),
                    Map.entry(4191L, ObjectName.COLLATION));

    private final int version;
    private final Map<Long, Map<Long, ObjectName>> byOid = new HashMap<>();
    private final Map<Long, Map<String, List<ObjectName>>> byName = new HashMap<>();

    ObjectNames(PostgresCatalog catalog) {
        version = catalog.database().version();
        Map<String, Long> namespaces = new HashMap<>();
        catalog.namespaces()
                .forEach(
                        (oid, name) -> {
                            namespaces.put(name, oid);
                            put(new ObjectName(ObjectName.NAMESPACE, oid, 0, name, List.of()));
                        });
        for (CatalogRelation r : catalog.relations()) {
            put(
                    new ObjectName(
                            ObjectName.CLASS,
                            r.oid(),
                            namespaces.getOrDefault(r.name().database(), 0L),
                            r.name().table(),
                            List.of()));
        }
        for (PostgresType t : catalog.types().all()) {
            put(
                    new ObjectName(
                            ObjectName.TYPE,
                            t.oid(),
                            namespaces.getOrDefault(t.schema(), 0L),
                            t.name(),
                            t.isArray() ? List.of(t.element()) : List.of()));
        }
        catalog.objects().forEach(this::put);
    }

    void put(ObjectName object) {
        remove(object.table(), object.oid());
        byOid.computeIfAbsent(object.table(), _ -> new HashMap<>()).put(object.oid(), object);
        byName.computeIfAbsent(object.table(), _ -> new HashMap<>())
                .computeIfAbsent(object.name(), _ -> new ArrayList<>(1))
                .add(object);
    }

    void remove(long table, long oid) {
        ObjectName old = get(table, oid);
        if (old != null) {
            byOid.getOrDefault(table, Map.of()).remove(oid);
            named(old).remove(old);
        }
    }

    private @Nullable ObjectName get(long table, long oid) {
        return byOid.getOrDefault(table, Map.of()).get(oid);
    }

    @Override
    public int aclItemBytes() {
        return version < WIDE_ACL ? 12 : 16;
    }

    @Override
    public Optional<String> role(long oid) {
        return Optional.ofNullable(get(ObjectName.ROLE, oid)).map(ObjectName::name);
    }

    @Override
    public Optional<String> object(long type, long oid) {
        ObjectName o = get(TABLES.getOrDefault(type, 0L), oid);
        if (o == null) {
            return Optional.empty();
        }
        return switch ((int) type) {
            case 2206 -> Optional.of(type(oid));
            case 4089, 4096 -> Optional.of(Identifiers.quoted(o.name()));
            case 24 -> Optional.of(schema(o, isOnly(o)) + Identifiers.quoted(o.name()));
            case 2203 -> Optional.of(schema(o, isOnly(o)) + o.name());
            case 2202 ->
                    Optional.of(
                            schema(o, isVisible(o)) + Identifiers.quoted(o.name()) + operands(o));
            case 2204 -> Optional.of(schema(o, isVisible(o)) + o.name() + operands(o));
            default -> Optional.of(schema(o, isVisible(o)) + Identifiers.quoted(o.name()));
        };
    }

    private String operands(ObjectName object) {
        return object.types().stream()
                .map(type -> type == 0 ? "NONE" : type(type))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private String type(long oid) {
        ColumnType own = PostgresTypes.BUILTIN.type(oid, -1);
        if (!own.equals(ColumnType.UNKNOWN)) {
            return own.sql();
        }
        ObjectName o = get(ObjectName.TYPE, oid);
        if (o == null) {
            return "???";
        }
        return o.types().isEmpty()
                ? schema(o, isVisible(o)) + Identifiers.quoted(o.name())
                : type(o.types().getFirst()) + "[]";
    }

    private String schema(ObjectName object, boolean found) {
        if (found) {
            return "";
        }
        ObjectName schema = get(ObjectName.NAMESPACE, object.namespace());
        return schema == null ? "" : Identifiers.quoted(schema.name()) + ".";
    }

    /// Whether its name alone, with its operands, finds it.
    private boolean isVisible(ObjectName object) {
        return object.namespace() == PG_CATALOG
                || (isPublic(object)
                        && named(object).stream()
                                .noneMatch(
                                        other ->
                                                other.namespace() == PG_CATALOG
                                                        && isSameButSchema(object, other)));
    }

    private static boolean isSameButSchema(ObjectName object, ObjectName other) {
        return object.table() == ObjectName.TYPE || object.types().equals(other.types());
    }

    /// Whether its name alone finds it and nothing else.
    private boolean isOnly(ObjectName object) {
        return isVisible(object)
                && named(object).stream()
                        .allMatch(
                                other ->
                                        other.oid() == object.oid()
                                                || !(other.namespace() == PG_CATALOG
                                                        || isPublic(other))
                                                || !isVisible(other));
    }

    private List<ObjectName> named(ObjectName object) {
        return byName.getOrDefault(object.table(), Map.of()).getOrDefault(object.name(), List.of());
    }

    private boolean isPublic(ObjectName object) {
        ObjectName schema = get(ObjectName.NAMESPACE, object.namespace());
        return schema != null && schema.name().equals("public");
    }
}
