package org.rowback.history.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Column;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException.BadFilter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Types terms over values: columns, keys, and fields that hold a number or text.
final class ValueTyper {
    private final Catalog catalog;
    private final List<Note> notes;
    private final FieldValues fields;

    ValueTyper(Catalog catalog, List<Note> notes) {
        this.catalog = catalog;
        this.notes = notes;
        this.fields = new FieldValues(catalog);
    }

    Term compare(Syntax.Compare c, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        Operands left = operand(c.left(), scope, ops);
        boolean every = c.operator() == Syntax.Operator.NE;
        if (every && c.left() instanceof Syntax.ColumnRef ref && ref.side() == Syntax.Side.EITHER) {
            notes.add(
                    new Note(
                            Note.Kind.INFO,
                            "col.%s != is true where no side has the value; prefer old. or new."
                                    .formatted(ref.name()),
                            c.span()));
        }
        if (!(c.right() instanceof Syntax.Literal literal)) {
            if (c.operator() == Syntax.Operator.MATCHES) {
                throw Positions.bad(c.right().span(), "~ takes a regular expression in quotes.");
            }
            return new ValueTerms.Pair(left, c.operator(), operand(c.right(), scope, ops));
        }
        if (c.operator() == Syntax.Operator.MATCHES) {
            return new ValueTerms.Sides(left, false, ValueTerms.matches(regex(literal)));
        }
        Constant constant = constant(literal, c.left(), c.operator(), scope);
        if (constant.isNull() && c.operator() != Syntax.Operator.EQ && !every) {
            throw Positions.bad(
                    literal.span(), "nothing is " + c.operator().sign() + " null; use is null.");
        }
        Term term = new ValueTerms.Sides(left, every, ValueTerms.compare(c.operator(), constant));
        return bounded(c.left(), term, scope, c.operator(), constant);
    }

    private static Pattern regex(Syntax.Literal literal) throws BadFilter {
        if (!(literal instanceof Syntax.TextLiteral)) {
            throw Positions.bad(
                    literal.span(),
                    "~ takes a regular expression in quotes: ~ '" + literal.text() + "'.");
        }
        try {
            return Pattern.compile(literal.text());
        } catch (PatternSyntaxException e) {
            throw Positions.bad(
                    literal.span(),
                    "the regular expression is not one: " + e.getDescription() + ".");
        }
    }

    Term in(Syntax.In in, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        Operands left = operand(in.left(), scope, ops);
        List<ValueTerms.Question> questions = new ArrayList<>();
        List<Constant> singles = new ArrayList<>();
        Bounds hull = null;
        for (Syntax.Item item : in.items()) {
            Bounds one;
            switch (item) {
                case Syntax.Single s -> {
                    Constant constant = constant(s.value(), in.left(), Syntax.Operator.EQ, scope);
                    singles.add(constant);
                    questions.add(ValueTerms.compare(Syntax.Operator.EQ, constant));
                    one = fields.bounds(in.left(), Syntax.Operator.EQ, constant);
                }
                case Syntax.Range r -> {
                    Optional<Constant> from = Optional.empty();
                    Optional<Constant> to = Optional.empty();
                    one = Bounds.ALL;
                    if (r.from().isPresent()) {
                        from =
                                Optional.of(
                                        constant(
                                                r.from().get(),
                                                in.left(),
                                                Syntax.Operator.GE,
                                                scope));
                        one = fields.bounds(in.left(), Syntax.Operator.GE, from.get());
                    }
                    if (r.to().isPresent()) {
                        to =
                                Optional.of(
                                        constant(
                                                r.to().get(),
                                                in.left(),
                                                Syntax.Operator.LT,
                                                scope));
                        one = one.and(fields.bounds(in.left(), Syntax.Operator.LT, to.get()));
                    }
                    questions.add(ValueTerms.range(new ValueTerms.Bound(from, to)));
                }
            }
            hull = hull == null ? one : hull.or(one);
        }
        Term term = new ValueTerms.Sides(left, false, ValueTerms.anyOf(questions));
        boolean isKey = in.left() instanceof Syntax.Field(String name, _) && name.equals("key");
        if (isKey && singles.size() == in.items().size()) {
            List<List<Constant>> keys = singles.stream().map(List::of).toList();
            return new ChangeTerms.Bounded(term, keyBounds(keys, scope));
        }
        return hull == null ? term : new ChangeTerms.Bounded(term, hull);
    }

    Term is(Syntax.Is is, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        Operands left = operand(is.left(), scope, ops);
        return new ValueTerms.Sides(left, is.negated(), ValueTerms.is(is.property(), is.negated()));
    }

