package org.rowback.history.check;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the part of SQL that is judged here: columns of exact numbers, texts and enums, and literals, under comparisons,
/// IN, BETWEEN, IS NULL, AND, OR and NOT; as MySQL and MariaDB print them (`SHOW CREATE TABLE`), as PostgreSQL does
/// (`pg_get_constraintdef`, with its casts and `= ANY (ARRAY[…])`), and as people write them. Anything else is refused
/// whole.
final class CheckParser {
    private static final Set<Family> NUMBERS = EnumSet.of(Family.INTEGER, Family.DECIMAL);
    private static final Set<Family> TEXTS = EnumSet.of(Family.TEXT, Family.ENUM);

    /// Casts that change no value of such a column or literal.
    private static final Set<String> NUMBER_CASTS =
            Set.of("numeric", "integer", "bigint", "smallint");

    private static final Set<String> TEXT_CASTS = Set.of("text", "character varying", "varchar");

    private static final int MOST_TRIES = 2_000;

    private static final class NotJudged extends Exception {
        private static final long serialVersionUID = 1;

        NotJudged() {
            super("", null, false, false);
        }
    }

    /// @param isNumber whether it is an exact number, else text; empty for NULL
    private record Typed(Operand operand, Optional<Boolean> isNumber) {}

    private final SchemaVersion schema;
    private final List<CheckToken> tokens;
    private int at;
    private int tries;

    private CheckParser(SchemaVersion schema, List<CheckToken> tokens) {
        this.schema = schema;
        this.tokens = tokens;
    }

    /// Empty where an expression is not judged here.
    static Optional<Condition> parse(SchemaVersion schema, String expression) {
        Optional<List<CheckToken>> tokens = CheckToken.cut(expression);
        if (tokens.isEmpty() || tokens.get().isEmpty()) {
            return Optional.empty();
        }
        CheckParser parser = new CheckParser(schema, tokens.get());
        try {
            Condition condition = parser.or();
            return parser.at == parser.tokens.size() ? Optional.of(condition) : Optional.empty();
        } catch (NotJudged e) {
            return Optional.empty();
        }
    }

