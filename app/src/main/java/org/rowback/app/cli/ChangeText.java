package org.rowback.app.cli;

import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.query.CaseTotals;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// Changes as lines of text.
final class ChangeText {
    private static final int LONGEST_VALUE = 60;

    private ChangeText() {}

    /// How many changes a case holds.
    static String count(CaseTotals totals) {
        String rows = String.format(Locale.ROOT, "%,d row changes", totals.rowChanges());
        return totals.tableChanges() == 0
                ? rows
                : rows + String.format(Locale.ROOT, " and %,d DDL", totals.tableChanges());
    }

    static String sign(Op op) {
        return switch (op) {
            case INSERT -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
            case TRUNCATE -> "x";
            case DDL -> "!";
        };
    }

    /// What changed: `total 129.90 → 0.00, note NULL → ''`.
    static String summary(Change change, Optional<RowImage> before, Optional<RowImage> after) {
        if (!change.op().isRow()) {
            return change.statement()
                    .orElse("")
                    .lines()
                    .map(String::strip)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
        }
        StringJoiner parts = new StringJoiner(", ");
        BitSet changed = change.changedColumns();
        changed.stream()
                .forEach(
                        i -> {
                            String name = change.schema().columns().get(i).name();
                            String old = before.map(b -> value(b.value(i))).orElse("");
                            String now = after.map(a -> value(a.value(i))).orElse("");
                            parts.add(
                                    change.op() == Op.UPDATE
                                            ? name + " " + old + " → " + now
                                            : name + " " + (change.op() == Op.INSERT ? now : old));
                        });
        return parts.toString();
    }

    static String value(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged _ -> "⌀";
            case ColumnValue.Undecodable _ -> "undecodable";
            case Datum.TextDatum text -> "'" + shorten(text.text()) + "'";
            case Datum.JsonDatum json -> shorten(json.text());
            case Datum datum -> shorten(datum.text());
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
