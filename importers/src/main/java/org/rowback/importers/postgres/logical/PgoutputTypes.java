package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.catalog.UsedTypes;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What pgoutput's `Y` messages say of types that are not the server's own, and what a catalog adds.
final class PgoutputTypes {
    private static final String OWN = "pg_catalog.";
    private static final int DEEPEST_DOMAIN = 32;
    private static final List<String> BY_NAME = List.of("citext", "hstore");

    private final Optional<PostgresCatalog> catalog;

    PgoutputTypes(Optional<PostgresCatalog> catalog) {
        this.catalog = catalog;
    }

    /// The last of the case's catalogs.
    static PgoutputTypes of(List<Bytes> catalogs) throws RowbackException {
        return new PgoutputTypes(
                catalogs.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                PostgresCatalog.read(
                                        "the catalog file",
                                        new StringReader(
                                                new String(
                                                        catalogs.getLast().array(),
                                                        StandardCharsets.UTF_8)))));
    }

    /// The types that the columns take beside the server's own. A type of the catalog counts where it has the name that
    /// the capture gives to its OID: the catalog may be of another cluster.
    List<PostgresType> used(List<LayoutColumn> columns) {
        PostgresTypes known = catalog.map(PostgresCatalog::types).orElse(PostgresTypes.BUILTIN);
        UsedTypes used =
                new UsedTypes(
                        known,
                        relation ->
                                catalog.flatMap(c -> c.relation(relation))
                                        .map(CatalogRelation::columns)
                                        .orElse(List.of()));
        List<PostgresType> extensions = new ArrayList<>();
        for (LayoutColumn column : columns) {
            if (column.type().isEmpty()) {
                continue;
            }
            Optional<PostgresType> type = known.known(column.oid());
            String last = column.type().substring(column.type().indexOf('.') + 1);
            if (type.isPresent() && named(known, type.get()).equals(column.type())) {
                used.add(column.oid());
            } else if (BY_NAME.contains(last)) {
                extensions.add(extension(column.oid(), column.type(), last));
            }
        }
        extensions.addAll(used.types());
        return extensions.stream().distinct().toList();
    }

    /// As a message names it: of a domain the type below it.
    private static String named(PostgresTypes known, PostgresType type) {
        PostgresType below = type;
        for (int depth = 0; depth < DEEPEST_DOMAIN && below.base() != 0; depth++) {
            Optional<PostgresType> next = known.known(below.base());
            if (next.isEmpty()) {
                break;
            }
            below = next.get();
        }
        return name(below.schema(), below.name());
    }

    /// An extension's type that is known by its name.
    private static PostgresType extension(long oid, String formatted, String name) {
        return new PostgresType(
                oid,
                formatted.substring(0, formatted.indexOf('.')),
                name,
                formatted,
                PostgresType.Kind.BASE,
                0,
                0,
                -1,
                List.of(),
                List.of(),
                0,
                0,
                -1,
                false,
                'i',
                'x',
                ',');
    }

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
