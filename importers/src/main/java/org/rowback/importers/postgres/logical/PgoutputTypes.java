package org.rowback.importers.postgres.logical;

import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.type.PostgresTypes;

/// What pgoutput's `Y` messages say of types that are not the server's own.
final class PgoutputTypes {
    private static final String OWN = "pg_catalog.";

    private PgoutputTypes() {}

    /// A column of a relation. Of a domain the log names the type that lies below it.
    ///
    /// @param named what a message said of the type; empty where none did
    static LayoutColumn column(String name, String named, long type, int typmod, boolean key) {
        if (named.startsWith(OWN)) {
            Long own = PostgresTypes.ownOid(named.substring(OWN.length())).orElse(0L);
            if (own != 0) {
                return new LayoutColumn(name, "", own, typmod, key);
            }
        }
        return new LayoutColumn(name, named, type, typmod, key);
    }

    /// The server leaves its own schema's name out.
    static String name(String schema, String name) {
        return schema.isEmpty() ? OWN + name : identifier(schema) + "." + identifier(name);
    }

    /// As the server quotes identifiers.
    private static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
