package org.rowback.importers.postgres.backup;

import org.rowback.history.model.ColumnType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.Set;

/// Names of types as `format_type` prints them with an empty search path. Source: PostgreSQL 18
/// `src/backend/utils/adt/format_type.c`, `quote_identifier` in `ruleutils.c`.
final class TypeNames {
    /// Keywords that are quoted: all but the unreserved ones (`pg_get_keywords()` of PostgreSQL 18).
    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
                    boolean both case cast char character check coalesce collate collation column concurrently
                    constraint create cross current_catalog current_date current_role current_schema current_time
                    current_timestamp current_user dec decimal default deferrable desc distinct do else end except
                    exists extract false fetch float for foreign freeze from full grant greatest group grouping
                    having ilike in initially inner inout int integer intersect interval into is isnull join json
                    json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
                    json_serialize json_table json_value lateral leading least left like limit localtime
                    localtimestamp merge_action national natural nchar none normalize not notnull null nullif
                    numeric offset on only or order out outer overlaps overlay placing position precision primary
                    real references returning right row select session_user setof similar smallint some substring
                    symmetric system_user table tablesample then time timestamp to trailing treat trim true union
                    unique user using values varchar variadic verbose when where window with xmlattributes
                    xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize
                    xmltable\
                    """
                            .split("\\s+"));

    private TypeNames() {}

    /// Of a type that is no array.
    static String of(long oid, String schema, String name) {
        ColumnType own = PostgresTypes.BUILTIN.type(oid, -1);
        if (!own.equals(ColumnType.UNKNOWN)) {
            return own.sql();
        }
        return schema.equals("pg_catalog") ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !KEYWORDS.contains(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
