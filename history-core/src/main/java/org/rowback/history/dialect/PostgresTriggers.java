package org.rowback.history.dialect;

import org.rowback.history.model.TableName;

import java.util.List;
import java.util.stream.Collectors;

/// Which tables of a patch only their own triggers can have changed again, as the server's catalog tells it.
final class PostgresTriggers {
    /// `ROW` and `BEFORE` of `pg_trigger.tgtype`. Source: PostgreSQL 11 to 18 `src/include/catalog/pg_trigger.h`.
    private static final String ROW_BEFORE = "g.tgtype & 3 = 3";

    /// A function whose text does not show all that it writes.
    private static final String OPAQUE = "p.prosrc ~* '(call|execute|perform)'";

    private PostgresTriggers() {}

    /// The setting that is `true` for such a table.
    ///
    /// @param number the table's in the patch, from 1
    static String setting(int number) {
        return "rowback.own_" + number;
    }

    /// Sets the settings: such a table has a BEFORE trigger, and no other trigger's function names the table.
    static String read(Expressions sql, List<TableName> tables) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tables.size(); i++) {
            TableName table = tables.get(i);
            String own =
                    "(g.tgrelid IS NOT DISTINCT FROM "
                            + oid(sql, table)
                            + " AND "
                            + ROW_BEFORE
                            + ")";
            out.append("  PERFORM pg_catalog.set_config('")
                    .append(setting(i + 1))
                    .append("', (EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g\n")
                    .append("      WHERE NOT g.tgisinternal AND ")
                    .append(own)
                    .append(")\n    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger g\n")
                    .append("      JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid\n")
                    .append("      WHERE NOT g.tgisinternal AND NOT ")
                    .append(own)
                    .append("\n        AND (pg_catalog.strpos(pg_catalog.lower(p.prosrc),")
                    .append(" pg_catalog.lower(")
                    .append(PostgresText.literal(table.table()))
                    .append(")) > 0\n          OR (")
                    .append(OPAQUE)
                    .append(" AND g.tgrelid IN (")
                    .append(tables.stream().map(t -> oid(sql, t)).collect(Collectors.joining(", ")))
                    .append(")))))::text, true);\n");
        }
        return PostgresText.block("", out.toString());
    }

    private static String oid(Expressions sql, TableName table) {
        return "pg_catalog.to_regclass(" + PostgresText.literal(sql.quoted(table)) + ")";
    }
}
