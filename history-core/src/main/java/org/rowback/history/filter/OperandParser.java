package org.rowback.history.filter;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException.BadFilter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what can be compared: fields, columns of either side, functions, values.
final class OperandParser {
    static final List<String> FUNCTIONS = List.of("len", "lower", "abs", "hex");
    private static final Set<String> SIDES = Set.of("old", "new", "col");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern HEX = Pattern.compile("0[xX]([0-9A-Fa-f]{2})*");

    private final Scanner scanner;
    private Expectation expectation = new Expectation.Term();

    OperandParser(Scanner scanner) {
        this.scanner = scanner;
    }

    void expect(Expectation next) {
        expectation = next;
    }

    Expectation expectation() {
        return expectation;
    }

    /// Whether a word before a dot is part of the language and no database's name.
    static boolean isPrefix(String word) {
        return SIDES.contains(word) || word.equals("tx");
    }

    static BadFilter noField(String word, Span span) {
        List<String> known = new ArrayList<>(Fields.words());
        known.addAll(FUNCTIONS);
        known.addAll(List.of("changed", "delta", "maybe"));
        return new BadFilter(
                "no field `%s`.%s".formatted(word, Suggest.didYouMean(word, known)),
                span.offset(),
                span.length());
    }

    /// A field, a column or a function of one.
    Syntax.Operand operand() throws BadFilter {
        int from = scanner.at();
        String word = scanner.peekWord();
        char next = scanner.peek(word.length());
        if (SIDES.contains(word) && next == '.') {
            return column(from, word);
        }
        if (next == '(' && word.equals("delta")) {
            return delta(from);
        }
        if (next == '(' && FUNCTIONS.contains(word)) {
            return call(from, word);
        }
        if (word.isEmpty()) {
            throw scanner.expected("a field");
        }
        return field(from, word, next);
    }

    private Syntax.Operand field(int from, String word, char next) throws BadFilter {
        String whole = word;
        if (word.equals("tx") && next == '.') {
            int end = word.length() + 1;
            StringBuilder dotted = new StringBuilder("tx.");
            while (Scanner.isNamePart(scanner.peek(end))) {
                dotted.append(scanner.peek(end++));
            }
            whole = dotted.toString().toLowerCase(Locale.ROOT);
        }
        Span span = new Span(from, whole.length());
        if (Fields.byWord(whole).isEmpty()) {
            throw noField(whole, span);
        }
        scanner.sign(textOf(whole.length()), Token.Kind.FIELD);
        return new Syntax.Field(whole, span);
    }

    private String textOf(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(scanner.peek(i));
        }
        return word.toString();
    }

    private Syntax.ColumnRef column(int from, String side) throws BadFilter {
        scanner.keyword(side, Token.Kind.FIELD);
        expect(new Expectation.ColumnName());
        if (!scanner.adjacent() || !scanner.sign(".", Token.Kind.FIELD) || !scanner.adjacent()) {
            throw scanner.expected("a column's name");
        }
        Syntax.Word name = scanner.name(Token.Kind.COLUMN, "a column's name");
        Syntax.Side which =
                switch (side) {
                    case "old" -> Syntax.Side.OLD;
                    case "new" -> Syntax.Side.NEW;
                    default -> Syntax.Side.EITHER;
                };
        return new Syntax.ColumnRef(which, name.text(), name.span(), scanner.since(from));
    }

    private Syntax.Operand delta(int from) throws BadFilter {
        scanner.keyword("delta", Token.Kind.FUNCTION);
        scanner.sign("(", Token.Kind.PUNCTUATION);
        expect(new Expectation.ColumnName());
        Syntax.Word name = scanner.name(Token.Kind.COLUMN, "a column's name");
        closeCall();
        return new Syntax.Delta(name.text(), name.span(), scanner.since(from));
    }

    private Syntax.Operand call(int from, String function) throws BadFilter {
        scanner.keyword(function, Token.Kind.FUNCTION);
        scanner.sign("(", Token.Kind.PUNCTUATION);
        expect(new Expectation.Term());
        Syntax.Operand argument = operand();
        closeCall();
        return new Syntax.Call(function, argument, scanner.since(from));
    }

    private void closeCall() throws BadFilter {
        expect(new Expectation.Nothing());
        if (!scanner.sign(")", Token.Kind.PUNCTUATION)) {
            throw scanner.expected(")");
        }
    }

    /// The right side of a comparison: a value or another column.
    Syntax.Operand value() throws BadFilter {
        String word = scanner.peekWord();
        char next = scanner.peek(word.length());
        boolean column = SIDES.contains(word) && next == '.';
        boolean call = next == '(' && (FUNCTIONS.contains(word) || word.equals("delta"));
        return column || call ? operand() : literal();
    }

    /// A value as written.
    Syntax.Literal literal() throws BadFilter {
        int from = scanner.at();
        char c = scanner.peek(0);
        if ((c == 'x' || c == 'X') && scanner.peek(1) == '\'') {
            return hexText(from);
        }
        if (c == '\'' || c == '"') {
            return scanner.quoted();
        }
        Syntax.Word word = scanner.word("a value");
        String text = word.text();
        if (HEX.matcher(text).matches() && text.length() > 2) {
            return new Syntax.HexLiteral(hex(text.substring(2)), text, word.span());
        }
        if (NUMBER.matcher(text).matches()) {
            return new Syntax.NumberLiteral(new BigDecimal(text), text, word.span());
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "null" -> new Syntax.NullLiteral(text, word.span());
            case "true", "false" ->
                    new Syntax.TrueOrFalse(Boolean.parseBoolean(text), text, word.span());
            default -> new Syntax.WordLiteral(text, word.span());
        };
    }

    private Syntax.Literal hexText(int from) throws BadFilter {
        scanner.sign(scanner.peek(0) == 'x' ? "x" : "X", Token.Kind.TEXT);
        Syntax.TextLiteral digits = scanner.quoted();
        if (!HEX.matcher("0x" + digits.text()).matches()) {
            throw new BadFilter(
                    "x'…' takes pairs of hexadecimal digits.", from, digits.span().end() - from);
        }
        return new Syntax.HexLiteral(hex(digits.text()), "0x" + digits.text(), scanner.since(from));
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }
}
