package org.rowback.history.revert;

import org.rowback.history.document.JsonMerge;
import org.rowback.history.document.PathEdit;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Which writes change a JSON document in parts, so that other parts of it are another matter.
final class Documents {
    private Documents() {}

    /// What a document would be after a write that made `to` of `from`, had it been `value` before; empty where that
    /// is not decided.
    static Optional<ColumnValue> moved(
            Column column, ColumnValue value, ColumnValue from, ColumnValue to) {
        Optional<String> onto = text(column, value);
        Optional<String> before = text(column, from);
        Optional<String> after = text(column, to);
        if (onto.isEmpty() || before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        return JsonMerge.apply(before.get(), after.get(), onto.get(), isText(column, to))
                .map(text -> to instanceof Datum.JsonDatum ? json(text) : plain(text));
    }

    /// The change in place from one document to another; empty where the whole is to be written.
    static Optional<InPlace> change(Column column, ColumnValue from, ColumnValue to) {
        Optional<List<PathEdit>> edits =
                column.type().family() != Family.JSON || isText(column, from)
                        ? Optional.empty()
                        : text(column, from)
                                .flatMap(f -> text(column, to).flatMap(t -> JsonMerge.edits(f, t)));
        return edits.filter(e -> !e.isEmpty()).map(e -> new InPlace.Document(column, from, to, e));
    }

    /// MariaDB's JSON is LONGTEXT.
    private static Optional<String> text(Column column, ColumnValue value) {
        boolean mariadb =
                column.type().sql().startsWith("longtext")
                        && column.type().charset().equals("utf8mb4");
        return switch (value) {
            case Datum.JsonDatum d -> Optional.of(d.text());
            case Datum.TextDatum d when mariadb -> Optional.of(d.text());
            default -> Optional.empty();
        };
    }

    /// Whether the server keeps the document as the text that was written: PostgreSQL's json and MariaDB's JSON, but
    /// neither jsonb nor MySQL's, whose logged bytes are no text.
    private static boolean isText(Column column, ColumnValue logged) {
        return !column.type().sql().equals("jsonb")
                && !(logged instanceof Datum.JsonDatum d && !d.raw().equals(bytes(d.text())));
    }

    private static Datum json(String text) {
        return new Datum.JsonDatum(text, bytes(text));
    }

    private static Datum plain(String text) {
        return new Datum.TextDatum(text, bytes(text), "utf8mb4");
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
