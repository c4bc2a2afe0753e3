package org.rowback.history.dialect;

import org.rowback.history.check.TableChecks;
import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Asks a server whether a CHECK constraint would refuse the row that a statement leaves, by the constraint's own text over
/// the planned row: values that the statement writes have the type and collation of their column, for they stand in a
/// UNION with it.
final class CheckSql {
    /// What may end the expression or mean something else by the session's settings.
    private static final Pattern UNSAFE = Pattern.compile("[\"\\\\;#\\p{Cntrl}]|--|/\\*|\\|\\|");

    private final Expressions sql;
    private final BiFunction<Column, ColumnValue, String> typed;
    private final Predicate<Cell> isExact;

    /// @param typed a value as an expression of its column's type
    /// @param isExact whether there is such an expression
    CheckSql(
            Expressions sql,
            BiFunction<Column, ColumnValue, String> typed,
            Predicate<Cell> isExact) {
        this.sql = sql;
        this.typed = typed;
        this.isExact = isExact;
    }

    /// Why a constraint is not asked for; empty where it can be.
    Optional<String> refusal(Undo undo, Check check) {
        String text = check.expression();
        if (text.isEmpty()) {
            return Optional.of("its text is not known");
        }
        if (UNSAFE.matcher(text).find() || !isClosed(text)) {
            return Optional.of("its text may mean something else in this script");
        }
        for (Column column : columns(undo, check)) {
            String name = column.name();
            Optional<Cell> set = undo.setTo(name);
            if (column.isGenerated()
                    || undo.inPlace().stream().anyMatch(c -> c.name().equals(name))
                    || (set.isEmpty() && undo.kind() == Undo.Kind.INSERT)) {
                return Optional.of("only the server knows what " + name + " will be");
            }
            if (set.isPresent() && !isExact.test(set.get())) {
                return Optional.of("no expression is exactly the planned value of " + name);
            }
        }
        return columns(undo, check).isEmpty()
                ? Optional.of("it names no column that is known")
                : Optional.empty();
    }

    /// Whether parentheses and quotes end where they should.
    private static boolean isClosed(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '`') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return depth == 0 && quote == 0;
    }

    private static List<Column> columns(Undo undo, Check check) {
        return undo.schema().columns().stream()
                .filter(
                        c ->
                                Pattern.compile(
                                                "(?<![\\w$])"
                                                        + Pattern.quote(c.name())
                                                        + "(?![\\w$])",
                                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                                        .matcher(check.expression())
                                        .find())
                .toList();
    }

    /// What stands behind FROM and WHERE to find the row that the constraint refuses.
    String refused(Undo undo, Check check) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns(undo, check)) {
            String name = sql.quoted(column.name());
            names.add(name);
            values.add(
                    undo.setTo(column.name())
                            .map(c -> typed.apply(column, c.value()))
                            .orElse(name));
        }
        String table = sql.quoted(undo.table());
        String row =
                undo.kind() == Undo.Kind.INSERT
                        ? ""
                        : " FROM "
                                + table
                                + " WHERE "
                                + String.join(" AND ", RowConditions.key(sql, undo));
        return "(SELECT "
                + String.join(", ", names)
                + " FROM "
                + table
                + " WHERE 1 = 0\n        UNION ALL SELECT "
                + String.join(", ", values)
                + row
                + ") AS "
                + sql.quoted(undo.table().table())
                + "\n  WHERE NOT ("
                + check.expression()
                + ")";
    }

    /// What is said of a row that it refuses.
    static String told(Check check) {
        return TableChecks.text(check) + " refuses it";
    }

    /// A line that says that a constraint is not asked for.
    static String unasked(Check check, String why) {
        return "-- "
                + TableChecks.text(check).replaceAll("\\p{Cntrl}", " ")
                + " is not asked here: "
                + why
                + "\n";
    }
}
