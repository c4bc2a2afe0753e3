package org.rowback.history.dialect;

import org.rowback.history.document.PathEdit;
import org.rowback.history.revert.InPlace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Changes of PostgreSQL's jsonb documents by path.
final class PostgresPaths {
    private PostgresPaths() {}

    /// @param name the column, quoted
    static String changed(String name, InPlace.Document change) {
        String expression = name;
        for (PathEdit edit : change.edits()) {
            String path = path(edit.keys());
            String of = expression;
            expression =
                    edit.after()
                            .map(
                                    v ->
                                            "pg_catalog.jsonb_set("
                                                    + of
                                                    + ", "
                                                    + path
                                                    + ", "
                                                    + json(v)
                                                    + ")")
                            .orElseGet(() -> "(" + of + " #- " + path + ")");
        }
        return expression;
    }

    /// That every path is as it should be before, and lies in an object.
    static List<String> allows(String name, InPlace.Document change) {
        List<String> conditions = new ArrayList<>();
        for (PathEdit edit : change.edits()) {
            List<String> keys = edit.keys();
            List<String> parent = keys.subList(0, keys.size() - 1);
            conditions.add(
                    "pg_catalog.jsonb_typeof("
                            + (parent.isEmpty() ? name : name + " #> " + path(parent))
                            + ") = 'object'");
            conditions.add(
                    "("
                            + name
                            + " #> "
                            + path(keys)
                            + ") IS NOT DISTINCT FROM "
                            + edit.before().map(PostgresPaths::json).orElse("NULL"));
        }
        return conditions;
    }

    private static String path(List<String> keys) {
        return keys.stream()
                .map(PostgresText::literal)
                .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    private static String json(String text) {
        return PostgresText.literal(text) + "::jsonb";
    }
}