    private Condition or() throws NotJudged {
        Condition left = and();
        while (take("or")) {
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() throws NotJudged {
        Condition left = not();
        while (take("and")) {
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() throws NotJudged {
        return take("not") ? new Condition.Not(not()) : primary();
    }

    /// A condition in parentheses, or a comparison; what a parenthesis begins is known when it has been tried.
    private Condition primary() throws NotJudged {
        int start = at;
        if (++tries > MOST_TRIES) {
            throw new NotJudged();
        }
        if (take("(")) {
            try {
                Condition inner = or();
                expect(")");
                return inner;
            } catch (NotJudged e) {
                at = start;
            }
        }
        return comparison();
    }

    private Condition comparison() throws NotJudged {
        Typed left = operand();
        if (take("is")) {
            boolean not = take("not");
            expect("null");
            Condition isNull = new Condition.IsNull(left.operand());
            return not ? new Condition.Not(isNull) : isNull;
        }
        boolean not = take("not");
        if (take("between")) {
            Typed low = operand();
            expect("and");
            Typed high = operand();
            Condition in = new Condition.And(compare(left, ">=", low), compare(left, "<=", high));
            return not ? new Condition.Not(in) : in;
        }
        if (take("in")) {
            Condition in = oneOf(left, "(", ")");
            return not ? new Condition.Not(in) : in;
        }
        if (not) {
            throw new NotJudged();
        }
        String sign = next().text();
        if (sign.equals("=") && take("any")) {
            return anyOf(left);
        }
        return compare(left, sign.equals("!=") ? "<>" : sign, operand());
    }

    private Condition oneOf(Typed left, String open, String close) throws NotJudged {
        expect(open);
        Condition any = compare(left, "=", operand());
        while (take(",")) {
            any = new Condition.Or(any, compare(left, "=", operand()));
        }
        expect(close);
        return any;
    }

    /// `= ANY (ARRAY[…])`, or `= ANY ((ARRAY[…])::text[])`.
    private Condition anyOf(Typed left) throws NotJudged {
        expect("(");
        boolean cast = take("(");
        expect("array");
        Condition any = oneOf(left, "[", "]");
        if (cast) {
            expect(")");
            expect("::");
            if (!TEXT_CASTS.contains(typeName())) {
                throw new NotJudged();
            }
            expect("[");
            expect("]");
        }
        expect(")");
        return any;
    }

    private Condition compare(Typed left, String sign, Typed right) throws NotJudged {
        boolean known = Set.of("=", "<>", "<", "<=", ">", ">=").contains(sign);
        boolean alike =
                left.isNumber().isEmpty()
                        || right.isNumber().isEmpty()
                        || left.isNumber().equals(right.isNumber());
        boolean isText =
                left.isNumber().filter(n -> !n).isPresent()
                        || right.isNumber().filter(n -> !n).isPresent();
        if (!known || !alike || (isText && !sign.equals("=") && !sign.equals("<>"))) {
            throw new NotJudged();
        }
        return new Condition.Compare(left.operand(), sign, right.operand());
    }

    private Typed operand() throws NotJudged {
        Typed operand;
        if (take("(")) {
            operand = operand();
            expect(")");
        } else {
            operand = single();
        }
        while (take("::")) {
            operand = cast(operand, typeName());
        }
        return operand;
    }

    private Typed cast(Typed operand, String type) throws NotJudged {
        if (operand.isNumber().isEmpty()) {
            return operand;
        }
        if (operand.isNumber().get() && NUMBER_CASTS.contains(type)) {
            boolean isColumn = operand.operand() instanceof Operand.Column;
            // A cast of a literal with a fraction to a whole number rounds it; a column's may be
            // out of range.
            if (type.equals("numeric") || (!isColumn && isWhole(operand.operand()))) {
                return operand;
            }
        }
        if (!operand.isNumber().get() && TEXT_CASTS.contains(type)) {
            return operand;
        }
        if (!operand.isNumber().get()
                && NUMBER_CASTS.contains(type)
                && operand.operand() instanceof Operand.Literal(ColumnValue value)
                && value instanceof Datum.TextDatum text
                && text.text().matches("-?\\d{1,18}")) {
            return number(text.text());
        }
        throw new NotJudged();
    }

    private static boolean isWhole(Operand operand) {
        return operand instanceof Operand.Literal(ColumnValue value)
                && value instanceof Datum.DecimalDatum number
                && number.value().stripTrailingZeros().scale() <= 0;
    }

    private String typeName() throws NotJudged {
        String name = next().text().toLowerCase(Locale.ROOT);
        return name.equals("character") && take("varying") ? "character varying" : name;
    }

    private Typed single() throws NotJudged {
        if (take("-")) {
            CheckToken number = next();
            if (number.kind() != CheckToken.Kind.NUMBER) {
                throw new NotJudged();
            }
            return number("-" + number.text());
        }
        CheckToken token = next();
        return switch (token.kind()) {
            case NUMBER -> number(token.text());
            case STRING ->
                    new Typed(
                            new Operand.Literal(
                                    new Datum.TextDatum(
                                            token.text(),
                                            Bytes.of(token.text().getBytes(StandardCharsets.UTF_8)),
                                            "")),
                            Optional.of(false));
            case WORD, NAME -> word(token);
            case QUOTED -> {
                if (schema.identity() == ReplicaIdentity.NONE) {
                    throw new NotJudged();
                }
                yield word(token);
            }
            case SIGN -> throw new NotJudged();
        };
    }

    private Typed word(CheckToken token) throws NotJudged {
        boolean isWord = token.kind() == CheckToken.Kind.WORD;
        if (isWord && token.text().equalsIgnoreCase("null")) {
            return new Typed(new Operand.Literal(ColumnValue.NULL), Optional.empty());
        }
        int place = schema.indexOf(token.text());
        boolean isCall = at < tokens.size() && tokens.get(at).is("(");
        if (place < 0 || isCall) {
            throw new NotJudged();
        }
        Family family = schema.columns().get(place).type().family();
        if (!NUMBERS.contains(family) && !TEXTS.contains(family)) {
            // Whether it is NULL can still be asked.
            if (at < tokens.size() && tokens.get(at).is("is")) {
                return new Typed(new Operand.Column(place), Optional.empty());
            }
            throw new NotJudged();
        }
        return new Typed(new Operand.Column(place), Optional.of(NUMBERS.contains(family)));
    }

    private static Typed number(String text) {
        return new Typed(
                new Operand.Literal(new Datum.DecimalDatum(new BigDecimal(text))),
                Optional.of(true));
    }

    private CheckToken next() throws NotJudged {
        if (at >= tokens.size()) {
            throw new NotJudged();
        }
        return tokens.get(at++);
    }

    private boolean take(String what) {
        if (at < tokens.size() && tokens.get(at).is(what)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String what) throws NotJudged {
        if (!take(what)) {
            throw new NotJudged();
        }
    }
}
