package org.rowback.history.dialect;

import org.rowback.history.model.TableName;

import java.util.List;
import java.util.stream.Collectors;

/// Which tables of a patch only their own triggers can have changed again, as the server's `information_schema` tells it.
/// What it does not show counts as a trigger of others.
final class MySqlTriggers {
    /// A trigger whose text does not show all that it writes.
    private static final String OPAQUE = "LOWER(g.ACTION_STATEMENT) REGEXP 'call|execute'";

    private MySqlTriggers() {}

    /// The variable that is 1 for such a table.
    ///
    /// @param number the table's in the patch, from 1
    static String variable(int number) {
        return "@rowback_own_" + number;
    }

    /// Sets the variables: such a table has a BEFORE trigger, and no other trigger's text names the table.
    static String read(List<TableName> tables) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tables.size(); i++) {
            TableName table = tables.get(i);
            String own = "(" + on(table) + " AND g.ACTION_TIMING = 'BEFORE')";
            out.append("SET ")
                    .append(variable(i + 1))
                    .append(" = EXISTS (SELECT 1 FROM information_schema.TRIGGERS g WHERE ")
                    .append(own)
                    .append(")\n  AND NOT EXISTS (SELECT 1 FROM information_schema.TRIGGERS g\n")
                    .append("       WHERE NOT ")
                    .append(own)
                    .append(" AND (g.ACTION_STATEMENT IS NULL\n          OR LOCATE(")
                    .append(MySqlText.literal(lower(table.table())))
                    .append(", LOWER(g.ACTION_STATEMENT)) > 0\n          OR (")
                    .append(OPAQUE)
                    .append(" AND (")
                    .append(
                            tables.stream()
                                    .map(MySqlTriggers::on)
                                    .collect(Collectors.joining(" OR ")))
                    .append("))));\n");
        }
        return out.toString();
    }

    private static String on(TableName table) {
        return "g.EVENT_OBJECT_SCHEMA = "
                + MySqlSession.database(table)
                + " AND g.EVENT_OBJECT_TABLE = "
                + MySqlText.literal(table.table());
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
