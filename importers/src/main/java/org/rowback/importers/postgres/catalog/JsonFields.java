package org.rowback.importers.postgres.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The fields of a JSON object, each of the kind asked for or [IllegalArgumentException]. A field that is null or not
/// there is empty, 0, false or a blank.
record JsonFields(@Nullable Object value) {
    private @Nullable Object field(String name) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("an object is expected where " + name + " is read");
        }
        return map.get(name);
    }

    private <T> T field(String name, Class<T> kind, T otherwise) {
        Object field = field(name);
        if (field == null) {
            return otherwise;
        }
        if (!kind.isInstance(field)) {
            throw new IllegalArgumentException(name + " is not as it should be");
        }
        return kind.cast(field);
    }

    boolean has(String name) {
        return field(name) != null;
    }

    String text(String name) {
        return field(name, String.class, "");
    }

    boolean flag(String name) {
        return field(name, Boolean.class, false);
    }

    long number(String name) {
        return field(name, Long.class, 0L);
    }

    int integer(String name) {
        return Math.toIntExact(number(name));
    }

    char letter(String name) {
        String text = text(name);
        return text.isEmpty() ? ' ' : text.charAt(0);
    }

    JsonFields object(String name) {
        return new JsonFields(field(name));
    }

    Stream<JsonFields> objects(String name) {
        return list(name, Object.class).stream().map(JsonFields::new);
    }

    List<Long> numbers(String name) {
        return list(name, Long.class);
    }

    List<Integer> integers(String name) {
        return numbers(name).stream().map(Math::toIntExact).toList();
    }

    List<String> strings(String name) {
        return list(name, String.class);
    }

    private <T> List<T> list(String name, Class<T> kind) {
        List<T> items = new ArrayList<>();
        for (Object item : field(name, List.class, List.of())) {
            if (!kind.isInstance(item)) {
                throw new IllegalArgumentException(name + " is not as it should be");
            }
            items.add(kind.cast(item));
        }
        return items;
    }

    /// The value that the parser stands at.
    static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("the JSON ends too early");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new HashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    Object value = value(json);
                    if (value != null) {
                        map.put(name, value);
                    }
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(json);
                    if (value != null) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }
}
