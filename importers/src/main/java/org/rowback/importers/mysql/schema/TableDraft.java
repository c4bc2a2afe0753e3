package org.rowback.importers.mysql.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.UniqueKey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A table's definition while a statement is applied to it. Refuses what the server would have refused: then what is
/// known of the table is not what the server had.
final class TableDraft {
    /// Where a column goes: at the end, first, or behind another.
    record Place(boolean first, String after) {
        static final Place LAST = new Place(false, "");
    }

    TableName name;
    String charset;
    private final Knowledge from;
    private final List<Column> columns = new ArrayList<>();
    private List<String> primaryKey = new ArrayList<>();
    private final List<UniqueKey> uniqueKeys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    final CheckList checks = new CheckList();
    Partitions partitions = Partitions.NONE;
    private final Set<String> indexNames = new HashSet<>();

    TableDraft(TableName name, String charset, Knowledge from) {
        this.name = name;
        this.charset = charset;
        this.from = from;
    }

    static TableDraft of(SchemaVersion version, Knowledge from) {
        TableDraft draft = new TableDraft(version.table(), version.charset(), from);
        draft.columns.addAll(version.columns());
        draft.primaryKey.addAll(version.primaryKey());
        draft.uniqueKeys.addAll(version.uniqueKeys());
        draft.foreignKeys.addAll(version.foreignKeys());
        draft.checks.addAll(version.checks());
        draft.partitions = version.partitions();
        version.uniqueKeys().forEach(key -> draft.indexNames.add(fold(key.name())));
        return draft;
    }

    SchemaVersion version(String origin) {
        return new SchemaVersion(name, columns, primaryKey, uniqueKeys, foreignKeys, from, origin)
                .withCharset(charset)
                .with(checks.all())
                .with(partitions);
    }