    Term key(Syntax.Key key, @Nullable BitSet scope) throws BadFilter {
        List<Catalog.Table> tables = catalog.tables(scope);
        boolean fits = tables.isEmpty();
        for (Catalog.Table table : tables) {
            fits |=
                    table.versions().stream()
                            .anyMatch(v -> v.keyColumns().length == key.parts().size());
        }
        if (!fits) {
            throw Positions.bad(key.span(), keyShape(tables, key.parts().size()));
        }
        List<Constant> parts = new ArrayList<>();
        for (int i = 0; i < key.parts().size(); i++) {
            Constant constant = new Constant(key.parts().get(i), catalog.zone());
            Misfits.check(
                    constant,
                    Syntax.Operator.EQ,
                    keyColumns(tables, i, key.parts().size()),
                    key.parts().get(i).span());
            parts.add(constant);
        }
        return new ChangeTerms.Bounded(
                new ChangeTerms.HasKey(parts), keyBounds(List.of(parts), scope));
    }

    private static String keyShape(List<Catalog.Table> tables, int given) {
        for (Catalog.Table table : tables) {
            if (!table.versions().isEmpty() && table.versions().getLast().hasKey()) {
                List<String> names = table.versions().getLast().primaryKey();
                return "the key of %s is (%s): %d value%s given."
                        .formatted(
                                table.summary().name(),
                                String.join(", ", names),
                                given,
                                given == 1 ? "" : "s");
            }
        }
        return "%s has no key; name its rows by their columns."
                .formatted(
                        tables.size() == 1 ? tables.getFirst().summary().name() : "no table here");
    }

    private static List<Column> keyColumns(List<Catalog.Table> tables, int part, int parts) {
        return tables.stream()
                .flatMap(t -> t.versions().reversed().stream())
                .filter(v -> v.keyColumns().length == parts)
                .map(v -> v.columns().get(v.keyColumns()[part]))
                .toList();
    }

    private Bounds keyBounds(List<List<Constant>> keys, @Nullable BitSet scope) {
        List<Catalog.Table> tables = catalog.tables(scope);
        if (scope == null || tables.size() * keys.size() > 10_000) {
            return Bounds.ALL;
        }
        List<Bounds.KeyOf> rows = new ArrayList<>();
        for (Catalog.Table table : tables) {
            for (List<Constant> key : keys) {
                var row = Keys.rowKey(table, key);
                if (row.isEmpty()) {
                    return Bounds.ALL;
                }
                rows.add(new Bounds.KeyOf(table.id(), row.get()));
            }
        }
        return Bounds.keys(rows);
    }

    Term changed(Syntax.Changed changed, @Nullable BitSet scope) throws BadFilter {
        List<String> names = new ArrayList<>();
        for (Syntax.Word word : changed.columns()) {
            columns(word.text(), word.span(), scope);
            names.add(word.text());
        }
        return new ChangeTerms.Changed(changed.mode(), names);
    }

    private Operands operand(Syntax.Operand operand, @Nullable BitSet scope, Set<Op> ops)
            throws BadFilter {
        return switch (operand) {
            case Syntax.ColumnRef ref -> {
                columns(ref.name(), ref.nameSpan(), scope);
                warnOfMissingSide(ref, ops);
                yield new Operands.OfColumn(ref.side(), ref.name());
            }
            case Syntax.Delta delta -> {
                List<Column> columns = columns(delta.column(), delta.nameSpan(), scope);
                if (!columns.isEmpty() && columns.stream().noneMatch(Misfits::isNumber)) {
                    throw Positions.bad(
                            delta.nameSpan(),
                            "delta() takes a number; %s is %s."
                                    .formatted(delta.column(), columns.getFirst().type().sql()));
                }
                yield new Operands.OfDelta(
                        new Operands.OfColumn(Syntax.Side.OLD, delta.column()),
                        new Operands.OfColumn(Syntax.Side.NEW, delta.column()));
            }
            case Syntax.Call call ->
                    new Operands.OfCall(call.function(), operand(call.argument(), scope, ops));
            case Syntax.Field(String name, Span span) -> {
                Fields field = Fields.byWord(name).orElseThrow();
                if (field == Fields.KEY) {
                    keyIsOne(span, scope);
                    yield new Operands.OfKey();
                }
                yield fields.operand(field, span);
            }
            case Syntax.Literal literal ->
                    throw Positions.bad(literal.span(), "a field or column is missing here.");
        };
    }

