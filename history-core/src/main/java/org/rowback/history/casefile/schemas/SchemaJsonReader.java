package org.rowback.history.casefile.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.UniqueKey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads what [SchemaJson] wrote. Anything else is [DamagedBlock].
public final class SchemaJsonReader {
    private SchemaJsonReader() {}

    public static SchemaVersion read(String text) throws DamagedBlock {
        try (JsonParser json = SchemaJson.FACTORY.createParser(text)) {
            json.nextToken();
            Fields top = new Fields(value(json));
            return new SchemaVersion(
                    table(top.object("table")),
                    top.objects("columns").map(SchemaJsonReader::column).toList(),
                    top.strings("primaryKey"),
                    top.objects("uniqueKeys")
                            .map(k -> new UniqueKey(k.text("name"), k.strings("columns")))
                            .toList(),
                    top.objects("foreignKeys").map(SchemaJsonReader::foreignKey).toList(),
                    Knowledge.valueOf(top.text("keysFrom")),
                    top.text("origin"),
                    top.text("charset"),
                    ReplicaIdentity.valueOf(top.text("identity", "NONE")),
                    top.has("checks")
                            ? top.objects("checks")
                                    .map(c -> new Check(c.text("name"), c.text("expression")))
                                    .toList()
                            : List.of(),
                    top.has("partitions") ? partitions(top.object("partitions")) : Partitions.NONE);
        } catch (IOException | IllegalArgumentException e) {
            // valueOf and Fields fail with IllegalArgumentException.
            throw new DamagedBlock("a stored table definition is not as it was written");
        }
    }

    private static Partitions partitions(Fields f) {
        return new Partitions(
                Partitions.Method.valueOf(f.text("method")),
                f.text("by"),
                f.objects("parts")
                        .map(p -> new Partitions.Part(p.text("name"), p.text("bound")))
                        .toList());
    }

    private static Column column(Fields f) {
        Fields type = f.object("type");
        return new Column(
                f.text("name"),
                Knowledge.valueOf(f.text("nameFrom")),
                new ColumnType(
                        type.text("sql"),
                        ColumnType.Family.valueOf(type.text("family")),
                        type.flag("unsigned"),
                        type.text("charset"),
                        type.strings("members"),
                        type.number("digits")),
                Knowledge.valueOf(f.text("typeFrom")),
                f.flag("nullable"),
                Column.Generated.valueOf(f.text("generated")),
                f.flag("invisible"));
    }

    private static ForeignKey foreignKey(Fields f) {
        return new ForeignKey(
                f.text("name"),
                f.strings("columns"),
                table(f.object("parent")),
                f.strings("parentColumns"),
                ForeignKey.Action.valueOf(f.text("onDelete")),
                ForeignKey.Action.valueOf(f.text("onUpdate")));
    }

    private static TableName table(Fields f) {
        return new TableName(f.text("database"), f.text("table"));
    }

    /// A JSON object's fields, each of the kind asked for or [IllegalArgumentException].
    private record Fields(Object value) {
        private <T> T field(String name, Class<T> kind) {
            Object field = value instanceof Map<?, ?> map ? map.get(name) : null;
            if (!kind.isInstance(field)) {
                throw new IllegalArgumentException(name);
            }
            return kind.cast(field);
        }

        String text(String name) {
            return field(name, String.class);
        }

        boolean has(String name) {
            return value instanceof Map<?, ?> map && map.containsKey(name);
        }

        String text(String name, String otherwise) {
            return has(name) ? text(name) : otherwise;
        }

        boolean flag(String name) {
            return field(name, Boolean.class);
        }

        int number(String name) {
            return field(name, Integer.class);
        }

        Fields object(String name) {
            return new Fields(field(name, Map.class));
        }

        Stream<Fields> objects(String name) {
            List<?> list = field(name, List.class);
            return list.stream().map(Fields::new);
        }

        List<String> strings(String name) {
            List<String> strings = new ArrayList<>();
            for (Object each : field(name, List.class)) {
                if (!(each instanceof String string)) {
                    throw new IllegalArgumentException(name);
                }
                strings.add(string);
            }
            return strings;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no JSON");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new HashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getIntValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }
}
