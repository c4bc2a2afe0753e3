package org.rowback.importers.postgres.type;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The types that a database has: PostgreSQL's own, and those that a catalog describes. Immutable.
public final class PostgresTypes {
    /// PostgreSQL's own types only.
    public static final PostgresTypes BUILTIN = new PostgresTypes(List.of());

    private static final int DEEPEST_DOMAIN = 32;

    private final Map<Long, PostgresType> byOid = new HashMap<>();
    private final Map<String, PostgresType> byName = new HashMap<>();

    /// @param types of a catalog; PostgreSQL's own may be left out
    public PostgresTypes(Collection<PostgresType> types) {
        for (PostgresType type : types) {
            byOid.put(type.oid(), type);
            byName.put(type.formatted(), type);
            byName.putIfAbsent(unqualified(type.formatted()), type);
        }
    }

    /// The OID of a type of PostgreSQL's own by its name in `pg_type`, such as `int4` or `_text`; empty where there is
    /// none.
    public static Optional<Long> ownOid(String typname) {
        return BuiltinTypes.oid(typname);
    }

    /// The types that a catalog describes.
    public List<PostgresType> all() {
        return List.copyOf(byOid.values());
    }

    /// What a catalog says of a type; empty where there is none, or it does not have the type.
    public Optional<PostgresType> known(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    /// The column type of an OID and modifier, of the family UNKNOWN and by the name `?` where neither PostgreSQL nor
    /// the catalog has it.
    ///
    /// @param typmod -1 where there is none
    public ColumnType type(long oid, int typmod) {
        Optional<String> own = BuiltinTypes.name(oid);
        if (own.isPresent()) {
            return builtin(TypeName.with(own.get(), typmod));
        }
        return known(oid)
                .map(type -> ofCatalog(TypeName.with(type.formatted(), typmod), type))
                .orElse(ColumnType.UNKNOWN);
    }

    /// The column type of a name as `format_type` prints it, with or without modifier and schema, or as `pg_type` has it
    /// (`int2`, `_text`), of the family UNKNOWN where neither PostgreSQL nor the catalog has it.
    public ColumnType named(String formatted) {
        String plain = TypeName.plain(formatted);
        if (BuiltinTypes.family(plain).isPresent()) {
            return builtin(formatted);
        }
        Optional<String> own = BuiltinTypes.oid(plain).flatMap(BuiltinTypes::name);
        if (own.isPresent()) {
            return builtin(own.get());
        }
        PostgresType type = byName.get(plain);
        return type == null
                ? new ColumnType(formatted, Family.UNKNOWN, false, "", List.of(), 0)
                : ofCatalog(formatted, type);
    }

    private static ColumnType builtin(String formatted) {
        Family family = BuiltinTypes.family(TypeName.plain(formatted)).orElse(Family.OTHER);
        return new ColumnType(formatted, family, false, "", List.of(), TypeName.digits(formatted));
    }

    private ColumnType ofCatalog(String formatted, PostgresType type) {
        return switch (type.kind()) {
            case ENUM -> new ColumnType(formatted, Family.ENUM, false, "", type.labels(), 0);
            case DOMAIN -> domain(formatted, type);
            case COMPOSITE, RANGE, MULTIRANGE, PSEUDO -> other(formatted);
            case BASE -> {
                Family family =
                        BuiltinTypes.family(TypeName.plain(type.formatted())).orElse(Family.OTHER);
                yield new ColumnType(
                        formatted, family, false, "", List.of(), TypeName.digits(formatted));
            }
        };
    }

    private static ColumnType other(String formatted) {
        return new ColumnType(formatted, Family.OTHER, false, "", List.of(), 0);
    }

    /// Values of a domain are those of the type below it, under the domain's name.
    private ColumnType domain(String formatted, PostgresType domain) {
        PostgresType type = domain;
        for (int depth = 0; depth < DEEPEST_DOMAIN; depth++) {
            Optional<PostgresType> below = known(type.base());
            if (below.isEmpty() || below.get().kind() != PostgresType.Kind.DOMAIN) {
                break;
            }
            type = below.get();
        }
        ColumnType base = type(type.base(), type.baseTypmod());
        return new ColumnType(formatted, base.family(), false, "", base.members(), base.digits());
    }

    private static String unqualified(String formatted) {
        int dot =
                formatted.startsWith("\"") ? formatted.indexOf("\".") + 1 : formatted.indexOf('.');
        return dot > 0 ? formatted.substring(dot + 1) : formatted;
    }
}