    private void keyIsOne(Span span, @Nullable BitSet scope) throws BadFilter {
        List<Catalog.Table> tables = catalog.tables(scope);
        boolean any =
                tables.isEmpty()
                        || tables.stream()
                                .flatMap(t -> t.versions().stream())
                                .anyMatch(v -> v.keyColumns().length == 1);
        if (!any) {
            throw Positions.bad(span, keyShape(tables, 1) + " Write key(a, b).");
        }
    }

    private void warnOfMissingSide(Syntax.ColumnRef ref, Set<Op> ops) {
        boolean noNew = ref.side() == Syntax.Side.NEW && ops.equals(Set.of(Op.DELETE));
        boolean noOld = ref.side() == Syntax.Side.OLD && ops.equals(Set.of(Op.INSERT));
        if (noNew || noOld) {
            String text =
                    noNew
                            ? "a delete has no new side; never matches."
                            : "an insert has no old side; never matches.";
            notes.add(new Note(Note.Kind.WARNING, text, ref.span()));
        }
    }

    /// The columns of a name in the tables in scope.
    private List<Column> columns(String name, Span span, @Nullable BitSet scope) throws BadFilter {
        List<Catalog.Table> tables = catalog.tables(scope);
        List<Column> found = Operands.columns(tables, name);
        boolean unnamed =
                tables.stream().flatMap(t -> t.versions().stream()).anyMatch(Catalog::namesMissing);
        if (found.isEmpty() && !tables.isEmpty() && !unnamed) {
            List<String> known =
                    tables.stream().flatMap(t -> t.columnNames().stream()).distinct().toList();
            throw Positions.bad(
                    span,
                    "no column `%s` in %s.%s"
                            .formatted(name, in(tables, scope), Suggest.didYouMean(name, known)));
        }
        if (found.isEmpty() && unnamed) {
            notes.add(
                    new Note(
                            Note.Kind.WARNING,
                            "some columns have no names yet: import a schema file.",
                            span));
        }
        return found;
    }

    private static String in(List<Catalog.Table> tables, @Nullable BitSet scope) {
        if (scope == null && tables.size() > 3) {
            return "any table of the case";
        }
        List<String> names =
                tables.stream().limit(3).map(t -> t.summary().name().toString()).toList();
        String rest = tables.size() > 3 ? " and " + (tables.size() - 3) + " more" : "";
        return String.join(", ", names) + rest;
    }

    private Constant constant(
            Syntax.Literal literal,
            Syntax.Operand left,
            Syntax.Operator operator,
            @Nullable BitSet scope)
            throws BadFilter {
        Constant constant = new Constant(literal, catalog.zone());
        switch (left) {
            case Syntax.ColumnRef ref ->
                    Misfits.check(
                            constant,
                            operator,
                            Operands.columns(catalog.tables(scope), ref.name()),
                            literal.span());
            case Syntax.Field(String name, _) -> {
                if (name.equals("key")) {
                    Misfits.check(
                            constant,
                            operator,
                            keyColumns(catalog.tables(scope), 0, 1),
                            literal.span());
                } else {
                    return fields.constant(Fields.byWord(name).orElseThrow(), operator, literal);
                }
            }
            case Syntax.Delta _ -> Misfits.number(constant, "delta()", literal.span());
            case Syntax.Call call -> {
                if (call.function().equals("len") || call.function().equals("abs")) {
                    Misfits.number(constant, call.function() + "()", literal.span());
                } else if (!constant.isText()) {
                    throw Positions.bad(
                            literal.span(),
                            call.function() + "() is text; compare with text in quotes.");
                }
            }
            case Syntax.Literal _ -> {}
        }
        return constant;
    }

    private Term bounded(
            Syntax.Operand left,
            Term term,
            @Nullable BitSet scope,
            Syntax.Operator operator,
            Constant constant) {
        if (!(left instanceof Syntax.Field(String name, _))) {
            return term;
        }
        if (name.equals("key")) {
            return operator == Syntax.Operator.EQ && !constant.isNull()
                    ? new ChangeTerms.Bounded(term, keyBounds(List.of(List.of(constant)), scope))
                    : term;
        }
        return new ChangeTerms.Bounded(term, fields.bounds(left, operator, constant));
    }

    /// Whether a number is whole and fits 64 bits.
    static Optional<Long> whole(@Nullable BigDecimal number) {
        try {
            return number == null ? Optional.empty() : Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    static boolean oneOf(Fields field, Fields... some) {
        return Arrays.asList(some).contains(field);
    }
}
