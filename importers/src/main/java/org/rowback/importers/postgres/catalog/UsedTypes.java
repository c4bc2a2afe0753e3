package org.rowback.importers.postgres.catalog;

import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/// The types that reading some values takes, beside the server's own: those given, and what they hold.
public final class UsedTypes {
    private final PostgresTypes known;
    private final LongFunction<List<CatalogColumn>> fields;
    private final Map<Long, PostgresType> types = new LinkedHashMap<>();
    private final Map<Long, List<CatalogColumn>> composites = new LinkedHashMap<>();

    /// @param fields columns of the relation that describes a composite type, by its OID
    public UsedTypes(PostgresTypes known, LongFunction<List<CatalogColumn>> fields) {
        this.known = known;
        this.fields = fields;
    }

    /// Adds a type, where it is known and not the server's own.
    public void add(long oid) {
        PostgresType type = known.known(oid).orElse(null);
        if (oid == 0
                || type == null
                || type.schema().equals("pg_catalog")
                || types.containsKey(oid)) {
            return;
        }
        types.put(oid, type);
        add(type.element());
        add(type.base());
        add(type.subtype());
        if (type.relation() != 0) {
            List<CatalogColumn> columns = fields.apply(type.relation());
            composites.put(type.relation(), columns);
            columns.forEach(column -> add(column.type()));
        }
    }

    public List<PostgresType> types() {
        return new ArrayList<>(types.values());
    }

    /// Columns of the relations that describe composite types among them, by those relations' OID.
    public Map<Long, List<CatalogColumn>> composites() {
        return composites;
    }
}
