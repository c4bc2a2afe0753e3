package org.rowback.history.filter;

import org.rowback.history.filter.Syntax.Operator;
import org.rowback.history.model.RowbackException.BadFilter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what follows an operand: an operator and its value, `in …`, `is …`.
final class ComparisonParser {
    private static final Map<String, Operator> SIGNS = new LinkedHashMap<>();
    private static final Map<String, Operator> WORDS = new LinkedHashMap<>();

    static {
        SIGNS.put("==", Operator.EQ);
        SIGNS.put("!=", Operator.NE);
        SIGNS.put("<>", Operator.NE);
        SIGNS.put("<=", Operator.LE);
        SIGNS.put(">=", Operator.GE);
        SIGNS.put("=", Operator.EQ);
        SIGNS.put("<", Operator.LT);
        SIGNS.put(">", Operator.GT);
        SIGNS.put("~", Operator.MATCHES);
        WORDS.put("eq", Operator.EQ);
        WORDS.put("ne", Operator.NE);
        WORDS.put("lt", Operator.LT);
        WORDS.put("le", Operator.LE);
        WORDS.put("gt", Operator.GT);
        WORDS.put("ge", Operator.GE);
        WORDS.put("contains", Operator.CONTAINS);
        WORDS.put("startswith", Operator.STARTS_WITH);
        WORDS.put("matches", Operator.MATCHES);
    }

    private final Scanner scanner;
    private final OperandParser operands;

    ComparisonParser(Scanner scanner, OperandParser operands) {
        this.scanner = scanner;
        this.operands = operands;
    }

    static boolean startsOperator(Scanner scanner) {
        char c = scanner.peek(0);
        boolean sign = "=<>~".indexOf(c) >= 0 || (c == '!' && scanner.peek(1) == '=');
        return !scanner.atEnd() && (sign || WORDS.keySet().stream().anyMatch(scanner::looksAt));
    }

    Syntax rest(int from, Syntax.Operand left) throws BadFilter {
        if (scanner.keyword("is", Token.Kind.OPERATOR)) {
            return is(from, left);
        }
        if (scanner.keyword("in", Token.Kind.OPERATOR)) {
            return in(from, left);
        }
        if (scanner.looksAt("not")) {
            scanner.keyword("not", Token.Kind.OPERATOR);
            if (!scanner.keyword("in", Token.Kind.OPERATOR)) {
                throw scanner.expected("in");
            }
            Syntax in = in(from, left);
            return new Syntax.Not(in, in.span());
        }
        Operator operator = operator();
        operands.expect(new Expectation.Value(left));
        boolean isTime = left instanceof Syntax.Field(String name, _) && name.equals("time");
        if (isTime && operator == Operator.MATCHES) {
            return near(from, left);
        }
        Syntax.Operand right = operands.value();
        return new Syntax.Compare(left, operator, right, scanner.since(from));
    }

    private Operator operator() throws BadFilter {
        for (Map.Entry<String, Operator> sign : SIGNS.entrySet()) {
            if (scanner.sign(sign.getKey(), Token.Kind.OPERATOR)) {
                return sign.getValue();
            }
        }
        for (Map.Entry<String, Operator> word : WORDS.entrySet()) {
            if (scanner.keyword(word.getKey(), Token.Kind.OPERATOR)) {
                return word.getValue();
            }
        }
        String found = scanner.peekWord();
        if (found.equals("like")) {
            throw new BadFilter(
                    "there is no `like`; use contains, startswith, or ~ with a regular expression.",
                    scanner.at(),
                    found.length());
        }
        List<String> known = new ArrayList<>(WORDS.keySet());
        known.addAll(List.of("in", "is"));
        BadFilter plain = scanner.expected("an operator such as ==, <, in or contains");
        String near = found.isEmpty() ? "" : Suggest.didYouMean(found, known);
        throw new BadFilter(plain.getMessage() + near, plain.offset(), plain.length());
    }

    private Syntax is(int from, Syntax.Operand left) throws BadFilter {
        operands.expect(new Expectation.IsWhat());
        boolean not = scanner.keyword("not", Token.Kind.OPERATOR);
        Syntax.Property property;
        if (scanner.keyword("null", Token.Kind.OPERATOR)) {
            property = Syntax.Property.NULL;
        } else if (scanner.keyword("empty", Token.Kind.OPERATOR)) {
            property = Syntax.Property.EMPTY;
        } else if (scanner.keyword("logged", Token.Kind.OPERATOR)) {
            property = Syntax.Property.LOGGED;
        } else {
            throw scanner.expected("null, empty or logged");
        }
        return new Syntax.Is(left, property, not, scanner.since(from));
    }

    private Syntax near(int from, Syntax.Operand left) throws BadFilter {
        Syntax.Literal centre = operands.literal();
        boolean sign =
                scanner.sign("±", Token.Kind.OPERATOR) || scanner.sign("+-", Token.Kind.OPERATOR);
        if (!sign) {
            throw scanner.expected("± and a duration, e.g. `time ~ 14:17 ±90s`");
        }
        operands.expect(new Expectation.Nothing());
        Syntax.Word radius = scanner.word("a duration such as 90s, 5m or 2h");
        return new Syntax.Near(
                left, new Syntax.Word(centre.text(), centre.span()), radius, scanner.since(from));
    }

    private Syntax in(int from, Syntax.Operand left) throws BadFilter {
        operands.expect(new Expectation.Value(left));
        List<Syntax.Item> items = new ArrayList<>();
        boolean braces = scanner.sign("{", Token.Kind.PUNCTUATION);
        if (braces || scanner.sign("(", Token.Kind.PUNCTUATION)) {
            do {
                operands.expect(new Expectation.Value(left));
                items.add(item());
                operands.expect(new Expectation.Nothing());
            } while (scanner.sign(",", Token.Kind.PUNCTUATION));
            String end = braces ? "}" : ")";
            if (!scanner.sign(end, Token.Kind.PUNCTUATION)) {
                throw scanner.expected("a comma or " + end);
            }
        } else {
            Syntax.Item item = item();
            if (item instanceof Syntax.Single single) {
                throw new BadFilter(
                        "after `in` comes {a, b} or a..b.",
                        single.span().offset(),
                        single.span().length());
            }
            items.add(item);
        }
        return new Syntax.In(left, List.copyOf(items), scanner.since(from));
    }

    private Syntax.Item item() throws BadFilter {
        int from = scanner.at();
        if (scanner.sign("..", Token.Kind.OPERATOR)) {
            return new Syntax.Range(
                    Optional.empty(), Optional.of(operands.literal()), scanner.since(from));
        }
        Syntax.Literal first = operands.literal();
        if (!scanner.sign("..", Token.Kind.OPERATOR)) {
            return new Syntax.Single(first, first.span());
        }
        boolean open =
                scanner.atEnd() || ",})(".indexOf(scanner.peek(0)) >= 0 || !scanner.adjacent();
        Optional<Syntax.Literal> to = open ? Optional.empty() : Optional.of(operands.literal());
        return new Syntax.Range(Optional.of(first), to, scanner.since(from));
    }
}
