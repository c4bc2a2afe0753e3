package org.rowback.importers.postgres.backup;

import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogRelation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How rows of `pg_attribute` lie in each version: what all other tables' columns are read with.
///
/// Source: `src/include/catalog/pg_attribute.h` of PostgreSQL 13 to 18.
final class AttributeTable {
    static final long OID = 1249;

    private static final String V13 =
            "attrelid oid,attname name,atttypid oid,attstattarget int4,attlen int2,attnum int2,"
                    + "attndims int4,attcacheoff int4,atttypmod int4,attbyval bool,"
                    + "attstorage char,attalign char,"
                    + "attnotnull bool,atthasdef bool,atthasmissing bool,attidentity char,"
                    + "attgenerated char,attisdropped bool,attislocal bool,attinhcount int4,"
                    + "attcollation oid,attacl acl12,attoptions texts,attfdwoptions texts,"
                    + "attmissingval any";
    private static final String V14 =
            V13.replace(
                    "attstorage char,attalign char,",
                    "attalign char,attstorage char,attcompression char,");
    private static final String V16 =
            V14.replace("attstattarget int4,", "")
                    .replace("attndims int4,", "")
                    .replace("atttypmod int4,", "atttypmod int4,attndims int2,")
                    .replace("attinhcount int4,", "attinhcount int2,attstattarget int2,")
                    .replace("acl12", "acl16");
    private static final String V17 =
            V16.replace("attstattarget int2,", "")
                    .replace("attcollation oid,", "attcollation oid,attstattarget int2,");
    private static final String V18 = V17.replace("attcacheoff int4,", "");

    /// Of a type its OID, length and alignment.
    private record Form(long oid, int length, char align) {}

    private static final Map<String, Form> FORMS =
            Map.of(
                    "oid", new Form(26, 4, 'i'),
                    "name", new Form(19, 64, 'c'),
                    "int4", new Form(23, 4, 'i'),
                    "int2", new Form(21, 2, 's'),
                    "bool", new Form(16, 1, 'c'),
                    "char", new Form(18, 1, 'c'),
                    "acl12", new Form(1034, -1, 'i'),
                    "acl16", new Form(1034, -1, 'd'),
                    "texts", new Form(1009, -1, 'i'),
                    "any", new Form(2277, -1, 'd'));

    private AttributeTable() {}

    static CatalogRelation of(int version) {
        String columns =
                switch (version) {
                    case 13 -> V13;
                    case 14, 15 -> V14;
                    case 16 -> V16;
                    case 17 -> V17;
                    default -> V18;
                };
        List<CatalogColumn> all = new ArrayList<>();
        for (String column : columns.split(",")) {
            int space = column.indexOf(' ');
            Form form = FORMS.get(column.substring(space + 1));
            all.add(column(all.size() + 1, column.substring(0, space), form));
        }
        return relation(OID, "pg_attribute", all);
    }

    private static CatalogColumn column(
            int number, String name, @org.jspecify.annotations.Nullable Form form) {
        Form known = java.util.Objects.requireNonNull(form);
        return new CatalogColumn(
                number,
                name,
                known.oid,
                -1,
                known.length,
                known.align,
                known.length > 0 && known.length <= 4,
                'p',
                ' ',
                false,
                false,
                ' ',
                ' ',
                false,
                Optional.empty(),
                "",
                "");
    }

    /// One of the server's own tables.
    static CatalogRelation relation(long oid, String name, List<CatalogColumn> columns) {
        return new CatalogRelation(
                oid,
                0,
                0,
                new TableName("pg_catalog", name),
                'r',
                'p',
                "heap",
                ReplicaIdentity.NOTHING,
                0,
                List.of(),
                false,
                columns,
                List.of(),
                List.of(),
                List.of());
    }
}
