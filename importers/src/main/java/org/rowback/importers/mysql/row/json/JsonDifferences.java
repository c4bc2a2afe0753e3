package org.rowback.importers.mysql.row.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Differences of a partial update, applied to the document before (MySQL 8.0 to 9.7 `sql-common/json_diff.cc`).
///
/// Differences follow one another:
///
/// | part | bytes |
/// |---|---|
/// | operation | 1: 0 replace, 1 insert, 2 remove |
/// | path | length (packed integer), UTF-8 |
/// | value | not for remove: length (packed integer), a binary document |
final class JsonDifferences {
    private final byte[] buf;
    private final int end;
    private int at;
    private JsonNode root;

    private JsonDifferences(JsonNode root, byte[] buf, int at, int length) {
        this.root = root;
        this.buf = buf;
        this.at = at;
        this.end = at + length;
    }

    static JsonNode apply(JsonNode document, byte[] buf, int at, int length) throws MalformedJson {
        var differences = new JsonDifferences(document, buf, at, length);
        while (differences.at < differences.end) {
            differences.next();
        }
        return differences.root;
    }

    private void next() throws MalformedJson {
        int operation = buf[at++] & 0xFF;
        int pathLength = packed();
        String path = new String(buf, at, pathLength, StandardCharsets.UTF_8);
        at += pathLength;
        List<JsonPath.Leg> legs = JsonPath.parse(path);
        switch (operation) {
            case 0 -> replace(legs, path, value());
            case 1 -> insert(legs, path, value());
            case 2 -> remove(legs, path);
            default -> throw new MalformedJson("a JSON difference is of kind " + operation);
        }
    }

    private JsonNode value() throws MalformedJson {
        int length = packed();
        int from = at;
        at += length;
        return JsonBinary.parse(buf, from, length);
    }

    private void replace(List<JsonPath.Leg> legs, String path, JsonNode value)
            throws MalformedJson {
        if (legs.isEmpty()) {
            root = value;
            return;
        }
        JsonPath.Leg last = legs.getLast();
        switch (parent(legs, path)) {
            case JsonNode.Array array when last.isElement() && has(array, last) ->
                    array.elements().set(last.index(), value);
            case JsonNode.Obj object when !last.isElement() && has(object, last) ->
                    object.values().set(object.keys().indexOf(last.name()), value);
            case JsonNode.Array _, JsonNode.Obj _, JsonNode.Scalar _ -> throw missing(path);
        }
    }

    private void insert(List<JsonPath.Leg> legs, String path, JsonNode value) throws MalformedJson {
        if (legs.isEmpty()) {
            throw missing(path);
        }
        JsonPath.Leg last = legs.getLast();
        switch (parent(legs, path)) {
            case JsonNode.Array array when last.isElement() ->
                    array.elements().add(Math.min(last.index(), array.elements().size()), value);
            case JsonNode.Obj object when !last.isElement() && !has(object, last) ->
                    object.insert(last.name(), value);
            case JsonNode.Array _, JsonNode.Obj _, JsonNode.Scalar _ -> throw missing(path);
        }
    }

    private void remove(List<JsonPath.Leg> legs, String path) throws MalformedJson {
        if (legs.isEmpty()) {
            throw missing(path);
        }
        JsonPath.Leg last = legs.getLast();
        switch (parent(legs, path)) {
            case JsonNode.Array array when last.isElement() && has(array, last) ->
                    array.elements().remove(last.index());
            case JsonNode.Obj object when !last.isElement() && has(object, last) -> {
                int index = object.keys().indexOf(last.name());
                object.keys().remove(index);
                object.values().remove(index);
            }
            case JsonNode.Array _, JsonNode.Obj _, JsonNode.Scalar _ -> throw missing(path);
        }
    }

    private JsonNode parent(List<JsonPath.Leg> legs, String path) throws MalformedJson {
        JsonNode node = root;
        for (JsonPath.Leg leg : legs.subList(0, legs.size() - 1)) {
            node =
                    switch (node) {
                        case JsonNode.Array array when leg.isElement() && has(array, leg) ->
                                array.elements().get(leg.index());
                        case JsonNode.Obj object when !leg.isElement() && has(object, leg) ->
                                object.values().get(object.keys().indexOf(leg.name()));
                        case JsonNode.Array _, JsonNode.Obj _, JsonNode.Scalar _ ->
                                throw missing(path);
                    };
        }
        return node;
    }

    private static boolean has(JsonNode.Array array, JsonPath.Leg leg) {
        return leg.index() < array.elements().size();
    }

    private static boolean has(JsonNode.Obj object, JsonPath.Leg leg) {
        return object.keys().contains(leg.name());
    }

    private static MalformedJson missing(String path) {
        return new MalformedJson(
                "a JSON difference at " + path + " does not fit the document before");
    }

    /// A packed integer, followed by as many bytes.
    private int packed() throws MalformedJson {
        int first = at < end ? buf[at++] & 0xFF : 251;
        int bytes =
                switch (first) {
                    case 252 -> 2;
                    case 253 -> 3;
                    case 254 -> 8;
                    default -> 0;
                };
        if (first == 251 || first == 255 || bytes > end - at) {
            throw new MalformedJson("a JSON difference ends early");
        }
        long value = bytes == 0 ? first : 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (buf[at + i] & 0xFF);
        }
        at += bytes;
        if (value < 0 || value > end - at) {
            throw new MalformedJson("a JSON difference ends early");
        }
        return (int) value;
    }
}
