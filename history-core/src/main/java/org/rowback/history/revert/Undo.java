package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One statement of a patch, free of any dialect.
///
/// @param schema the table as it is now
/// @param key names the row: UPDATE and DELETE by the key it has now, INSERT by the key it gets; empty where the table
///     has none, then `expect` (or `set`) is its whole image and one such row is meant
/// @param set UPDATE: columns to put back; INSERT: the whole row; DELETE: nothing
/// @param expect values that the row must still hold
/// @param derived whether it undoes what the server did without logging it, so that finding nothing to do is no error
/// @param noChildren foreign keys through which no row may refer to the row that is taken away
/// @param inPlace UPDATE: columns that are changed whatever they hold; neither in `set` nor in `expect`
/// @param marks what keeps it from being done twice, where the values of the row may not
public record Undo(
        Kind kind,
        SchemaVersion schema,
        List<Cell> key,
        List<Cell> set,
        List<Cell> expect,
        boolean derived,
        List<Reference> noChildren,
        List<InPlace> inPlace,
        Marks marks) {
    /// A statement that changes nothing in place.
    public Undo(
            Kind kind,
            SchemaVersion schema,
            List<Cell> key,
            List<Cell> set,
            List<Cell> expect,
            boolean derived,
            List<Reference> noChildren) {
        this(kind, schema, key, set, expect, derived, noChildren, List.of(), Marks.NONE);
    }

    public Undo {
        key = List.copyOf(key);
        set = List.copyOf(set);
        expect = List.copyOf(expect);
        noChildren = List.copyOf(noChildren);
        inPlace = List.copyOf(inPlace);
    }

    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /// Rows of `child` whose `columns` hold `values`.
    public record Reference(TableName child, List<String> columns, List<Cell> values) {
        public Reference {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    public TableName table() {
        return schema.table();
    }

    public boolean isKeyless() {
        return key.isEmpty();
    }

    /// The same with other references that must be gone.
    Undo guardedAgainst(List<Reference> references) {
        return new Undo(kind, schema, key, set, expect, derived, references, inPlace, marks);
    }

    /// The same UPDATE with columns that it changes in place.
    Undo changing(List<InPlace> columns, Marks once) {
        return new Undo(kind, schema, key, set, expect, derived, noChildren, columns, once);
    }

    /// The same DELETE for when its key is another row's by the end, so that nothing can be asked of it any more.
    public Undo withoutKey() {
        return new Undo(kind, schema, List.of(), set, expect, derived, noChildren, inPlace, marks);
    }

    /// Whether it changes nothing.
    boolean isEmpty() {
        return kind == Kind.UPDATE && set.isEmpty() && inPlace.isEmpty();
    }

    /// The same UPDATE for when columns hold already what they are to hold. Where nothing else is to be put back, it
    /// stays, and may find nothing to do.
    Undo leaving(Set<String> columns) {
        List<Cell> rest = set.stream().filter(c -> !columns.contains(c.name())).toList();
        return rest.isEmpty() && inPlace.isEmpty()
                ? new Undo(kind, schema, key, set, expect, true, noChildren)
                : new Undo(
                        kind,
                        schema,
                        key.stream()
                                .map(
                                        k ->
                                                columns.contains(k.name())
                                                        ? setTo(k.name()).orElse(k)
                                                        : k)
                                .toList(),
                        rest,
                        expect.stream().filter(c -> !columns.contains(c.name())).toList(),
                        derived,
                        noChildren,
                        inPlace,
                        marks);
    }

    /// The same UPDATE without some columns, which are left as they are; empty where nothing else is put back.
    Optional<Undo> without(Set<String> columns) {
        List<Cell> rest = set.stream().filter(c -> !columns.contains(c.name())).toList();
        return rest.isEmpty() && inPlace.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Undo(
                                kind,
                                schema,
                                key,
                                rest,
                                expect.stream().filter(c -> !columns.contains(c.name())).toList(),
                                derived,
                                noChildren,
                                inPlace,
                                marks));
    }

    /// The key after the statement.
    public List<Cell> keyAfter() {
        List<Cell> after = new ArrayList<>();
        for (Cell part : key) {
            after.add(setTo(part.name()).orElse(part));
        }
        return after;
    }

    /// The same statement that sets columns to other values; what it sets of a new row's key names the row.
    Undo giving(Map<String, ColumnValue> values) {
        return new Undo(
                kind,
                schema,
                kind == Kind.INSERT ? given(key, values) : key,
                given(set, values),
                expect,
                derived,
                noChildren,
                inPlace,
                marks);
    }

    private static List<Cell> given(List<Cell> cells, Map<String, ColumnValue> values) {
        return cells.stream()
                .map(c -> new Cell(c.column(), values.getOrDefault(c.name(), c.value())))
                .toList();
    }

    /// What the statement sets a column to.
    public Optional<Cell> setTo(String column) {
        return set.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /// The cells beside the key that a look at the server asks for: what must still be held, or, of an INSERT, what is to
    /// come; none where the table has no key.
    public List<Cell> probed() {
        List<Cell> all = kind == Kind.INSERT ? set : expect;
        return isKeyless()
                ? List.of()
                : all.stream()
                        .filter(c -> !c.column().isGenerated())
                        .filter(c -> key.stream().noneMatch(k -> k.name().equals(c.name())))
                        .toList();
    }

    /// The statement that takes this one back, guarded in the same way.
    public Undo inverse() {
        return switch (kind) {
            case INSERT -> new Undo(Kind.DELETE, schema, key, List.of(), set, derived, List.of());
            case DELETE ->
                    new Undo(Kind.INSERT, schema, key, expect, List.of(), derived, List.of());
            case UPDATE ->
                    isKeyless()
                            ? inverseOfKeyless()
                            : new Undo(
                                    Kind.UPDATE,
                                    schema,
                                    keyAfter(),
                                    expectSet(),
                                    set,
                                    derived,
                                    List.of(),
                                    inPlace.stream().map(InPlace::inverse).toList(),
                                    marks.inverse());
        };
    }

    /// What the columns that are set hold before.
    private List<Cell> expectSet() {
        return expect.stream().filter(c -> setTo(c.name()).isPresent()).toList();
    }

    private Undo inverseOfKeyless() {
        List<Cell> whole = expect.stream().map(c -> setTo(c.name()).orElse(c)).toList();
        return new Undo(Kind.UPDATE, schema, key, expectSet(), whole, derived, List.of());
    }
}
