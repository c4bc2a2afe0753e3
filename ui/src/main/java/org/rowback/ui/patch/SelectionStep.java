package org.rowback.ui.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One thing that the user did to the selection; the journal holds one a line as JSON, and replaying them gives the
/// selection again.
///
/// ```json
/// {"rule":"thread == 8812","add":"120-480,512"}   {"pick":"4711"}   {"drop":"4711"}
/// {"without":"120-122"}   {"waive":"131"}   {"unwaive":"131"}   {"clear":""}
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

    /// All were taken out.
    record Clear() implements SelectionStep {}

    default String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            switch (this) {
                case Rule(String rule, BitSet ids) -> {
                    json.writeStringField("rule", rule);
                    json.writeStringField("add", ranges(ids));
                }
                case Pick(long id) -> json.writeStringField("pick", Long.toString(id));
                case Drop(long id) -> json.writeStringField("drop", Long.toString(id));
                case TakeOut(BitSet ids) -> json.writeStringField("without", ranges(ids));
                case Waive(BitSet ids) -> json.writeStringField("waive", ranges(ids));
                case Unwaive(BitSet ids) -> json.writeStringField("unwaive", ranges(ids));
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
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.put(name, String.valueOf(json.nextTextValue()));
            }
            if (fields.containsKey("add")) {
                return Optional.of(
                        new Rule(fields.getOrDefault("rule", ""), bits(fields.get("add"))));
            }
            if (fields.containsKey("pick")) {
                return Optional.of(new Pick(Long.parseLong(fields.get("pick"))));
            }
            if (fields.containsKey("drop")) {
                return Optional.of(new Drop(Long.parseLong(fields.get("drop"))));
            }
            if (fields.containsKey("without")) {
                return Optional.of(new TakeOut(bits(fields.get("without"))));
            }
            if (fields.containsKey("waive")) {
                return Optional.of(new Waive(bits(fields.get("waive"))));
            }
            if (fields.containsKey("unwaive")) {
                return Optional.of(new Unwaive(bits(fields.get("unwaive"))));
            }
            return fields.containsKey("clear") ? Optional.of(new Clear()) : Optional.empty();
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    private static String ranges(BitSet ids) {
        StringBuilder text = new StringBuilder();
        for (int from = ids.nextSetBit(0); from >= 0; ) {
            int to = ids.nextClearBit(from);
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (to - from > 1) {
                text.append('-').append(to - 1);
            }
            from = ids.nextSetBit(to);
        }
        return text.toString();
    }

    private static BitSet bits(String ranges) {
        BitSet ids = new BitSet();
        for (String range : ranges.split(",")) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            ids.set(from, 1 + (dash < 0 ? from : Integer.parseInt(range.substring(dash + 1))));
        }
        return ids;
    }
}
