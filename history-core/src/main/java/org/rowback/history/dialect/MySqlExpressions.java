package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.InPlace;

import java.util.List;

/// Names, values and comparisons for MySQL and MariaDB. MariaDB, whose JSON is text, gets documents whole: its JSON
/// functions write all of a document anew.
final class MySqlExpressions implements Expressions {
    private final boolean mariadb;
    private final MySqlValues values;

    MySqlExpressions(boolean mariadb) {
        this.mariadb = mariadb;
        this.values = new MySqlValues(mariadb);
    }

    @Override
    public String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String literal(Column column, ColumnValue value) {
        return values.literal(column, value);
    }

    @Override
    public String holds(Column column, ColumnValue value) {
        return values.holds(quoted(column.name()), column, value);
    }

    @Override
    public String holdsKey(Column column, ColumnValue value) {
        return values.holdsKey(quoted(column.name()), column, value);
    }

    @Override
    public String changed(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> DifferenceSql.moved(quoted(d.name()), d);
            case InPlace.Document d when mariadb -> literal(d.column(), d.after());
            case InPlace.Document d -> MySqlPaths.changed(values, quoted(d.name()), d);
        };
    }

    @Override
    public List<String> allows(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> DifferenceSql.allows(quoted(d.name()), d);
            case InPlace.Document d when mariadb -> List.of(holds(d.column(), d.before()));
            case InPlace.Document d -> MySqlPaths.allows(values, quoted(d.name()), d);
        };
    }

    @Override
    public List<String> shows(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> List.of(quoted(d.name()) + " IS NOT NULL");
            case InPlace.Document d -> allows(d.inverse());
        };
    }
}
