package org.rowback.importers.postgres.catalog;

import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.UniqueKey;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// A catalog's tables as schema versions.
public final class CatalogSchemas {
    private CatalogSchemas() {}

    /// The tables of a catalog that are not the server's own; what has no rows of its own in a log is among them too.
    ///
    /// @param origin for people, e.g. the file's name
    public static List<SchemaVersion> of(PostgresCatalog catalog, String origin) {
        return catalog.relations().stream()
                .filter(r -> r.kind() == 'r' || r.kind() == 'p')
                .filter(r -> !isSystem(r.name()))
                .map(
                        r ->
                                of(
                                        r,
                                        catalog.types(),
                                        oid -> catalog.relation(oid),
                                        Knowledge.SCHEMA_FILE,
                                        origin))
                .toList();
    }

    private static boolean isSystem(TableName name) {
        return name.database().startsWith("pg_") || name.database().equals("information_schema");
    }

    /// A relation as a schema version: the columns that are not dropped, in their order.
    ///
    /// @param relations finds the relation of an OID, for foreign keys
    public static SchemaVersion of(
            CatalogRelation relation,
            PostgresTypes types,
            LongFunction<Optional<CatalogRelation>> relations,
            Knowledge from,
            String origin) {
        List<Column> columns =
                relation.visibleColumns().stream().map(c -> column(c, types, from)).toList();
        List<UniqueKey> uniqueKeys = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        Optional<CatalogKey.Unique> rowKey = relation.rowKey();
        for (CatalogKey key : relation.keys()) {
            switch (key) {
                case CatalogKey.Unique unique -> {
                    if (rowKey.filter(unique::equals).isEmpty()) {
                        uniqueKeys.add(
                                new UniqueKey(unique.name(), names(relation, unique.columns())));
                    }
                }
                case CatalogKey.Foreign foreign ->
                        relations
                                .apply(foreign.parent())
                                .map(parent -> foreignKey(relation, foreign, parent))
                                .ifPresent(foreignKeys::add);
                case CatalogKey.Check check -> check(check).ifPresent(checks::add);
            }
        }
        return new SchemaVersion(
                        relation.name(),
                        columns,
                        rowKey.map(k -> names(relation, k.columns())).orElse(List.of()),
                        uniqueKeys,
                        foreignKeys,
                        from,
                        origin)
                .with(relation.identity())
                .with(checks);
    }

    /// `CHECK ((price > 0)) NOT VALID` is enforced for what is written now; exclusion constraints are none.
    private static Optional<Check> check(CatalogKey.Check check) {
        String definition = check.definition();
        if (definition.isEmpty()) {
            return Optional.of(new Check(check.name(), ""));
        }
        int end = definition.lastIndexOf(')');
        return definition.startsWith("CHECK (") && !definition.endsWith("NOT ENFORCED")
                ? Optional.of(new Check(check.name(), definition.substring(7, end)))
                : Optional.empty();
    }

    private static Column column(CatalogColumn column, PostgresTypes types, Knowledge from) {
        return new Column(
                column.name(),
                from,
                types.type(column.type(), column.typmod()),
                from,
                !column.notNull(),
                switch (column.generated()) {
                    case 's' -> Column.Generated.STORED;
                    case 'v' -> Column.Generated.VIRTUAL;
                    default -> column.isCounter() ? Column.Generated.COUNTER : Column.Generated.NO;
                },
                false);
    }

    private static ForeignKey foreignKey(
            CatalogRelation child, CatalogKey.Foreign key, CatalogRelation parent) {
        return new ForeignKey(
                key.name(),
                names(child, key.columns()),
                parent.name(),
                names(parent, key.parentColumns()),
                key.onDelete(),
                key.onUpdate());
    }

    private static List<String> names(CatalogRelation relation, List<Integer> numbers) {
        return numbers.stream()
                .flatMap(n -> relation.column(n).stream())
                .map(CatalogColumn::name)
                .toList();
    }
}
