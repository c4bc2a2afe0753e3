package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/// Finds how a type lies on disk: PostgreSQL's own by OID, others by what a catalog says of them. Thread-safe.
public final class DiskTypes {
    private static final int DEEPEST_DOMAIN = 32;

    private final PostgresTypes types;
    private final LongFunction<List<CatalogColumn>> columns;
    private final Optional<Names> names;
    private final Map<Long, DiskType> known = new ConcurrentHashMap<>();

    /// @param columns of the relation that describes a composite type, by its OID; empty where not known
    /// @param names that OIDs stand for; without, OIDs are printed
    public DiskTypes(
            PostgresTypes types, LongFunction<List<CatalogColumn>> columns, Optional<Names> names) {
        this.types = types;
        this.columns = columns;
        this.names = names;
    }

    /// Whether values of a type print names for OIDs that lie in them.
    public boolean hasNames(long oid) {
        return NamedTypes.areIn(oid, types, columns, 0);
    }

    /// How a column's values lie in a row; of a type that is not known they lie as the column itself says.
    public DiskType of(CatalogColumn column) {
        return get(column.type())
                // aclitem was shorter, and its arrays aligned in another way, before 16
                .filter(t -> t.length() == column.length() && t.align() == column.align())
                .orElseGet(
                        () ->
                                new UnknownType(
                                        "with OID " + column.type(),
                                        column.length(),
                                        column.align()));
    }

    /// Empty where neither PostgreSQL nor the catalog has the type.
    public Optional<DiskType> get(long oid) {
        Optional<DiskType> own =
                names.flatMap(n -> NamedTypes.get(oid, n)).or(() -> DiskFormats.get(oid));
        if (own.isPresent()) {
            return own;
        }
        DiskType found = known.get(oid);
        if (found == null) {
            found = types.known(oid).map(this::make).orElse(null);
            if (found == null) {
                return Optional.empty();
            }
            known.put(oid, found);
        }
        return Optional.of(found);
    }

    private DiskType make(PostgresType type) {
        return switch (type.kind()) {
            case ENUM -> enumeration(type);
            case DOMAIN -> domain(type);
            case COMPOSITE -> new Composite(() -> fields(type));
            case RANGE -> new Ranges(type.align(), false, () -> needed(type.subtype(), type));
            case MULTIRANGE -> new Ranges(type.align(), true, () -> needed(type.subtype(), type));
            case PSEUDO -> new UnknownType(type.formatted(), type.length(), type.align());
            case BASE -> base(type);
        };
    }

    private DiskType base(PostgresType type) {
        if (type.isArray()) {
            char delimiter = types.known(type.element()).map(PostgresType::delimiter).orElse(',');
            return new ArrayType(type.align(), delimiter, _ -> needed(type.element(), type));
        }
        return switch (type.name().toLowerCase(Locale.ROOT)) {
            case "citext" -> needed(25, type);
            case "hstore" -> new Hstore();
            default -> new UnknownType(type.formatted(), type.length(), type.align());
        };
    }

    private static DiskType enumeration(PostgresType type) {
        Map<Long, String> labels = new HashMap<>();
        for (int i = 0; i < type.labelOids().size(); i++) {
            labels.put(type.labelOids().get(i), type.labels().get(i));
        }
        return new EnumType(labels);
    }

    private DiskType domain(PostgresType domain) {
        PostgresType type = domain;
        for (int depth = 0; depth < DEEPEST_DOMAIN; depth++) {
            Optional<PostgresType> below = types.known(type.base());
            if (below.isEmpty() || below.get().kind() != PostgresType.Kind.DOMAIN) {
                break;
            }
            type = below.get();
        }
        return needed(type.base(), domain);
    }

    private DiskType needed(long oid, PostgresType of) {
        return get(oid).orElseGet(() -> new UnknownType(of.formatted(), of.length(), of.align()));
    }

    private List<Composite.Field> fields(PostgresType type) {
        List<CatalogColumn> found = columns.apply(type.relation());
        return found.stream()
                .map(
                        column ->
                                new Composite.Field(
                                        column.dropped()
                                                ? new UnknownType(
                                                        "dropped", column.length(), column.align())
                                                : of(column),
                                        column.dropped()))
                .toList();
    }
}
