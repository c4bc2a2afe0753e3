package org.rowback.history.revert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decisions as JSON, for scripts and for people; a later line overrules those before it.
///
/// ```json
/// {"format":"rowback-decisions","version":1,"decisions":[
/// {"table":"shop.orders","key":"17","column":"total","choose":"own","value":"12.50"},
/// {"table":"shop.orders","key":["18","19"],"choose":"revert"},
/// {"table":"shop.orders","column":"status","choose":"keep"},
/// {"changes":"120-122","choose":"revert"}
/// ]}
/// ```
///
/// Without `key` and `changes` every row is meant, without `column` the row as a whole. `key` is a row's key as a plan
/// shows it, `changes` are ids of changes. `value` is text as the server prints it, a number, `null`, or binary as
/// `"0x00ff"`.
public final class DecisionsFile {
    private static final String FORMAT = "rowback-decisions";
    private static final Set<String> FIELDS =
            Set.of("table", "key", "changes", "column", "choose", "value");

    private DecisionsFile() {}

    /// @param patch the id of the patch that they are part of
    public static void write(Decisions decisions, String patch, Writer out) throws IOException {
        out.write("{\"format\":\"" + FORMAT + "\",\"version\":1,\"patch\":\"" + patch + "\",");
        out.write("\"decisions\":[");
        boolean first = true;
        for (Decision decision : decisions.all()) {
            out.write((first ? "\n" : ",\n") + line(decision));
            first = false;
        }
        out.write("\n]}\n");
    }

    /// One decision as a JSON object.
    public static String line(Decision decision) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            if (!decision.table().isEmpty()) {
                json.writeStringField("table", decision.table());
            }
            if (decision.keys().size() == 1) {
                json.writeStringField("key", decision.keys().iterator().next());
            } else if (!decision.keys().isEmpty()) {
                json.writeArrayFieldStart("key");
                for (String key : decision.keys().stream().sorted().toList()) {
                    json.writeString(key);
                }
                json.writeEndArray();
            }
            if (!decision.changes().isEmpty()) {
                json.writeStringField("changes", Ranges.text(decision.changes()));
            }
            if (!decision.column().isEmpty()) {
                json.writeStringField("column", decision.column());
            }
            switch (decision.choice()) {
                case Decision.Choice.Keep _ -> json.writeStringField("choose", "keep");
                case Decision.Choice.Revert _ -> json.writeStringField("choose", "revert");
                case Decision.Choice.Own(Optional<String> value) -> {
                    json.writeStringField("choose", "own");
                    if (value.isPresent()) {
                        json.writeStringField("value", value.get());
                    } else {
                        json.writeNullField("value");
                    }
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// @throws RowbackException.BadInput where it holds something else, with what and where
    public static Decisions read(Path file) throws RowbackException.BadInput {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            List<Decision> decisions = new ArrayList<>();
            boolean found = false;
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "format" -> require(FORMAT.equals(json.getText()), "another format");
                    case "version" -> require(json.getIntValue() == 1, "a version newer than 1");
                    case "patch" -> require(json.currentToken() == JsonToken.VALUE_STRING, "no id");
                    case "decisions" -> {
                        found = true;
                        expect(json.currentToken(), JsonToken.START_ARRAY);
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            decisions.add(decision(json));
                        }
                    }
                    default -> throw new IllegalArgumentException("no field is called " + name);
                }
            }
            require(found, "no \"decisions\"");
            return new Decisions(decisions);
        } catch (IOException | IllegalArgumentException e) {
            throw new RowbackException.BadInput(
                    file
                            + ": no decisions ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); see what a patch's decisions.json looks like",
                    e);
        }
    }

    /// Reads what [#line(Decision)] wrote.
    ///
    /// @throws IllegalArgumentException where it is something else
    public static Decision parse(String line) {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            return decision(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Decision decision(JsonParser json) throws IOException {
        String table = "";
        Set<String> keys = new HashSet<>();
        BitSet changes = new BitSet();
        String column = "";
        String choose = "";
        Optional<String> value = Optional.empty();
        boolean given = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(FIELDS.contains(name), "no field of a decision is called " + name);
            JsonToken token = json.nextToken();
            switch (name) {
                case "table" -> table = text(json);
                case "column" -> column = text(json);
                case "choose" -> choose = text(json);
                case "changes" -> {
                    changes = Ranges.parse(text(json));
                    require(!changes.isEmpty(), "\"changes\" names none");
                }
                case "key" -> keys(json, keys);
                default -> {
                    given = true;
                    value = token == JsonToken.VALUE_NULL ? Optional.empty() : of(json);
                }
            }
        }
        require(!(table + column).isEmpty() || !changes.isEmpty(), "a decision names no rows");
        require(keys.isEmpty() || !table.isEmpty(), "a \"key\" needs its \"table\"");
        Decision.Choice choice =
                switch (choose) {
                    case "keep" -> new Decision.Choice.Keep();
                    case "revert" -> new Decision.Choice.Revert();
                    case "own" -> new Decision.Choice.Own(value);
                    default -> throw new IllegalArgumentException("choose keep, revert or own");
                };
        boolean own = choice instanceof Decision.Choice.Own;
        require(own == given, "a \"value\" belongs to own, and to own a \"value\"");
        require(!own || !column.isEmpty(), "an own value needs its \"column\"");
        return new Decision(table, keys, changes, column, choice);
    }

    private static void keys(JsonParser json, Set<String> keys) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            keys.add(text(json));
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            keys.add(text(json));
        }
        require(!keys.isEmpty(), "\"key\" names no row");
    }

    private static Optional<String> of(JsonParser json) throws IOException {
        return Optional.of(text(json));
    }

    /// Text, or a number or truth value with all its digits.
    private static String text(JsonParser json) throws IOException {
        require(
                json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL,
                json.currentName() + " is neither text nor a number");
        return json.getText();
    }

    private static void expect(JsonToken found, JsonToken wanted) {
        require(found == wanted, "it is not the JSON that was expected");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
