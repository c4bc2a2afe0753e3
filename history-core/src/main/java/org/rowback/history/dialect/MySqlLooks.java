package org.rowback.history.dialect;

import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Looks at rows of a patch again before it commits, on MySQL and MariaDB. What a trigger sets in the very statement
/// stands in a variable of the session, as numbers of columns.
final class MySqlLooks {
    private final Expressions sql;

    MySqlLooks(Expressions sql) {
        this.sql = sql;
    }

    String note(Undo undo, Undo ran, String look) {
        if (undo.isKeyless()) {
            return "SET " + variable(look) + " = IF(" + shown(undo) + ", '', '1');\n";
        }
        List<String> others = new ArrayList<>();
        List<HeldColumn> columns = RowConditions.held(sql, undo);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isSetBy(ran)) {
                others.add("IF(" + columns.get(i).condition() + ", NULL, " + (i + 1) + ")");
            }
        }
        return others.isEmpty()
                ? ""
                : "SET "
                        + variable(look)
                        + " = (SELECT CONCAT_WS(',', "
                        + String.join(", ", others)
                        + ") FROM "
                        + sql.quoted(undo.table())
                        + " WHERE "
                        + String.join(" AND ", RowConditions.keyAfter(sql, undo))
                        + " LIMIT 1);\n";
    }

    String demand(Undo undo, int number, List<String> looks) {
        return "SET @rowback = IF(@rowback <> 0 OR "
                + asItWas(undo, looks)
                + ",\n    @rowback, '"
                + number
                + " (a trigger changed its row again)')"
                + looks.stream()
                        .map(l -> ", @rowback_let = @rowback_let + COALESCE(" + variable(l))
                        .map(l -> l + " <> '', 0)")
                        .collect(Collectors.joining())
                + ";\n";
    }

    private String asItWas(Undo undo, List<String> looks) {
        if (undo.kind() == Undo.Kind.DELETE || looks.isEmpty()) {
            return Looks.undone(sql, undo, _ -> "TRUE");
        }
        String let =
                looks.size() == 1
                        ? variable(looks.getFirst())
                        : looks.stream()
                                .map(MySqlLooks::variable)
                                .collect(Collectors.joining(", ", "CONCAT_WS(',', ", ")"));
        if (undo.isKeyless()) {
            return "FIND_IN_SET(1, " + let + ") OR " + shown(undo);
        }
        List<String> conditions = new ArrayList<>(RowConditions.keyAfter(sql, undo));
        List<HeldColumn> columns = RowConditions.held(sql, undo);
        for (int i = 0; i < columns.size(); i++) {
            conditions.add(
                    "(FIND_IN_SET(%d, %s) OR ".formatted(i + 1, let)
                            + columns.get(i).condition()
                            + ")");
        }
        return RowConditions.exists(sql, undo, conditions);
    }

    private String shown(Undo undo) {
        return RowConditions.exists(sql, undo, RowConditions.after(sql, undo));
    }

    private static String variable(String look) {
        return "@rowback_own_" + look;
    }
}
