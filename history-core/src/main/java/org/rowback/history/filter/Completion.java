package org.rowback.history.filter;

import org.rowback.history.model.Column;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.Source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// What may be written at a place of a filter: fields, columns of the tables named so far, operators that the type
/// allows, values. Nothing inside text in quotes.
public final class Completion {
    /// One offer.
    ///
    /// @param insert what takes the place of `replace`
    /// @param detail a few words for people
    public record Item(String insert, Token.Kind kind, String detail, Span replace) {}

    private final Catalog catalog;
    private final String text;
    private final int caret;
    private final List<Item> items = new ArrayList<>();

    private Completion(Catalog catalog, String text, int caret) {
        this.catalog = catalog;
        this.text = text;
        this.caret = caret;
    }

    /// What may stand at the caret, the best first. Takes no longer than parsing does.
    public static List<Item> at(String text, int caret, Catalog catalog) {
        if (insideText(text.substring(0, caret))) {
            return List.of();
        }
        Completion completion = new Completion(catalog, text, caret);
        completion.offer();
        return List.copyOf(completion.items);
    }

    private void offer() {
        int name = back(caret, false);
        Expectation expected = expectationAt(name);
        if (expected instanceof Expectation.ColumnName) {
            columns(new Span(name, caret - name));
            return;
        }
        int from = back(caret, true);
        expected = expectationAt(from);
        Span span = new Span(from, caret - from);
        switch (expected) {
            case Expectation.Term _ -> terms(span);
            case Expectation.AfterTerm _ -> {
                if (from > 0 && text.charAt(from - 1) == ')') {
                    return;
                }
                add("and", Token.Kind.KEYWORD, "both", span);
                add("or", Token.Kind.KEYWORD, "either", span);
                terms(span);
            }
            case Expectation.AfterOperand(Syntax.Operand operand) -> operators(operand, span);
            case Expectation.Value(Syntax.Operand operand) -> values(operand, span);
            case Expectation.ColumnName _ -> columns(span);
            case Expectation.ListItem(Fields field) -> listItems(field, span);
            case Expectation.IsWhat _ -> {
                add("null", Token.Kind.OPERATOR, "SQL NULL", span);
                add("not null", Token.Kind.OPERATOR, "any value but NULL", span);
                add("empty", Token.Kind.OPERATOR, "text or bytes of length 0", span);
                add("logged", Token.Kind.OPERATOR, "the log holds it", span);
                add("not logged", Token.Kind.OPERATOR, "the log does not hold it", span);
            }
            case Expectation.Nothing _ -> {}
        }
    }

    private Expectation expectationAt(int end) {
        FilterParser parser = new FilterParser(text.substring(0, end));
        try {
            parser.parse();
        } catch (BadFilter e) {
            return e.offset() + e.length() >= end || e.getMessage().contains("not closed")
                    ? parser.expectation()
                    : new Expectation.Nothing();
        }
        return end == 0 ? new Expectation.Term() : parser.expectation();
    }

    private int back(int from, boolean dots) {
        int at = from;
        while (at > 0
                && (Scanner.isNamePart(text.charAt(at - 1))
                        || (dots && ".!*?".indexOf(text.charAt(at - 1)) >= 0))) {
            at--;
        }
        return at;
    }

    private void terms(Span span) {
        for (Fields field : Fields.values()) {
            String suffix = field == Fields.TABLE || field == Fields.OP ? ":" : "";
            add(field.word() + suffix, Token.Kind.FIELD, field.help(), span);
        }
        add("new.", Token.Kind.FIELD, "a column after the change", span);
        add("old.", Token.Kind.FIELD, "a column before the change", span);
        add("col.", Token.Kind.FIELD, "a column on either side", span);
        add("changed(", Token.Kind.FUNCTION, "columns that the change altered", span);
        add("delta(", Token.Kind.FUNCTION, "new minus old", span);
        add("len(", Token.Kind.FUNCTION, "characters or bytes", span);
        add("not", Token.Kind.KEYWORD, "the opposite", span);
        add("maybe(", Token.Kind.FUNCTION, "also what the log leaves undecidable", span);
        tables(span, false);
    }

    private void tables(Span span, boolean bare) {
        String typed = typed(span);
        boolean dotted = typed.contains(".") || !bare;
        catalog.tables().stream()
                .sorted(Comparator.comparingLong(t -> -t.summary().changes()))
                .forEach(
                        t -> {
                            var name = t.summary().name();
                            String offered =
                                    dotted || !name.table().startsWith(typed)
                                            ? name.toString()
                                            : name.table();
                            add(
                                    offered,
                                    Token.Kind.TABLE,
                                    t.summary().changes() + " changes",
                                    span);
                        });
    }

    private void listItems(Fields field, Span span) {
        switch (field) {
            case TABLE -> {
                boolean exclude = typed(span).startsWith("!");
                Span rest = exclude ? new Span(span.offset() + 1, span.length() - 1) : span;
                tables(rest, true);
            }
            case OP -> ops(span, "");
            case SOURCE -> sources(span, "");
            case IMAGE -> {
                add("full", Token.Kind.WORD, "every column logged", span);
                add("partial", Token.Kind.WORD, "some columns not logged", span);
            }
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
                    QUERY -> {}
        }
    }

