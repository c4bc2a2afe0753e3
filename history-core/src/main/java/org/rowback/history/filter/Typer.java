package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.Source;
import org.rowback.history.model.Truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Compares a filter's tree with a case: finds the tables, columns and types meant, or says what is wrong where.
final class Typer {
    private final Catalog catalog;
    private final List<Note> notes = new ArrayList<>();
    private final TimeTerms times;
    private final ValueTyper values;

    Typer(Catalog catalog) {
        this.catalog = catalog;
        this.times = new TimeTerms(new TimeReader(catalog.zone(), catalog.totals()), notes);
        this.values = new ValueTyper(catalog, notes);
    }

    List<Note> notes() {
        return notes;
    }

    /// The term that a tree means.
    ///
    /// @param scope the tables that the terms beside it leave; null for all
    /// @param ops the operations that they leave
    Term type(Syntax syntax, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        return switch (syntax) {
            case Syntax.Everything _ -> Logic.Decided.ALWAYS;
            case Syntax.And and -> and(and, scope, ops);
            case Syntax.Or or -> {
                List<Term> terms = new ArrayList<>();
                for (Syntax part : or.parts()) {
                    terms.add(type(part, scope, ops));
                }
                yield new Logic.Any(terms);
            }
            case Syntax.Not not -> new Logic.Opposite(type(not.part(), scope, ops));
            case Syntax.Maybe maybe -> new Logic.Perhaps(type(maybe.part(), scope, ops));
            case Syntax.Listed listed -> listed(listed);
            case Syntax.Compare compare -> compare(compare, scope, ops);
            case Syntax.In in -> in(in, scope, ops);
            case Syntax.Is is -> values.is(is, scope, ops);
            case Syntax.Near near -> times.near(near);
            case Syntax.Key key -> values.key(key, scope);
            case Syntax.Changed changed -> values.changed(changed, scope);
        };
    }

