package org.rowback.importers.mysql.row.json;

import java.util.ArrayList;
import java.util.List;

/// A path as differences name it: `$`, then `.name`, `."quoted name"` or `[index]`; never a wildcard.
final class JsonPath {
    /// One step: a member by name, or, where `name` is empty and `index` ≥ 0, an element.
    record Leg(String name, int index) {
        boolean isElement() {
            return index >= 0;
        }
    }

    private final String text;
    private int at = 1;

    private JsonPath(String text) {
        this.text = text;
    }

    static List<Leg> parse(String text) throws MalformedJson {
        if (!text.startsWith("$")) {
            throw new MalformedJson("a JSON path is '" + text + "'");
        }
        var path = new JsonPath(text);
        List<Leg> legs = new ArrayList<>();
        while (path.at < text.length()) {
            legs.add(path.leg());
        }
        return legs;
    }

    private Leg leg() throws MalformedJson {
        char kind = text.charAt(at++);
        if (kind == '[') {
            int close = text.indexOf(']', at);
            if (close < 0 || close == at || close - at > 9) {
                throw new MalformedJson("a JSON path is '" + text + "'");
            }
            String digits = text.substring(at, close);
            if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new MalformedJson("a JSON path is '" + text + "'");
            }
            at = close + 1;
            return new Leg("", Integer.parseInt(digits));
        }
        if (kind != '.' || at >= text.length()) {
            throw new MalformedJson("a JSON path is '" + text + "'");
        }
        if (text.charAt(at) == '"') {
            var quoted = new JsonText(text, at);
            String name = quoted.string();
            at = quoted.at();
            return new Leg(name, -1);
        }
        int from = at;
        while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
            at++;
        }
        return new Leg(text.substring(from, at), -1);
    }
}
