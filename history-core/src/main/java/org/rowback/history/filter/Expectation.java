package org.rowback.history.filter;

/// What may stand where a text ends: the ground for completion.
sealed interface Expectation {
    record Term() implements Expectation {}

    /// After a whole term: `and`, `or`, another term.
    record AfterTerm() implements Expectation {}

    /// After an operand: an operator.
    record AfterOperand(Syntax.Operand operand) implements Expectation {}

    /// After an operator: a value of the operand.
    record Value(Syntax.Operand operand) implements Expectation {}

    /// A column's name.
    record ColumnName() implements Expectation {}

    /// A member of a list such as `table:`.
    record ListItem(Fields field) implements Expectation {}

    /// After `is`.
    record IsWhat() implements Expectation {}

    /// Nothing that can be listed.
    record Nothing() implements Expectation {}
}
