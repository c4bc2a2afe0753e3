package org.rowback.history.revert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A selection that is kept in the case's journal under a name, as JSON:
///
/// ```json
/// {"name":"agent","text":"thread == 8812","filter":"thread == 8812","zone":"UTC"}
/// {"name":"agent","text":"12 picked changes","picked":"120-130,512"}
/// ```
///
/// A filter selects what it matches whenever it is asked: with more evidence it may be more.
///
/// @param text what selects, for people
/// @param filter empty where changes were picked
/// @param zone of the filter's times; empty where changes were picked
/// @param picked ids of the changes; empty where a filter says it; never altered
public record SavedSelection(String name, String text, String filter, String zone, BitSet picked) {
    /// The kind of a journal's entry that keeps one.
    public static final String KIND = "saved selection";

    /// What a filter matches.
    public static SavedSelection matching(String name, String filter, ZoneId zone) {
        return new SavedSelection(name, filter, filter, zone.toString(), new BitSet());
    }

    /// Single changes.
    ///
    /// @param text what selected them
    public static SavedSelection picked(String name, String text, BitSet ids) {
        return new SavedSelection(name, text, "", "", (BitSet) ids.clone());
    }

    /// The selections that entries of a journal keep, by name; of entries with one name the last counts, and what this
    /// version cannot read is left out.
    public static Map<String, SavedSelection> standing(List<String> entries) {
        Map<String, SavedSelection> named = new LinkedHashMap<>();
        for (String entry : entries) {
            of(entry).ifPresent(saved -> named.put(saved.name(), saved));
        }
        return named;
    }

    /// The changes.
    ///
    /// @throws RowbackException.BadInput where its filter asks for what the case has no more
    public Selection select(History history) throws RowbackException {
        if (filter.isEmpty()) {
            return Selection.ofIds(text, picked.stream().asLongStream().toArray());
        }
        return Selection.matching(Filter.parse(filter, Catalog.of(history, ZoneId.of(zone))));
    }

    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("text", this.text);
            if (filter.isEmpty()) {
                json.writeStringField("picked", Ranges.text(picked));
            } else {
                json.writeStringField("filter", filter);
                json.writeStringField("zone", zone);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Reads one; empty for what this version does not know.
    public static Optional<SavedSelection> of(String entry) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(entry)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                fields.put(name, String.valueOf(json.nextTextValue()));
            }
            String name = fields.getOrDefault("name", "");
            String filter = fields.getOrDefault("filter", "");
            BitSet picked = Ranges.parse(fields.getOrDefault("picked", ""));
            String zone =
                    filter.isEmpty() ? "" : ZoneId.of(fields.getOrDefault("zone", "")).getId();
            return name.isEmpty() || (filter.isEmpty() && picked.isEmpty())
                    ? Optional.empty()
                    : Optional.of(
                            new SavedSelection(
                                    name, fields.getOrDefault("text", ""), filter, zone, picked));
        } catch (IOException | IllegalArgumentException | DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
