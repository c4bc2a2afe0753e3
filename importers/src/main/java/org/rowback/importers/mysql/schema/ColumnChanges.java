package org.rowback.importers.mysql.schema;

import org.rowback.history.model.Column;
import org.rowback.importers.mysql.schema.TableDraft.Place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The changes that one ALTER TABLE makes to columns, all at once: names in it are those before, but behind AFTER those
/// after, so that two columns may swap their names (`mysql_prepare_alter_table` in the server's sql_table.cc).
final class ColumnChanges {
    /// A column that is added (`old` empty) or gets another definition.
    record Edit(String old, Column column, Place place) {}

    private final TableDraft table;
    private final Set<String> drops = new LinkedHashSet<>();
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, String> renames = new LinkedHashMap<>();

    ColumnChanges(TableDraft table) {
        this.table = table;
    }

    void add(Edit edit) {
        edits.add(edit);
    }

    void drop(String column) {
        drops.add(fold(column));
    }

    boolean drops(String column) {
        return drops.contains(fold(column));
    }

    boolean adds(String column) {
        return edits.stream()
                .anyMatch(e -> e.old().isEmpty() && e.column().name().equalsIgnoreCase(column));
    }

    void rename(String old, String now) {
        renames.put(old, now);
    }

    /// Columns that have another name now, old to new.
    Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>(renames);
        for (Edit edit : edits) {
            if (!edit.old().isEmpty() && !edit.old().equals(edit.column().name())) {
                renamed.put(edit.old(), edit.column().name());
            }
        }
        return renamed;
    }

    void apply() throws DdlProblem {
        // Renames go over names that no column has, so that two columns may swap theirs.
        List<String[]> names = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, String> rename : renamed().entrySet()) {
            String between = "\0" + number++;
            table.rename(rename.getKey(), between);
            names.add(new String[] {between, rename.getValue()});
        }
        for (String column : drops) {
            table.drop(column);
        }
        for (String[] name : names) {
            table.rename(name[0], name[1]);
        }
        for (Edit edit : edits) {
            if (!edit.old().isEmpty() && edit.place().equals(Place.LAST)) {
                table.change(edit.column().name(), edit.column(), Place.LAST);
            }
        }
        for (Edit edit : edits) {
            if (edit.old().isEmpty()) {
                table.add(edit.column(), edit.place());
            } else if (!edit.place().equals(Place.LAST)) {
                table.change(edit.column().name(), edit.column(), edit.place());
            }
        }
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