    /// Types cheap terms first, so that the others know which tables and operations are left.
    private Term and(Syntax.And and, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        BitSet tables = scope;
        Set<Op> left = ops;
        Term[] terms = new Term[and.parts().size()];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < terms.length; i++) {
                Syntax part = and.parts().get(i);
                if (isAboutTables(part) == (pass == 0)) {
                    terms[i] = type(part, tables, left);
                    Bounds bounds = terms[i].bounds();
                    tables = tables == null ? bounds.tables() : intersection(tables, bounds);
                    EnumSet<Op> rest = EnumSet.noneOf(Op.class);
                    rest.addAll(left);
                    rest.retainAll(bounds.ops());
                    left = rest;
                }
            }
        }
        return new Logic.All(Arrays.asList(terms));
    }

    private static BitSet intersection(BitSet tables, Bounds bounds) {
        BitSet other = bounds.tables();
        if (other == null) {
            return tables;
        }
        BitSet both = (BitSet) tables.clone();
        both.and(other);
        return both;
    }

    private static boolean isAboutTables(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Listed _ -> true;
            case Syntax.Compare(Syntax.Field(String name, _), _, _, _) ->
                    name.equals("table") || name.equals("op");
            case Syntax.In(Syntax.Field(String name, _), _, _) ->
                    name.equals("table") || name.equals("op");
            case Syntax.Not(Syntax part, _) -> isAboutTables(part);
            case Syntax.Or(List<Syntax> parts, _) -> parts.stream().allMatch(Typer::isAboutTables);
            case Syntax.And(List<Syntax> parts, _) -> parts.stream().allMatch(Typer::isAboutTables);
            case Syntax.Everything _,
                    Syntax.Maybe _,
                    Syntax.Compare _,
                    Syntax.In _,
                    Syntax.Is _,
                    Syntax.Near _,
                    Syntax.Key _,
                    Syntax.Changed _ ->
                    false;
        };
    }

    private Term listed(Syntax.Listed listed) throws BadFilter {
        Fields field = Fields.byWord(listed.field()).orElseThrow();
        return switch (field) {
            case TABLE -> tables(listed.items());
            case OP -> new ChangeTerms.IsOp(ops(listed.items()));
            case SOURCE -> sources(listed.items());
            case IMAGE -> image(listed.items());
            case KEY,
                    TIME,
                    TX,
                    TX_ROWS,
                    TX_TABLES,
                    ID,
                    GTID,
                    XID,
                    LSN,
                    POS,
                    THREAD,
                    SERVER,
                    USER,
                    QUERY ->
                    throw new IllegalStateException(listed.field());
        };
    }

    private Term tables(List<Syntax.Word> items) throws BadFilter {
        BitSet all = new BitSet();
        catalog.tables().forEach(t -> all.set(t.id()));
        BitSet chosen = new BitSet();
        BitSet excluded = new BitSet();
        boolean onlyExclusions = true;
        for (Syntax.Word item : items) {
            boolean exclude = item.text().startsWith("!");
            BitSet matching = matching(item, exclude ? item.text().substring(1) : item.text());
            (exclude ? excluded : chosen).or(matching);
            onlyExclusions &= exclude;
        }
        if (onlyExclusions) {
            chosen.or(all);
            chosen.set(0);
        }
        chosen.andNot(excluded);
        all.andNot(chosen);
        return new ChangeTerms.InTables(chosen, all);
    }

    private BitSet matching(Syntax.Word item, String pattern) throws BadFilter {
        Pattern regex = Globs.compile(pattern);
        boolean qualified = pattern.contains(".");
        BitSet found = new BitSet();
        for (Catalog.Table table : catalog.tables()) {
            var name = table.summary().name();
            boolean matches =
                    regex.matcher(name.toString()).matches()
                            || (!qualified && regex.matcher(name.table()).matches());
            found.set(table.id(), matches);
        }
        if (found.isEmpty() && Globs.isPlain(pattern)) {
            throw Positions.bad(item.span(), noTable(catalog, pattern));
        }
        if (found.isEmpty() && !item.text().startsWith("!")) {
            notes.add(
                    new Note(
                            Note.Kind.WARNING,
                            "no table of the case matches `" + pattern + "`.",
                            item.span()));
        }
        return found;
    }

    static String noTable(Catalog catalog, String name) {
        List<String> names = new ArrayList<>();
        for (Catalog.Table table : catalog.tables()) {
            names.add(table.summary().name().toString());
            if (!name.contains(".")) {
                names.add(table.summary().name().table());
            }
        }
        return "no table `%s` in the case.%s".formatted(name, Suggest.didYouMean(name, names));
    }

    private static Set<Op> ops(List<Syntax.Word> items) throws BadFilter {
        EnumSet<Op> chosen = EnumSet.noneOf(Op.class);
        EnumSet<Op> excluded = EnumSet.noneOf(Op.class);
        boolean onlyExclusions = true;
        for (Syntax.Word item : items) {
            boolean exclude = item.text().startsWith("!");
            String word = exclude ? item.text().substring(1) : item.text();
            Op op = op(word, item.span());
            (exclude ? excluded : chosen).add(op);
            onlyExclusions &= exclude;
        }
        if (onlyExclusions) {
            chosen = EnumSet.allOf(Op.class);
        }
        chosen.removeAll(excluded);
        return chosen;
    }

    private static Op op(String word, Span span) throws BadFilter {
        List<String> words = new ArrayList<>();
        for (Op op : Op.values()) {
            if (op.word().equalsIgnoreCase(word)) {
                return op;
            }
            words.add(op.word());
        }
        throw Positions.bad(
                span,
                "no operation `%s`; there are %s.%s"
                        .formatted(
                                word, String.join(", ", words), Suggest.didYouMean(word, words)));
    }

    private Term sources(List<Syntax.Word> items) throws BadFilter {
        List<Pattern> in = new ArrayList<>();
        List<Pattern> out = new ArrayList<>();
        for (Syntax.Word item : items) {
            boolean exclude = item.text().startsWith("!");
            String name = exclude ? item.text().substring(1) : item.text();
            Pattern regex = Globs.compile(name);
            List<String> names = catalog.sources().stream().map(s -> s.name()).toList();
            if (names.stream().noneMatch(n -> regex.matcher(n).matches())) {
                throw Positions.bad(
                        item.span(),
                        "no source `%s` in the case.%s"
                                .formatted(name, Suggest.didYouMean(name, names)));
            }
            (exclude ? out : in).add(regex);
        }
        Set<Integer> ids = new java.util.HashSet<>();
        catalog.sources().stream()
                .filter(
                        s ->
                                in.isEmpty()
                                        || in.stream().anyMatch(p -> p.matcher(s.name()).matches()))
                .filter(s -> out.stream().noneMatch(p -> p.matcher(s.name()).matches()))
                .forEach(s -> ids.add(s.id()));
        return new ChangeTerms.Asked(change -> Truth.of(ids.contains(change.sourceId())));
    }

    private static Term image(List<Syntax.Word> items) throws BadFilter {
        List<Term> terms = new ArrayList<>();
        for (Syntax.Word item : items) {
            switch (item.text()) {
                case "full" -> terms.add(new ChangeTerms.HasImage(true));
                case "partial", "minimal" -> terms.add(new ChangeTerms.HasImage(false));
                default ->
                        throw Positions.bad(
                                item.span(),
                                "no kind of image `%s`; there are full and partial.%s"
                                        .formatted(
                                                item.text(),
                                                Suggest.didYouMean(
                                                        item.text(),
                                                        List.of("full", "partial", "minimal"))));
            }
        }
        return new Logic.Any(terms);
    }

    private Term compare(Syntax.Compare compare, @Nullable BitSet scope, Set<Op> ops)
            throws BadFilter {
        if (!(compare.left() instanceof Syntax.Field(String word, _))
                || !(compare.right() instanceof Syntax.Literal literal)) {
            return values.compare(compare, scope, ops);
        }
        Fields field = Fields.byWord(word).orElseThrow();
        boolean ne = compare.operator() == Syntax.Operator.NE;
        boolean equality = ne || compare.operator() == Syntax.Operator.EQ;
        if (field.isListed() && equality) {
            Term is =
                    listed(
                            new Syntax.Listed(
                                    word,
                                    compare.left().span(),
                                    List.of(new Syntax.Word(literal.text(), literal.span())),
                                    compare.span()));
            return ne ? new Logic.Opposite(is) : is;
        }
        return switch (field.kind()) {
            case TIME -> times.compare(compare.operator(), literal);
            case GTID -> {
                if (!equality) {
                    yield values.compare(compare, scope, ops);
                }
                Term is = Positions.gtids(List.of(new Syntax.Single(literal, literal.span())));
                yield ne ? new Logic.Opposite(is) : is;
            }
            case POSITION -> Positions.position(catalog, compare.operator(), literal);
            case LSN -> lsn(compare.operator(), literal, compare.left().span());
            case PATTERN, LABEL, KEY, NUMBER, TEXT -> values.compare(compare, scope, ops);
        };
    }

    private Term lsn(Syntax.Operator operator, Syntax.Literal literal, Span field)
            throws BadFilter {
        long wanted = Positions.lsn(literal);
        if (catalog.sources().stream()
                .noneMatch(
                        s -> s.format().equals(Source.WAL) || s.format().equals(Source.LOGICAL))) {
            notes.add(new Note(Note.Kind.WARNING, "lsn is not logged in any source.", field));
        }
        return new ChangeTerms.Asked(
                change -> {
                    long lsn = lsn(change);
                    return lsn != 0
                            ? ValueTerms.ordered(
                                    operator,
                                    java.util.OptionalInt.of(Long.compareUnsigned(lsn, wanted)))
                            : Truth.UNDECIDABLE;
                });
    }

    /// A capture says of a change at most where its commit ended.
    private static long lsn(Change change) {
        return change.position().isLsn() ? change.position().offset() : change.transaction().lsn();
    }

    private Term in(Syntax.In in, @Nullable BitSet scope, Set<Op> ops) throws BadFilter {
        if (!(in.left() instanceof Syntax.Field(String word, Span fieldSpan))) {
            return values.in(in, scope, ops);
        }
        Fields field = Fields.byWord(word).orElseThrow();
        if (field.isListed()) {
            List<Syntax.Word> items = new ArrayList<>();
            for (Syntax.Item item : in.items()) {
                if (!(item instanceof Syntax.Single(Syntax.Literal value, Span span))) {
                    throw Positions.bad(item.span(), "`" + word + "` takes no ranges.");
                }
                items.add(new Syntax.Word(value.text(), span));
            }
            return listed(new Syntax.Listed(word, fieldSpan, items, in.span()));
        }
        return switch (field.kind()) {
            case TIME -> times.in(in.items());
            case GTID -> Positions.gtids(in.items());
            case POSITION, LSN -> eachPlace(in, field);
            case PATTERN, LABEL, KEY, NUMBER, TEXT -> values.in(in, scope, ops);
        };
    }

    private Term eachPlace(Syntax.In in, Fields field) throws BadFilter {
        List<Term> terms = new ArrayList<>();
        for (Syntax.Item item : in.items()) {
            List<Term> both = new ArrayList<>();
            switch (item) {
                case Syntax.Single s -> both.add(place(field, Syntax.Operator.EQ, s.value(), in));
                case Syntax.Range r -> {
                    if (r.from().isPresent()) {
                        both.add(place(field, Syntax.Operator.GE, r.from().get(), in));
                    }
                    if (r.to().isPresent()) {
                        both.add(place(field, Syntax.Operator.LT, r.to().get(), in));
                    }
                }
            }
            terms.add(new Logic.All(both));
        }
        return new Logic.Any(terms);
    }

    private Term place(Fields field, Syntax.Operator operator, Syntax.Literal value, Syntax.In in)
            throws BadFilter {
        return field == Fields.POS
                ? Positions.position(catalog, operator, value)
                : lsn(operator, value, in.left().span());
    }
}
