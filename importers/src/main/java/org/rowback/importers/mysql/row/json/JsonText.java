package org.rowback.importers.mysql.row.json;

import java.util.ArrayList;

/// Reads JSON text that the server (or [JsonNode#print]) printed; scalars keep their spelling.
final class JsonText {
    private final String text;
    private int at;

    JsonText(String text, int at) {
        this.text = text;
        this.at = at;
    }

    static JsonNode parse(String text) throws MalformedJson {
        var reader = new JsonText(text, 0);
        JsonNode node = reader.value(0);
        if (reader.at != text.length()) {
            throw reader.unexpected();
        }
        return node;
    }

    int at() {
        return at;
    }

    private JsonNode value(int depth) throws MalformedJson {
        if (depth > 200) {
            throw new MalformedJson("a JSON text is nested too deeply");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> {
                int from = at;
                string();
                yield new JsonNode.Scalar(text.substring(from, at));
            }
            default -> bare();
        };
    }

    private JsonNode object(int depth) throws MalformedJson {
        var object = new JsonNode.Obj(new ArrayList<>(), new ArrayList<>());
        at++;
        while (peek() != '}') {
            if (!object.keys().isEmpty()) {
                expect(", ");
            }
            object.keys().add(string());
            expect(": ");
            object.values().add(value(depth + 1));
        }
        at++;
        return object;
    }

    private JsonNode array(int depth) throws MalformedJson {
        var elements = new ArrayList<JsonNode>();
        at++;
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                expect(", ");
            }
            elements.add(value(depth + 1));
        }
        at++;
        return new JsonNode.Array(elements);
    }

    private JsonNode bare() throws MalformedJson {
        int from = at;
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
        return new JsonNode.Scalar(text.substring(from, at));
    }

    /// Reads a string in double quotes and answers what it means.
    String string() throws MalformedJson {
        expect("\"");
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws MalformedJson {
        char c = peek();
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw unexpected();
                }
                at += 4;
                try {
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                } catch (NumberFormatException e) {
                    throw unexpected();
                }
            }
            default -> c;
        };
    }

    private char peek() throws MalformedJson {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void expect(String next) throws MalformedJson {
        if (!text.startsWith(next, at)) {
            throw unexpected();
        }
        at += next.length();
    }

    private MalformedJson unexpected() {
        return new MalformedJson("a JSON text is not understood at character " + at);
    }
}
