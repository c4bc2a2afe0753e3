package org.rowback.history.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A JSON value as its text has it. Equal by content: the order of keys plays no part.
sealed interface JsonTree {
    /// A scalar, or an array with all that is in it, as it is written.
    record Leaf(String text) implements JsonTree {}

    /// An object, by its keys as they are written, with their quotes. Not to be changed.
    record Members(SequencedMap<String, JsonTree> all) implements JsonTree {}

    /// How an object's parts are set apart.
    enum Style {
        /// `{"a": 1, "b": 2}`
        LOOSE(", ", ": "),
        /// `{"a":1,"b":2}`
        COMPACT(",", ":");

        private final String comma;
        private final String colon;

        Style(String comma, String colon) {
            this.comma = comma;
            this.colon = colon;
        }
    }

    default String text(Style style) {
        StringBuilder out = new StringBuilder();
        print(style, out);
        return out.toString();
    }

    private void print(Style style, StringBuilder out) {
        switch (this) {
            case Leaf leaf -> out.append(leaf.text);
            case Members members -> {
                out.append('{');
                String before = "";
                for (Map.Entry<String, JsonTree> member : members.all.entrySet()) {
                    out.append(before).append(member.getKey()).append(style.colon);
                    member.getValue().print(style, out);
                    before = style.comma;
                }
                out.append('}');
            }
        }
    }

    /// What stands at a path of keys; empty where nothing does.
    default Optional<JsonTree> at(List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(this);
        }
        return this instanceof Members members
                ? Optional.ofNullable(members.all.get(path.getFirst()))
                        .flatMap(m -> m.at(path.subList(1, path.size())))
                : Optional.empty();
    }

    /// The same with another value at a path, or none. The object that holds it must be there.
    default JsonTree with(List<String> path, Optional<JsonTree> value) {
        Members members = (Members) this;
        SequencedMap<String, JsonTree> all = new LinkedHashMap<>(members.all);
        String key = path.getFirst();
        if (path.size() > 1) {
            all.put(
                    key,
                    java.util.Objects.requireNonNull(all.get(key))
                            .with(path.subList(1, path.size()), value));
        } else if (value.isPresent()) {
            all.put(key, value.get());
        } else {
            all.remove(key);
        }
        return new Members(all);
    }
}
