package org.rowback.history.patch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.patch.PatchBundle.Column;
import org.rowback.history.patch.PatchBundle.Sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A row of `plan.json` as it is shown: its values are texts again, but what is no value stays none.
final class SampleJson {
    /// Stands for JSON's null in what was read.
    private static final Object NULL = new Object();

    private SampleJson() {}

    /// Reads an object whose begin was read.
    static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, any(json));
        }
        return fields;
    }

    private static Object any(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> all = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    all.add(any(json));
                }
                yield all;
            }
            case VALUE_NULL -> NULL;
            default -> json.getText();
        };
    }

    /// A field's text; empty where there is none.
    static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    static Sample sample(Map<String, Object> row) {
        String proof = text(row, "proof");
        String why = text(row, "proofReason");
        return new Sample(
                Integer.parseInt(text(row, "row")),
                text(row, "table"),
                text(row, "key"),
                text(row, "state"),
                text(row, "settled"),
                text(row, "reason"),
                why.isEmpty() ? proof : proof + ": " + why,
                text(row, "op"),
                text(row, "op").equals("update") || !row.containsKey("op")
                        ? columns(row.get("columns") instanceof List<?> all ? all : List.of())
                        : whole(row),
                "");
    }

    private static List<Column> columns(List<?> columns) {
        List<Column> all = new ArrayList<>();
        for (Object each : columns) {
            if (each instanceof Map<?, ?> column) {
                Optional<ColumnValue> now = value(column.get("now"));
                all.add(
                        new Column(
                                text(column, "column"),
                                text(column, "fate"),
                                value(column.get("before")),
                                value(column.get("bad")),
                                now,
                                column.containsKey("after") ? value(column.get("after")) : now));
            }
        }
        return all;
    }

    /// A row that comes or goes as a whole: what it is now, and what it is to be.
    private static List<Column> whole(Map<String, Object> row) {
        boolean comes = text(row, "op").equals("insert");
        Map<?, ?> name = row.get("name") instanceof Map<?, ?> m ? m : Map.of();
        Map<?, ?> rest =
                row.get(comes ? "target" : "expected") instanceof Map<?, ?> m ? m : Map.of();
        Set<Object> names = new LinkedHashSet<>(name.keySet());
        names.addAll(rest.keySet());
        List<Column> all = new ArrayList<>();
        for (Object column : names) {
            Optional<ColumnValue> value =
                    value(rest.containsKey(column) ? rest.get(column) : name.get(column));
            all.add(
                    new Column(
                            column.toString(),
                            comes ? "comes back" : "goes",
                            comes ? value : Optional.empty(),
                            comes ? Optional.empty() : value,
                            comes ? Optional.empty() : value,
                            comes ? value : Optional.empty()));
        }
        return all;
    }

    private static Optional<ColumnValue> value(@Nullable Object json) {
        return json == null ? Optional.empty() : Optional.of(read(json));
    }

    private static ColumnValue read(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            return json == NULL ? ColumnValue.NULL : shown(json.toString());
        }
        if (object.containsKey("notLogged")) {
            return new ColumnValue.NotLogged(text(object, "notLogged"));
        }
        if (object.containsKey("undecodable")) {
            return new ColumnValue.Undecodable(text(object, "undecodable"), Bytes.EMPTY);
        }
        if (object.containsKey("text")) {
            return shown(text(object, "text"));
        }
        return shown(
                object.containsKey("hex")
                        ? "0x" + text(object, "hex")
                        : String.join(
                                " ", object.values().stream().map(Object::toString).toList()));
    }

    private static ColumnValue shown(String text) {
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }
}
