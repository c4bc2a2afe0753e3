package org.rowback.history.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Cuts the text of an object into its members, without changing a character of them.
final class JsonSlices {
    private static final JsonFactory STRICT =
            JsonFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final String text;
    private int at;

    private JsonSlices(String text) {
        this.text = text;
    }

    /// Empty where the text is no object, or not well-formed, or has a key twice.
    static Optional<JsonTree> parse(String text) {
        if (!isWellFormed(text)) {
            return Optional.empty();
        }
        JsonSlices slices = new JsonSlices(text);
        slices.space();
        return slices.text.charAt(slices.at) == '{'
                ? Optional.of(slices.value())
                : Optional.empty();
    }

    private static boolean isWellFormed(String text) {
        try (JsonParser parser = STRICT.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /// What a key says that is written with quotes.
    static String unquoted(String key) {
        try (JsonParser parser = STRICT.createParser(key)) {
            return String.valueOf(parser.nextTextValue());
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    private JsonTree value() {
        space();
        int start = at;
        switch (text.charAt(at)) {
            case '{' -> {
                return members();
            }
            case '[' -> array();
            case '"' -> string();
            default -> {
                while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
        }
        return new JsonTree.Leaf(text.substring(start, at));
    }

    private JsonTree members() {
        SequencedMap<String, JsonTree> all = new LinkedHashMap<>();
        at++;
        space();
        while (text.charAt(at) != '}') {
            int start = at;
            string();
            String key = text.substring(start, at);
            space();
            at++;
            all.put(key, value());
            space();
            if (text.charAt(at) == ',') {
                at++;
                space();
            }
        }
        at++;
        return new JsonTree.Members(all);
    }

    private void array() {
        int depth = 0;
        do {
            switch (text.charAt(at)) {
                case '"' -> string();
                case '[', '{' -> {
                    depth++;
                    at++;
                }
                case ']', '}' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    private void string() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
