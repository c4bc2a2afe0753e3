package org.rowback.history.filter;

import org.rowback.history.model.RowbackException.BadFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a filter's text into its syntax tree: `or` over `and` over `not` over terms; terms that stand beside each
/// other mean `and`.
final class FilterParser {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_LENGTH = 1 << 20;

    private final Scanner scanner;
    private final OperandParser operands;
    private int depth;

    FilterParser(String text) {
        this.scanner = new Scanner(text);
        this.operands = new OperandParser(scanner);
    }

    /// The tree of a whole text.
    Syntax parse() throws BadFilter {
        if (scanner.here().offset() > MAX_LENGTH) {
            throw new BadFilter("the filter is too long.", 0, 1);
        }
        operands.expect(new Expectation.Term());
        if (scanner.atEnd()) {
            return new Syntax.Everything(new Span(0, 0));
        }
        Syntax whole = or();
        if (!scanner.atEnd()) {
            throw scanner.peek(0) == ')'
                    ? new BadFilter("this ) closes nothing.", scanner.at(), 1)
                    : scanner.expected("a term, and, or");
        }
        return whole;
    }

    List<Token> tokens() {
        return scanner.tokens();
    }

    /// What was expected last: where parsing stopped.
    Expectation expectation() {
        return operands.expectation();
    }

