package org.rowback.history.check;

import org.rowback.history.model.Check;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The CHECK constraints of a table, judged where that is exact: a comparison of columns and literals, of exact numbers
/// by value and of texts for equality.
public final class TableChecks {
    private final Map<Check, Condition> judged = new LinkedHashMap<>();
    private final List<Check> left = new ArrayList<>();

    public TableChecks(SchemaVersion schema) {
        for (Check check : schema.checks()) {
            Optional<Condition> condition = CheckParser.parse(schema, check.expression());
            if (condition.isPresent()) {
                judged.put(check, condition.get());
            } else {
                left.add(check);
            }
        }
    }

    /// Those that are not judged here, but by the server.
    public List<Check> notJudged() {
        return List.copyOf(left);
    }

    /// Whether a check is judged here, and not decided by what is known of a row.
    public boolean isUndecided(List<ColumnValue> row) {
        return judged.values().stream().anyMatch(c -> c.of(row) == Truth.UNDECIDED);
    }

    /// Those that only the server can judge of a row.
    ///
    /// @param row in the columns of the schema
    public List<Check> open(List<ColumnValue> row) {
        List<Check> open = new ArrayList<>(left);
        judged.forEach(
                (check, condition) -> {
                    if (condition.of(row) == Truth.UNDECIDED) {
                        open.add(check);
                    }
                });
        return open;
    }

    /// The first check that refuses a row.
    ///
    /// @param row in the columns of the schema; what is not known of it decides nothing
    public Optional<Check> refusing(List<ColumnValue> row) {
        return judged.entrySet().stream()
                .filter(e -> e.getValue().of(row) == Truth.FALSE)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// `CHECK price_ok (price > 0)`.
    public static String text(Check check) {
        return "CHECK "
                + (check.name().isEmpty() ? "" : check.name() + " ")
                + (check.expression().isEmpty() ? "" : "(" + check.expression() + ")");
    }
}