    List<Column> columns() {
        return columns;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    boolean hasColumn(String column) {
        return find(column) >= 0;
    }

    void add(Column column, Place place) throws DdlProblem {
        if (hasColumn(column.name())) {
            throw new DdlProblem("the table has a column " + column.name() + " already");
        }
        columns.add(index(place), column);
    }

    /// Gives a column another definition, maybe another name and place.
    void change(String old, Column column, Place place) throws DdlProblem {
        int at = require(old);
        boolean key = primaryKey.stream().anyMatch(old::equalsIgnoreCase);
        Column changed = key ? notNull(column) : column;
        if (!old.equalsIgnoreCase(column.name()) && hasColumn(column.name())) {
            throw new DdlProblem("the table has a column " + column.name() + " already");
        }
        if (place.equals(Place.LAST)) {
            columns.set(at, changed);
        } else {
            columns.remove(at);
            columns.add(index(place), changed);
        }
        renameInKeys(old, column.name());
    }

    void rename(String old, String now) throws DdlProblem {
        Column column = columns.get(require(old));
        checks.forget(old);
        change(
                old,
                new Column(
                        now,
                        from,
                        column.type(),
                        column.typeFrom(),
                        column.nullable(),
                        column.generated(),
                        column.invisible()),
                Place.LAST);
    }

    /// A column leaves its keys; a key without columns is gone.
    void drop(String column) throws DdlProblem {
        columns.remove(require(column));
        checks.forget(column);
        primaryKey.removeIf(column::equalsIgnoreCase);
        for (int i = uniqueKeys.size() - 1; i >= 0; i--) {
            UniqueKey key = uniqueKeys.get(i);
            List<String> left =
                    key.columns().stream().filter(c -> !c.equalsIgnoreCase(column)).toList();
            if (left.isEmpty()) {
                uniqueKeys.remove(i);
                indexNames.remove(fold(key.name()));
            } else if (left.size() < key.columns().size()) {
                uniqueKeys.set(i, new UniqueKey(key.name(), left));
            }
        }
    }

    void setPrimaryKey(List<String> names) throws DdlProblem {
        if (!primaryKey.isEmpty()) {
            throw new DdlProblem("the table has a primary key already");
        }
        primaryKey = new ArrayList<>();
        for (String key : names) {
            int at = require(key);
            columns.set(at, notNull(columns.get(at)));
            primaryKey.add(columns.get(at).name());
        }
    }

    boolean hasPrimaryKey() {
        return !primaryKey.isEmpty();
    }

    void dropPrimaryKey() {
        primaryKey.clear();
    }

    /// @param key empty for a name that the server makes up
    void addUnique(String key, List<String> names) throws DdlProblem {
        List<String> own = own(names);
        String chosen = key.isEmpty() ? indexName(own.getFirst()) : key;
        indexNames.add(fold(chosen));
        uniqueKeys.add(new UniqueKey(chosen, own));
    }

    /// Remembers the name of a key that is not unique, for the names that the server makes up.
    void addIndex(String key, List<String> names) {
        if (!key.isEmpty()) {
            indexNames.add(fold(key));
        } else if (!names.isEmpty()) {
            indexNames.add(fold(indexName(names.getFirst())));
        }
    }

    boolean hasUnique(String key) {
        return uniqueKeys.stream().anyMatch(unique -> unique.name().equalsIgnoreCase(key));
    }

    /// Drops a key by name; nothing where it is not unique.
    void dropIndex(String key) {
        uniqueKeys.removeIf(unique -> unique.name().equalsIgnoreCase(key));
        indexNames.remove(fold(key));
        if (key.equalsIgnoreCase("PRIMARY")) {
            dropPrimaryKey();
        }
    }

    void renameIndex(String old, String now) {
        uniqueKeys.replaceAll(
                key -> key.name().equalsIgnoreCase(old) ? new UniqueKey(now, key.columns()) : key);
        if (indexNames.remove(fold(old))) {
            indexNames.add(fold(now));
        }
    }

    /// @param key empty for a name that the server makes up
    void addForeign(
            String key,
            List<String> names,
            TableName parent,
            List<String> parentColumns,
            ForeignKey.Action onDelete,
            ForeignKey.Action onUpdate)
            throws DdlProblem {
        foreignKeys.add(
                new ForeignKey(
                        key.isEmpty() ? foreignName() : key,
                        own(names),
                        parent,
                        parentColumns,
                        onDelete,
                        onUpdate));
    }

    boolean hasForeign(String key) {
        return foreignKeys.stream().anyMatch(foreign -> foreign.name().equalsIgnoreCase(key));
    }

    void dropForeign(String key) {
        foreignKeys.removeIf(foreign -> foreign.name().equalsIgnoreCase(key));
    }

    /// Another name for the table; the names that the server made up for foreign keys follow, and so do keys of the table
    /// to itself.
    void renameTo(TableName now) {
        TableName old = name;
        String prefix = old.table() + "_ibfk_";
        foreignKeys.replaceAll(
                key ->
                        new ForeignKey(
                                key.name().startsWith(prefix)
                                        ? now.table()
                                                + "_ibfk_"
                                                + key.name().substring(prefix.length())
                                        : key.name(),
                                key.columns(),
                                key.parent().equals(old) ? now : key.parent(),
                                key.parentColumns(),
                                key.onDelete(),
                                key.onUpdate()));
        checks.renameTable(old.table(), now.table());
        name = now;
    }

    /// The parent of foreign keys has another name.
    void renameParent(TableName old, TableName now) {
        foreignKeys.replaceAll(
                key ->
                        key.parent().equals(old)
                                ? new ForeignKey(
                                        key.name(),
                                        key.columns(),
                                        now,
                                        key.parentColumns(),
                                        key.onDelete(),
                                        key.onUpdate())
                                : key);
    }

    /// A column of the parent of foreign keys has another name.
    void renameParentColumn(TableName parent, String old, String now) {
        foreignKeys.replaceAll(
                key ->
                        key.parent().equals(parent)
                                ? new ForeignKey(
                                        key.name(),
                                        key.columns(),
                                        parent,
                                        renamed(key.parentColumns(), old, now),
                                        key.onDelete(),
                                        key.onUpdate())
                                : key);
    }

    boolean refersTo(TableName parent) {
        return foreignKeys.stream().anyMatch(key -> key.parent().equals(parent));
    }

    void dropForeignKeys() {
        foreignKeys.clear();
    }

    void setType(int index, ColumnType type) {
        Column column = columns.get(index);
        columns.set(
                index,
                new Column(
                        column.name(),
                        column.nameFrom(),
                        type,
                        from,
                        column.nullable(),
                        column.generated(),
                        column.invisible()));
    }

    void setInvisible(String name, boolean invisible) throws DdlProblem {
        int at = require(name);
        Column column = columns.get(at);
        columns.set(
                at,
                new Column(
                        column.name(),
                        column.nameFrom(),
                        column.type(),
                        column.typeFrom(),
                        column.nullable(),
                        column.generated(),
                        invisible));
    }

    /// Columns that MariaDB adds to a table WITH SYSTEM VERSIONING that declares none.
    void addPeriod() throws DdlProblem {
        for (String bound : List.of("row_start", "row_end")) {
            ColumnType type =
                    new ColumnType(
                            "timestamp(6)", ColumnType.Family.TIMESTAMP, false, "", List.of(), 6);
            add(
                    new Column(bound, from, type, from, false, Generated.SYSTEM_VERSIONING, true),
                    Place.LAST);
        }
    }

    boolean hasPeriod() {
        return columns.stream().anyMatch(c -> c.generated() == Generated.SYSTEM_VERSIONING);
    }

    void dropPeriod() {
        columns.removeIf(c -> c.generated() == Generated.SYSTEM_VERSIONING && c.invisible());
    }

    private int index(Place place) throws DdlProblem {
        if (place.first()) {
            return 0;
        }
        if (!place.after().isEmpty()) {
            return require(place.after()) + 1;
        }
        // Implicit columns of system versioning stay last.
        int end = columns.size();
        while (end > 0 && isImplicit(columns.get(end - 1))) {
            end--;
        }
        return end == columns.size() || columns.size() - end == 2 ? end : columns.size();
    }

    private static boolean isImplicit(Column column) {
        return column.generated() == Generated.SYSTEM_VERSIONING
                && column.invisible()
                && (column.name().equals("row_start") || column.name().equals("row_end"));
    }

    private int require(String column) throws DdlProblem {
        int at = find(column);
        if (at < 0) {
            throw new DdlProblem("the table has no column " + column);
        }
        return at;
    }

    private int find(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> own(List<String> names) throws DdlProblem {
        List<String> own = new ArrayList<>();
        for (String column : names) {
            own.add(columns.get(require(column)).name());
        }
        return own;
    }

    private void renameInKeys(String old, String now) {
        primaryKey = new ArrayList<>(renamed(primaryKey, old, now));
        uniqueKeys.replaceAll(key -> new UniqueKey(key.name(), renamed(key.columns(), old, now)));
        TableName self = name;
        foreignKeys.replaceAll(
                key ->
                        new ForeignKey(
                                key.name(),
                                renamed(key.columns(), old, now),
                                key.parent(),
                                key.parent().equals(self)
                                        ? renamed(key.parentColumns(), old, now)
                                        : key.parentColumns(),
                                key.onDelete(),
                                key.onUpdate()));
    }

    private static List<String> renamed(List<String> names, String old, String now) {
        return names.stream().map(n -> n.equalsIgnoreCase(old) ? now : n).toList();
    }

    private String indexName(String column) {
        String candidate = column.equalsIgnoreCase("primary") ? column + "_2" : column;
        for (int i = 2; indexNames.contains(fold(candidate)); i++) {
            candidate = column + "_" + i;
        }
        return candidate;
    }

    private String foreignName() {
        String prefix = name.table() + "_ibfk_";
        int highest = 0;
        for (ForeignKey key : foreignKeys) {
            String number =
                    key.name().startsWith(prefix) ? key.name().substring(prefix.length()) : "";
            if (number.matches("\\d{1,9}")) {
                highest = Math.max(highest, Integer.parseInt(number));
            }
        }
        return prefix + (highest + 1);
    }

    private static Column notNull(Column column) {
        return new Column(
                column.name(),
                column.nameFrom(),
                column.type(),
                column.typeFrom(),
                false,
                column.generated(),
                column.invisible());
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
