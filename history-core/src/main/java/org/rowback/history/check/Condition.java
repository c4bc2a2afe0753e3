package org.rowback.history.check;

import org.rowback.history.model.ColumnValue;

import java.util.List;
import java.util.function.IntPredicate;

/// What a CHECK asks of a row, as far as it is judged here.
sealed interface Condition {
    Truth of(List<ColumnValue> row);

    record And(Condition a, Condition b) implements Condition {
        @Override
        public Truth of(List<ColumnValue> row) {
            return a.of(row).and(b.of(row));
        }
    }

    record Or(Condition a, Condition b) implements Condition {
        @Override
        public Truth of(List<ColumnValue> row) {
            return a.of(row).or(b.of(row));
        }
    }

    record Not(Condition a) implements Condition {
        @Override
        public Truth of(List<ColumnValue> row) {
            return a.of(row).not();
        }
    }

    record IsNull(Operand a) implements Condition {
        @Override
        public Truth of(List<ColumnValue> row) {
            ColumnValue value = a.of(row);
            return Operand.isKnown(value)
                    ? Truth.of(value.equals(ColumnValue.NULL))
                    : Truth.UNDECIDED;
        }
    }

    /// @param sign `=`, `<>`, `<`, `<=`, `>` or `>=`
    record Compare(Operand a, String sign, Operand b) implements Condition {
        @Override
        public Truth of(List<ColumnValue> row) {
            ColumnValue left = a.of(row);
            ColumnValue right = b.of(row);
            if (!Operand.isKnown(left) || !Operand.isKnown(right)) {
                return Truth.UNDECIDED;
            }
            if (left.equals(ColumnValue.NULL) || right.equals(ColumnValue.NULL)) {
                return Truth.NULL;
            }
            return switch (sign) {
                case "=" -> Comparison.equal(left, right);
                case "<>" -> Comparison.equal(left, right).not();
                case "<" -> ordered(left, right, o -> o < 0);
                case "<=" -> ordered(left, right, o -> o <= 0);
                case ">" -> ordered(left, right, o -> o > 0);
                case ">=" -> ordered(left, right, o -> o >= 0);
                default -> Truth.UNDECIDED;
            };
        }

        private static Truth ordered(ColumnValue a, ColumnValue b, IntPredicate is) {
            return Comparison.order(a, b).map(o -> Truth.of(is.test(o))).orElse(Truth.UNDECIDED);
        }
    }
}
