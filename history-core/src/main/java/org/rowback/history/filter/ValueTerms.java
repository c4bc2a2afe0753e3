package org.rowback.history.filter;

import com.google.re2j.Pattern;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Terms over values. A value that is not logged or undecodable makes them undecidable; NULL is a value of its own,
/// equal to NULL only and in no order; a change without the side or column makes them false.
final class ValueTerms {
    private ValueTerms() {}

    /// Asks one value.
    interface Question {
        Truth ask(ColumnValue value);
    }

    /// Any side, or (for `!=` and `is not`) every side.
    record Sides(Operands operand, boolean every, Question question) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            ColumnValue[] values = operand.values(subject);
            if (values.length == 0) {
                return Truth.FALSE;
            }
            Truth result = question.ask(values[0]);
            for (int i = 1; i < values.length; i++) {
                Truth next = question.ask(values[i]);
                result = every ? result.and(next) : result.or(next);
            }
            return result;
        }

        @Override
        public Term among(ChangeKind kind) {
            return switch (operand.among(kind)) {
                case Operands.Nothing _ -> Logic.Decided.NEVER;
                case Operands.OfPlace place when place.isOne() -> new OneSide(place, question);
                case Operands among -> new Sides(among, every, question);
            };
        }

        @Override
        public boolean needsContext() {
            return operand.needsContext();
        }

        @Override
        public boolean needsImages() {
            return operand.needsImages();
        }
    }

    /// The one value of a column that changes of a kind have.
    record OneSide(Operands.OfPlace place, Question question) implements Term {
        @Override
        public Truth test(Subject subject) {
            return question.ask(place.value(subject));
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }

    static Question compare(Syntax.Operator operator, Constant constant) {
        return value -> {
            if (!isKnown(value) || labelMissing(value, constant)) {
                return Truth.UNDECIDABLE;
            }
            boolean isNull = value instanceof ColumnValue.SqlNull;
            if (constant.isNull() || isNull) {
                boolean equal = constant.isNull() && isNull;
                return Truth.of(
                        operator == Syntax.Operator.EQ
                                ? equal
                                : operator == Syntax.Operator.NE && !equal);
            }
            return operator.isText()
                    ? text(operator, constant, (Datum) value)
                    : ordered(operator, constant.compare((Datum) value));
        };
    }

    private static Truth text(Syntax.Operator operator, Constant constant, Datum value) {
        Boolean within = constant.within(value, operator == Syntax.Operator.STARTS_WITH);
        return Truth.of(within != null && within);
    }

    static Truth ordered(Syntax.Operator operator, OptionalInt order) {
        if (order.isEmpty()) {
            return Truth.FALSE;
        }
        int sign = order.getAsInt();
        return Truth.of(
                switch (operator) {
                    case EQ -> sign == 0;
                    case NE -> sign != 0;
                    case LT -> sign < 0;
                    case LE -> sign <= 0;
                    case GT -> sign > 0;
                    case GE -> sign >= 0;
                    case CONTAINS, STARTS_WITH, MATCHES -> false;
                });
    }

    /// A member of a set.
    record Bound(Optional<Constant> from, Optional<Constant> to) {}

    static Question range(Bound bound) {
        Question from =
                bound.from()
                        .map(c -> compare(Syntax.Operator.GE, c))
                        .orElse(ValueTerms::isSomething);
        Question to =
                bound.to().map(c -> compare(Syntax.Operator.LT, c)).orElse(ValueTerms::isSomething);
        return value -> from.ask(value).and(to.ask(value));
    }

    private static Truth isSomething(ColumnValue value) {
        return isKnown(value) ? Truth.of(value instanceof Datum) : Truth.UNDECIDABLE;
    }

    static Question anyOf(List<Question> questions) {
        return value -> {
            Truth result = Truth.FALSE;
            for (Question question : questions) {
                result = result.or(question.ask(value));
            }
            return result;
        };
    }

    static Question matches(Pattern pattern) {
        return value ->
                isKnown(value)
                        ? Truth.of(value instanceof Datum d && pattern.matcher(d.text()).find())
                        : Truth.UNDECIDABLE;
    }

    static Question is(Syntax.Property property, boolean negated) {
        return value -> {
            Truth truth =
                    switch (property) {
                        case LOGGED -> Truth.of(!(value instanceof ColumnValue.NotLogged));
                        case NULL ->
                                isKnown(value)
                                        ? Truth.of(value instanceof ColumnValue.SqlNull)
                                        : Truth.UNDECIDABLE;
                        case EMPTY -> isKnown(value) ? Truth.of(isEmpty(value)) : Truth.UNDECIDABLE;
                    };
            return negated ? truth.not() : truth;
        };
    }

    private static boolean isEmpty(ColumnValue value) {
        return switch (value) {
            case Datum.BinaryDatum b -> b.bytes().length() == 0;
            case Datum.GeometryDatum _ -> false;
            case Datum d -> d.text().isEmpty();
            case ColumnValue.SqlNull _, ColumnValue.NotLogged _, ColumnValue.Undecodable _ -> false;
        };
    }

    static boolean isKnown(ColumnValue value) {
        return !(value instanceof ColumnValue.NotLogged)
                && !(value instanceof ColumnValue.Undecodable);
    }

    private static boolean labelMissing(ColumnValue value, Constant constant) {
        boolean numeric = constant.literal() instanceof Syntax.NumberLiteral || constant.isNull();
        return !numeric
                && switch (value) {
                    case Datum.EnumDatum e -> !e.labelKnown();
                    case Datum.SetDatum s -> !s.labelsKnown();
                    default -> false;
                };
    }

    /// One operand against another: any pair of sides, for `!=` every pair.
    record Pair(Operands left, Syntax.Operator operator, Operands right) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            ColumnValue[] a = left.values(subject);
            ColumnValue[] b = right.values(subject);
            if (a.length == 0 || b.length == 0) {
                return Truth.FALSE;
            }
            boolean every = operator == Syntax.Operator.NE;
            Truth result = every ? Truth.TRUE : Truth.FALSE;
            for (ColumnValue x : a) {
                for (ColumnValue y : b) {
                    Truth one = pair(x, y);
                    result = every ? result.and(one) : result.or(one);
                }
            }
            return result;
        }

        @Override
        public Term among(ChangeKind kind) {
            Operands a = left.among(kind);
            Operands b = right.among(kind);
            return a instanceof Operands.Nothing || b instanceof Operands.Nothing
                    ? Logic.Decided.NEVER
                    : new Pair(a, operator, b);
        }

        @Override
        public boolean needsContext() {
            return left.needsContext() || right.needsContext();
        }

        private Truth pair(ColumnValue x, ColumnValue y) {
            if (!isKnown(x) || !isKnown(y)) {
                return Truth.UNDECIDABLE;
            }
            if (!(x instanceof Datum p) || !(y instanceof Datum q)) {
                boolean equal =
                        x instanceof ColumnValue.SqlNull && y instanceof ColumnValue.SqlNull;
                return Truth.of(
                        operator == Syntax.Operator.EQ
                                ? equal
                                : operator == Syntax.Operator.NE && !equal);
            }
            if (operator == Syntax.Operator.CONTAINS) {
                return Truth.of(p.text().contains(q.text()));
            }
            if (operator == Syntax.Operator.STARTS_WITH) {
                return Truth.of(p.text().startsWith(q.text()));
            }
            OptionalInt order = p.equals(q) ? OptionalInt.of(0) : Order.compare(p, q);
            boolean differ = order.isEmpty() && operator == Syntax.Operator.NE;
            return differ ? Truth.TRUE : ordered(operator, order);
        }
    }
}