    private void ops(Span span, String quote) {
        for (Op op : Op.values()) {
            add(quote + op.word() + quote, Token.Kind.WORD, "", span);
        }
    }

    private void sources(Span span, String quote) {
        for (Source source : catalog.sources()) {
            add(quote + source.name() + quote, Token.Kind.WORD, source.server(), span);
        }
    }

    private void columns(Span span) {
        TreeMap<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Catalog.Table table : tablesNamed()) {
            table.versions().reversed().stream()
                    .flatMap(v -> v.columns().stream())
                    .forEach(c -> types.putIfAbsent(c.name(), c.type().sql()));
        }
        types.forEach(
                (name, type) -> {
                    boolean plain = name.chars().allMatch(c -> Scanner.isNamePart((char) c));
                    String written = plain ? name : "`" + name.replace("`", "``") + "`";
                    add(written, Token.Kind.COLUMN, type, span);
                });
    }

    /// The tables that the whole text names, else all.
    private List<Catalog.Table> tablesNamed() {
        BitSet named = new BitSet();
        for (Token token : Filter.tokens(text)) {
            if (token.kind() == Token.Kind.TABLE) {
                String pattern = text.substring(token.span().offset(), token.span().end());
                var regex = Globs.compile(pattern);
                for (Catalog.Table table : catalog.tables()) {
                    var name = table.summary().name();
                    if (regex.matcher(name.toString()).matches()
                            || regex.matcher(name.table()).matches()) {
                        named.set(table.id());
                    }
                }
            }
        }
        return catalog.tables(named.isEmpty() ? null : named);
    }

    private void operators(Syntax.Operand operand, Span span) {
        List<String> signs = new ArrayList<>(List.of("==", "!="));
        if (operand instanceof Syntax.Field(String word, _)) {
            switch (Fields.byWord(word).orElseThrow().kind()) {
                case TIME -> signs = new ArrayList<>(List.of("in", ">=", "<", "~"));
                case NUMBER, POSITION, LSN -> signs.addAll(List.of("in", "<", "<=", ">", ">="));
                case TEXT -> signs = new ArrayList<>(List.of("contains", "~", "startswith", "=="));
                case GTID, KEY, PATTERN, LABEL -> signs.add("in");
            }
        } else {
            signs.addAll(valueOperators(operand));
        }
        signs.forEach(s -> add(s, Token.Kind.OPERATOR, "", span));
    }

    private List<String> valueOperators(Syntax.Operand operand) {
        List<String> order = List.of("<", "<=", ">", ">=", "in");
        List<String> words = List.of("contains", "startswith", "~", "in");
        List<String> last = List.of("is null", "is not null", "is logged");
        List<String> signs = new ArrayList<>();
        if (operand instanceof Syntax.ColumnRef ref) {
            List<Column> columns = Operands.columns(tablesNamed(), ref.name());
            boolean text =
                    !columns.isEmpty()
                            && switch (columns.getFirst().type().family()) {
                                case TEXT, JSON, ENUM, SET, BINARY, INET, UUID -> true;
                                default -> false;
                            };
            signs.addAll(text ? words : order);
        } else {
            signs.addAll(order);
        }
        signs.addAll(last);
        return signs;
    }

    private void values(Syntax.Operand operand, Span span) {
        if (operand instanceof Syntax.Field(String word, _)) {
            switch (Fields.byWord(word).orElseThrow()) {
                case OP -> ops(span, "");
                case SOURCE -> sources(span, "'");
                case TABLE -> tables(span, true);
                case TIME,
                        KEY,
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
                        QUERY,
                        IMAGE -> {}
            }
        } else if (operand instanceof Syntax.ColumnRef ref) {
            Operands.columns(tablesNamed(), ref.name()).stream()
                    .flatMap(c -> c.type().members().stream())
                    .distinct()
                    .forEach(m -> add("'" + m.replace("'", "''") + "'", Token.Kind.TEXT, "", span));
            add("null", Token.Kind.WORD, "SQL NULL", span);
            for (String side : Set.of("old", "new")) {
                boolean other = !side.equals(ref.side().name().toLowerCase(Locale.ROOT));
                if (other && ref.side() != Syntax.Side.EITHER) {
                    add(side + "." + ref.name(), Token.Kind.COLUMN, "the other side", span);
                }
            }
        }
    }

    private String typed(Span span) {
        return text.substring(span.offset(), span.end());
    }

    private void add(String insert, Token.Kind kind, String detail, Span span) {
        String typed = typed(span).toLowerCase(Locale.ROOT);
        String offered = insert.toLowerCase(Locale.ROOT);
        boolean fits =
                offered.startsWith(typed)
                        || offered.startsWith("'" + typed)
                        || offered.startsWith("`" + typed)
                        || (kind == Token.Kind.TABLE && offered.contains("." + typed));
        boolean done = offered.equals(typed);
        if (fits && !done && items.stream().noneMatch(i -> i.insert().equals(insert))) {
            items.add(new Item(insert, kind, detail, span));
        }
    }

    private static boolean insideText(String text) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (text.startsWith("--", i)
                    && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                int end = text.indexOf('\n', i);
                if (end < 0) {
                    return true;
                }
                i = end;
            }
        }
        return quote != 0;
    }
}