    private Syntax or() throws BadFilter {
        int from = scanner.at();
        List<Syntax> parts = new ArrayList<>();
        parts.add(and());
        while (scanner.keyword("or", Token.Kind.KEYWORD)
                || scanner.sign("||", Token.Kind.KEYWORD)) {
            operands.expect(new Expectation.Term());
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Syntax.Or(parts, scanner.since(from));
    }

    private Syntax and() throws BadFilter {
        int from = scanner.at();
        List<Syntax> parts = new ArrayList<>();
        parts.add(not());
        while (true) {
            boolean said =
                    scanner.keyword("and", Token.Kind.KEYWORD)
                            || scanner.sign("&&", Token.Kind.KEYWORD);
            if (said) {
                operands.expect(new Expectation.Term());
            } else if (scanner.atEnd()
                    || scanner.peek(0) == ')'
                    || scanner.looksAt("or")
                    || scanner.peek(0) == '|') {
                break;
            }
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Syntax.And(parts, scanner.since(from));
    }

    private Syntax not() throws BadFilter {
        int from = scanner.at();
        if (++depth > MAX_DEPTH) {
            throw new BadFilter("the filter is nested too deeply.", scanner.at(), 1);
        }
        Syntax result;
        if (scanner.keyword("not", Token.Kind.KEYWORD) || scanner.sign("!", Token.Kind.KEYWORD)) {
            operands.expect(new Expectation.Term());
            result = new Syntax.Not(not(), scanner.since(from));
        } else {
            result = primary();
        }
        depth--;
        operands.expect(new Expectation.AfterTerm());
        return result;
    }

    private Syntax primary() throws BadFilter {
        int from = scanner.at();
        if (scanner.sign("(", Token.Kind.PUNCTUATION)) {
            operands.expect(new Expectation.Term());
            Syntax inner = or();
            close(from);
            return inner;
        }
        if (opensCall("maybe")) {
            operands.expect(new Expectation.Term());
            Syntax inner = or();
            close(from);
            return new Syntax.Maybe(inner, scanner.since(from));
        }
        if (opensCall("changed")) {
            return changed(from);
        }
        if (opensCall("key")) {
            return key(from);
        }
        return term(from);
    }

    private boolean opensCall(String word) {
        return scanner.looksAt(word)
                && scanner.peek(word.length()) == '('
                && scanner.keyword(word, Token.Kind.FUNCTION)
                && scanner.sign("(", Token.Kind.PUNCTUATION);
    }

    private void close(int from) throws BadFilter {
        if (!scanner.sign(")", Token.Kind.PUNCTUATION)) {
            throw scanner.atEnd()
                    ? new BadFilter(
                            "the ( that opens here is not closed.",
                            from,
                            scanner.since(from).length())
                    : scanner.expected(") or another term");
        }
    }

    private Syntax changed(int from) throws BadFilter {
        Syntax.ChangedMode mode = Syntax.ChangedMode.ANY;
        List<Syntax.Word> columns = new ArrayList<>();
        operands.expect(new Expectation.ColumnName());
        String word = scanner.peekWord();
        if (scanner.peek(word.length()) == '{') {
            mode =
                    switch (word) {
                        case "any" -> Syntax.ChangedMode.ANY;
                        case "all" -> Syntax.ChangedMode.ALL;
                        case "only" -> Syntax.ChangedMode.ONLY;
                        default -> throw scanner.expected("any{…}, all{…} or only{…}");
                    };
            scanner.keyword(word, Token.Kind.KEYWORD);
            scanner.sign("{", Token.Kind.PUNCTUATION);
            names(columns);
            if (!scanner.sign("}", Token.Kind.PUNCTUATION)) {
                throw scanner.expected("} or a comma");
            }
        } else if (scanner.peek(0) != ')') {
            names(columns);
        }
        close(from);
        return new Syntax.Changed(mode, columns, scanner.since(from));
    }

    private void names(List<Syntax.Word> columns) throws BadFilter {
        do {
            operands.expect(new Expectation.ColumnName());
            columns.add(scanner.name(Token.Kind.COLUMN, "a column's name"));
            operands.expect(new Expectation.Nothing());
        } while (scanner.sign(",", Token.Kind.PUNCTUATION));
    }

    private Syntax key(int from) throws BadFilter {
        List<Syntax.Literal> parts = new ArrayList<>();
        do {
            operands.expect(new Expectation.Value(new Syntax.Field("key", scanner.here())));
            parts.add(operands.literal());
        } while (scanner.sign(",", Token.Kind.PUNCTUATION));
        close(from);
        return new Syntax.Key(parts, scanner.since(from));
    }

    private Syntax term(int from) throws BadFilter {
        String word = scanner.peekWord();
        if (scanner.peek(word.length()) == ':' && !word.isEmpty()) {
            return listed(from, word);
        }
        if (isBareTable(word)) {
            return bareTable(from);
        }
        Syntax.Operand left = operands.operand();
        operands.expect(new Expectation.AfterOperand(left));
        return new ComparisonParser(scanner, operands).rest(from, left);
    }

    private Syntax listed(int from, String word) throws BadFilter {
        Span fieldSpan = new Span(from, word.length());
        Fields field =
                Fields.byWord(word).orElseThrow(() -> OperandParser.noField(word, fieldSpan));
        if (!field.isListed()) {
            throw new BadFilter(
                    "`" + word + "` takes an operator, e.g. `" + word + " == …`.",
                    from,
                    word.length() + 1);
        }
        scanner.keyword(word, Token.Kind.FIELD);
        scanner.sign(":", Token.Kind.OPERATOR);
        List<Syntax.Word> items = new ArrayList<>();
        Token.Kind kind = field == Fields.TABLE ? Token.Kind.TABLE : Token.Kind.WORD;
        do {
            operands.expect(new Expectation.ListItem(field));
            items.add(scanner.pattern(kind, "a name after `" + word + ":`"));
        } while (scanner.sign(",", Token.Kind.PUNCTUATION));
        return new Syntax.Listed(field.word(), fieldSpan, items, scanner.since(from));
    }

    /// `shop.orders` alone is `table:shop.orders`.
    private boolean isBareTable(String word) {
        char next = scanner.peek(word.length() + 1);
        return !word.isEmpty()
                && scanner.peek(word.length()) == '.'
                && !OperandParser.isPrefix(word)
                && (Scanner.isNamePart(next) || next == '*' || next == '{' || next == '?');
    }

    private Syntax bareTable(int from) throws BadFilter {
        Syntax.Word name = scanner.pattern(Token.Kind.TABLE, "a table");
        operands.expect(new Expectation.AfterTerm());
        if (ComparisonParser.startsOperator(scanner)) {
            String column = name.text().substring(name.text().indexOf('.') + 1);
            throw new BadFilter(
                    "no field `%s`. Did you mean `new.%s`?"
                            .formatted(name.text(), column.toLowerCase(Locale.ROOT)),
                    name.span().offset(),
                    name.span().length());
        }
        return new Syntax.Listed("table", name.span(), List.of(name), scanner.since(from));
    }
}
