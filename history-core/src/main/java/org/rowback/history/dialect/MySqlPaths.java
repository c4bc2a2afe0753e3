package org.rowback.history.dialect;

import org.rowback.history.document.PathEdit;
import org.rowback.history.revert.InPlace;

import java.util.ArrayList;
import java.util.List;

/// Changes of MySQL's JSON documents by path.
final class MySqlPaths {
    private MySqlPaths() {}

    /// @param name the column, quoted
    static String changed(MySqlValues values, String name, InPlace.Document change) {
        List<String> removed = new ArrayList<>();
        List<String> set = new ArrayList<>();
        for (PathEdit edit : change.edits()) {
            edit.after()
                    .ifPresentOrElse(
                            v -> set.add(path(edit.path()) + ", " + values.json(v)),
                            () -> removed.add(path(edit.path())));
        }
        String rest =
                removed.isEmpty()
                        ? name
                        : "JSON_REMOVE(" + name + ", " + String.join(", ", removed) + ")";
        return set.isEmpty() ? rest : "JSON_SET(" + rest + ", " + String.join(", ", set) + ")";
    }

    /// That every path is as it should be before, and lies in an object.
    static List<String> allows(MySqlValues values, String name, InPlace.Document change) {
        List<String> conditions = new ArrayList<>();
        for (PathEdit edit : change.edits()) {
            String parent =
                    edit.parent().isEmpty()
                            ? name
                            : "JSON_EXTRACT(" + name + ", " + path(edit.parent()) + ")";
            conditions.add("JSON_TYPE(" + parent + ") = 'OBJECT'");
            conditions.add(
                    edit.before()
                            .map(
                                    v ->
                                            "JSON_EXTRACT("
                                                    + name
                                                    + ", "
                                                    + path(edit.path())
                                                    + ") <=> "
                                                    + values.json(v))
                            .orElseGet(
                                    () ->
                                            "NOT JSON_CONTAINS_PATH("
                                                    + name
                                                    + ", 'one', "
                                                    + path(edit.path())
                                                    + ")"));
        }
        return conditions;
    }

    private static String path(List<String> path) {
        return MySqlText.literal(PathEdit.text(path));
    }
}
