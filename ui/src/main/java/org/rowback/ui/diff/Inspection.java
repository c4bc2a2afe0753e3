package org.rowback.ui.diff;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A value written out for the inspector: whole text, indented JSON, or a dump of its bytes.
public final class Inspection {
    private static final int MOST_BYTES = 65_536;
    private static final int MOST_TEXT = 200_000;

    private Inspection() {}

    /// How a value is written out.
    public enum Mode {
        TEXT,
        JSON,
        HEX
    }

    public static String show(ColumnValue value, Mode mode) {
        return switch (mode) {
            case TEXT -> text(value);
            case JSON -> json(value).orElseGet(() -> text(value));
            case HEX -> bytes(value).map(Inspection::dump).orElse("");
        };
    }

    /// Whether a value is JSON, by its type or by its look.
    public static boolean isJson(ColumnValue value) {
        return json(value).isPresent();
    }

    private static String text(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged gone -> "⌀ not logged: " + gone.reason();
            case ColumnValue.Undecodable broken -> broken.reason() + "\n" + broken.raw();
            case Datum datum ->
                    datum.text().length() <= MOST_TEXT
                            ? datum.text()
                            : datum.text().substring(0, MOST_TEXT) + "…";
        };
    }

    private static Optional<String> json(ColumnValue value) {
        return switch (value) {
            case Datum.JsonDatum json -> Optional.of(PrettyJson.indent(json.text()));
            case Datum.TextDatum text when PrettyJson.looksLikeJson(text.text()) ->
                    Optional.of(PrettyJson.indent(text.text()));
            case ColumnValue _ -> Optional.empty();
        };
    }

    /// The bytes that stand for a value: as logged where they are kept, else of its text.
    static Optional<Bytes> bytes(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _, ColumnValue.NotLogged _ -> Optional.empty();
            case ColumnValue.Undecodable broken -> Optional.of(broken.raw());
            case Datum.TextDatum text -> Optional.of(text.raw());
            case Datum.BinaryDatum binary -> Optional.of(binary.bytes());
            case Datum.JsonDatum json -> Optional.of(json.raw());
            case Datum.GeometryDatum geometry -> Optional.of(geometry.wkb());
            case Datum datum ->
                    Optional.of(Bytes.of(datum.text().getBytes(StandardCharsets.UTF_8)));
        };
    }

    /// Offset, sixteen bytes, and what is printable of them, a line each.
    public static String dump(Bytes bytes) {
        StringBuilder out = new StringBuilder();
        byte[] content = bytes.array();
        int shown = Math.min(content.length, MOST_BYTES);
        for (int at = 0; at < shown; at += 16) {
            out.append(String.format("%06x  ", at));
            StringBuilder letters = new StringBuilder();
            for (int i = at; i < at + 16; i++) {
                if (i < shown) {
                    int b = content[i] & 0xff;
                    out.append(String.format("%02x ", b));
                    letters.append(b >= 0x20 && b < 0x7f ? (char) b : '·');
                } else {
                    out.append("   ");
                }
                if (i == at + 7) {
                    out.append(' ');
                }
            }
            out.append(' ').append(letters).append('\n');
        }
        if (shown < content.length) {
            out.append("… ").append(content.length - shown).append(" more bytes\n");
        }
        return out.toString();
    }
}
