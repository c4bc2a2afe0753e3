package org.rowback.history.patch;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.dialect.RowSums;
import org.rowback.history.dialect.TableSum;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Step;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The check values in a `verify.sql`: one a table, over the columns that the patch writes of each row.
final class VerifySums {
    private final RowSums sums;
    private final List<TableSum> tables = new ArrayList<>();
    private final Map<TableName, Integer> places = new HashMap<>();

    VerifySums(Dialect dialect, List<TableName> names) {
        this.sums = dialect.sums();
        for (TableName name : names) {
            places.put(name, tables.size());
            tables.add(new TableSum(name));
        }
    }

    String begin() {
        return sums.begin(tables.size());
    }

    /// Adds the row that a step leaves.
    String add(Step step) {
        Undo undo = step.undo();
        int table = Objects.requireNonNull(places.get(step.row().table()));
        List<RowSums.Part> parts = sums.parts(undo);
        tables.get(table).add(sums, undo, parts);
        return parts.isEmpty() ? "" : sums.add(table, undo, parts);
    }

    /// Prints the sums, and says what is not in them.
    String end() {
        StringBuilder text = new StringBuilder();
        for (TableSum table : tables) {
            if (!table.left().isEmpty()) {
                text.append("-- checksum of ")
                        .append(SqlComment.line(table.table().toString()))
                        .append(": without (all or some of) ")
                        .append(SqlComment.line(String.join(", ", table.left())))
                        .append(", whose text servers print in more than one way\n");
            }
        }
        return text + sums.end(tables);
    }
}
