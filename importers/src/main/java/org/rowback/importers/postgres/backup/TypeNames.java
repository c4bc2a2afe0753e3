package org.rowback.importers.postgres.backup;

import org.rowback.history.model.ColumnType;
import org.rowback.importers.postgres.type.Identifiers;
import org.rowback.importers.postgres.type.PostgresTypes;

/// Names of types as `format_type` prints them with an empty search path. Source: PostgreSQL 18
/// `src/backend/utils/adt/format_type.c`.
final class TypeNames {
    private TypeNames() {}

    /// Of a type that is no array.
    static String of(long oid, String schema, String name) {
        ColumnType own = PostgresTypes.BUILTIN.type(oid, -1);
        if (!own.equals(ColumnType.UNKNOWN)) {
            return own.sql();
        }
        String quoted = Identifiers.quoted(name);
        return schema.equals("pg_catalog") ? quoted : Identifiers.quoted(schema) + "." + quoted;
    }
}
