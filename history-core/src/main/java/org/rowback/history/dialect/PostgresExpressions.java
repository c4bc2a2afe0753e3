package org.rowback.history.dialect;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.InPlace;

import java.util.ArrayList;
import java.util.List;

/// Names, values and comparisons for PostgreSQL.
final class PostgresExpressions implements Expressions {
    private final PostgresLiterals values = new PostgresLiterals();

    @Override
    public String quoted(String identifier) {
        return PostgresText.identifier(identifier);
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

    /// The same of a key column that is named otherwise.
    String holdsKey(String name, Column column, ColumnValue value) {
        return values.holdsKey(name, column, value);
    }

    @Override
    public String changed(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> DifferenceSql.moved(quoted(d.name()), d);
            case InPlace.Document d -> PostgresPaths.changed(quoted(d.name()), d);
        };
    }

    /// NaN and the infinities stay what they are, whatever is added: no difference can be taken from them.
    @Override
    public List<String> allows(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> {
                String name = quoted(d.name());
                List<String> conditions = new ArrayList<>(DifferenceSql.allows(name, d));
                if (d.column().type().family() == Family.DECIMAL) {
                    conditions.add(name + " - " + name + " = 0");
                }
                yield conditions;
            }
            case InPlace.Document d -> PostgresPaths.allows(quoted(d.name()), d);
        };
    }

    @Override
    public List<String> shows(InPlace change) {
        return switch (change) {
            case InPlace.Difference d -> List.of(quoted(d.name()) + " IS NOT NULL");
            case InPlace.Document d -> PostgresPaths.allows(quoted(d.name()), d.inverse());
        };
    }
}
