package org.rowback.importers.mysql.row.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A JSON document as a tree whose scalars are already the text that the server prints.
sealed interface JsonNode {
    /// Appends the text as the server prints it: a blank after each comma and colon.
    void print(StringBuilder out);

    /// Anything but an object or array.
    record Scalar(String text) implements JsonNode {
        @Override
        public void print(StringBuilder out) {
            out.append(text);
        }
    }

    /// Changed in place while differences are applied.
    record Array(ArrayList<JsonNode> elements) implements JsonNode {
        @Override
        public void print(StringBuilder out) {
            out.append('[');
            for (int i = 0; i < elements.size(); i++) {
                out.append(i > 0 ? ", " : "");
                elements.get(i).print(out);
            }
            out.append(']');
        }
    }

    /// Keys and values in the server's order. Changed in place while differences are applied.
    record Obj(ArrayList<String> keys, ArrayList<JsonNode> values) implements JsonNode {
        @Override
        public void print(StringBuilder out) {
            out.append('{');
            for (int i = 0; i < keys.size(); i++) {
                out.append(i > 0 ? ", " : "").append(JsonStrings.quoted(keys.get(i))).append(": ");
                values.get(i).print(out);
            }
            out.append('}');
        }

        /// Adds a member where the server's order wants it: shorter keys first, then by bytes.
        void insert(String key, JsonNode value) {
            int at = 0;
            while (at < keys.size() && compare(keys.get(at), key) < 0) {
                at++;
            }
            keys.add(at, key);
            values.add(at, value);
        }

        private static int compare(String a, String b) {
            byte[] left = a.getBytes(StandardCharsets.UTF_8);
            byte[] right = b.getBytes(StandardCharsets.UTF_8);
            return left.length != right.length
                    ? Integer.compare(left.length, right.length)
                    : Arrays.compareUnsigned(left, right);
        }
    }

    static Array array(List<JsonNode> elements) {
        return new Array(new ArrayList<>(elements));
    }
}
