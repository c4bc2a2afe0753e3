package org.rowback.ui.changes;

import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.util.BitSet;

/// One line that says what a change did: `total 129.90 → 0.00, note NULL → ''`.
final class Summary {
    private static final int LONGEST = 160;
    private static final int LONGEST_VALUE = 24;

    private Summary() {}

    static String of(Change change) {
        return switch (change.op()) {
            case UPDATE -> update(change);
            case INSERT -> change.after().map(image -> values(change.schema(), image)).orElse("");
            case DELETE -> change.before().map(image -> values(change.schema(), image)).orElse("");
            case TRUNCATE, DDL -> shorten(change.statement().orElse(""), LONGEST);
        };
    }

    private static String update(Change change) {
        RowImage before = change.before().orElseThrow();
        RowImage after = change.after().orElseThrow();
        BitSet changed = change.changedColumns();
        StringBuilder line = new StringBuilder();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            if (line.length() > LONGEST) {
                return line.append(" …").toString();
            }
            line.append(line.isEmpty() ? "" : ", ")
                    .append(change.schema().columns().get(i).name())
                    .append(' ')
                    .append(brief(before.value(i)))
                    .append(" → ")
                    .append(brief(after.value(i)));
        }
        return line.isEmpty() ? "nothing that was logged" : line.toString();
    }

    private static String values(SchemaVersion schema, RowImage image) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < image.size(); i++) {
            if (schema.primaryKey().contains(schema.columns().get(i).name())) {
                continue;
            }
            if (line.length() > LONGEST) {
                return line.append(" …").toString();
            }
            line.append(line.isEmpty() ? "" : ", ")
                    .append(schema.columns().get(i).name())
                    .append(' ')
                    .append(brief(image.value(i)));
        }
        return line.toString();
    }

    private static String brief(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged _ -> "⌀";
            case ColumnValue.Undecodable _ -> "?";
            case Datum.TextDatum text -> "'" + shorten(text.text(), LONGEST_VALUE) + "'";
            case Datum datum -> shorten(datum.text(), LONGEST_VALUE);
        };
    }

    /// The text on one line, cut with an ellipsis.
    static String shorten(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest) + "…";
        return cut.replace('\n', '⏎').replace('\r', ' ').replace('\t', ' ');
    }
}
