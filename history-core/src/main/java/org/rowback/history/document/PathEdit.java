package org.rowback.history.document;

import java.util.List;
import java.util.Optional;

/// What differs between two documents at one path, which leads through objects only.
///
/// @param path keys as they are written in the documents, with their quotes; at least one
/// @param before JSON text; empty where there was nothing
/// @param after JSON text; empty where there is nothing
public record PathEdit(List<String> path, Optional<String> before, Optional<String> after) {
    public PathEdit {
        path = List.copyOf(path);
    }

    /// The object that holds it.
    public List<String> parent() {
        return path.subList(0, path.size() - 1);
    }

    /// The path's keys as they read, without quotes and escapes.
    public List<String> keys() {
        return path.stream().map(JsonSlices::unquoted).toList();
    }

    /// `$."a"."b"`, which MySQL reads too.
    public String text() {
        return text(path);
    }

    /// The same of any path.
    public static String text(List<String> path) {
        return "$" + String.join("", path.stream().map(k -> "." + k).toList());
    }
}
