package org.rowback.ui.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.revert.Decision;
import org.rowback.history.revert.DecisionsFile;
import org.rowback.history.revert.Ranges;
import org.rowback.history.revert.RevertOptions.Collisions;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One thing that the user did to the selection; the journal holds one a line as JSON, and replaying them gives the
/// selection again.
///
/// ```json
/// {"rule":"thread == 8812","add":"120-480,512"}   {"pick":"4711"}   {"drop":"4711"}
/// {"without":"120-122"}   {"waive":"131"}   {"unwaive":"131"}
/// {"collisions":"new-key"}   {"relative":["shop.products.stock"]}   {"clear":""}
/// {"decide":"{\"table\":\"shop.orders\",\"key\":\"17\",\"choose\":\"revert\"}"}   {"undecide":"{…}"}
/// ```
sealed interface SelectionStep {
    /// Everything that answered a rule was put in: these changes, whatever the rule would answer later.
    record Rule(String rule, BitSet ids) implements SelectionStep {}

    /// A change was put in by hand.
    record Pick(long id) implements SelectionStep {}

    /// A change was taken out by hand.
    record Drop(long id) implements SelectionStep {}

    /// The changes of rows were taken out.
    record TakeOut(BitSet ids) implements SelectionStep {}

    /// What stands in the way of undoing changes was accepted.
    record Waive(BitSet ids) implements SelectionStep {}

    /// Such an acceptance was taken back.
    record Unwaive(BitSet ids) implements SelectionStep {}

    /// Something was decided of rows.
    record Decide(Decision decision) implements SelectionStep {}

    /// What was decided of the rows that this names was taken back, whatever it was.
    record Undecide(Decision named) implements SelectionStep {}

    /// What becomes of deleted rows that cannot come back to their place was chosen.
    record Collide(Collisions word) implements SelectionStep {}

    /// The columns in which later differences stay were chosen: these and no others.
    record Relate(Set<String> names) implements SelectionStep {
        public Relate {
            names = Set.copyOf(names);
        }
    }

    /// All were taken out.
    record Clear() implements SelectionStep {}

    default String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            switch (this) {
                case Rule(String rule, BitSet ids) -> {
                    json.writeStringField("rule", rule);
                    json.writeStringField("add", Ranges.text(ids));
                }
                case Pick(long id) -> json.writeStringField("pick", Long.toString(id));
                case Drop(long id) -> json.writeStringField("drop", Long.toString(id));
                case TakeOut(BitSet ids) -> json.writeStringField("without", Ranges.text(ids));
                case Waive(BitSet ids) -> json.writeStringField("waive", Ranges.text(ids));
                case Unwaive(BitSet ids) -> json.writeStringField("unwaive", Ranges.text(ids));
                case Decide(Decision decision) ->
                        json.writeStringField("decide", DecisionsFile.line(decision));
                case Undecide(Decision named) ->
                        json.writeStringField("undecide", DecisionsFile.line(named));
                case Collide(Collisions word) -> json.writeStringField("collisions", word.word());
                case Relate(Set<String> names) -> {
                    json.writeArrayFieldStart("relative");
                    for (String name : names.stream().sorted().toList()) {
                        json.writeString(name);
                    }
                    json.writeEndArray();
                }
                case Clear() -> json.writeStringField("clear", "");
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Reads a step; empty for what this version does not know.
    static Optional<SelectionStep> of(String text) {
        Map<String, String> fields = new HashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.put(name, String.valueOf(json.nextTextValue()));
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    for (String each = json.nextTextValue();
                            each != null;
                            each = json.nextTextValue()) {
                        names.add(each);
                    }
                }
            }
            if (fields.containsKey("add")) {
                return Optional.of(
                        new Rule(fields.getOrDefault("rule", ""), Ranges.parse(fields.get("add"))));
            }
            if (fields.containsKey("pick")) {
                return Optional.of(new Pick(Long.parseLong(fields.get("pick"))));
            }
            if (fields.containsKey("drop")) {
                return Optional.of(new Drop(Long.parseLong(fields.get("drop"))));
            }
            if (fields.containsKey("without")) {
                return Optional.of(new TakeOut(Ranges.parse(fields.get("without"))));
            }
            if (fields.containsKey("waive")) {
                return Optional.of(new Waive(Ranges.parse(fields.get("waive"))));
            }
            if (fields.containsKey("unwaive")) {
                return Optional.of(new Unwaive(Ranges.parse(fields.get("unwaive"))));
            }
            if (fields.containsKey("decide")) {
                return Optional.of(new Decide(DecisionsFile.parse(fields.get("decide"))));
            }
            if (fields.containsKey("undecide")) {
                return Optional.of(new Undecide(DecisionsFile.parse(fields.get("undecide"))));
            }
            if (fields.containsKey("collisions")) {
                return Collisions.of(String.valueOf(fields.get("collisions"))).map(Collide::new);
            }
            if (fields.containsKey("relative")) {
                return Optional.of(new Relate(names));
            }
            return fields.containsKey("clear") ? Optional.of(new Clear()) : Optional.empty();
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
