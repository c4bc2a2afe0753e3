package org.rowback.history.filter;

import java.util.List;

/// A parsed filter, not yet compared with any case. Every node knows where it stands in the text.
sealed interface Syntax {
    Span span();

    record And(List<Syntax> parts, Span span) implements Syntax {}

    record Or(List<Syntax> parts, Span span) implements Syntax {}

    record Not(Syntax part, Span span) implements Syntax {}

    /// Undecidable counts as true inside.
    record Maybe(Syntax part, Span span) implements Syntax {}

    /// No text: every change.
    record Everything(Span span) implements Syntax {}

    /// `table:a,b.*,!c`, `op:insert,delete`, `source:…`, `image:…`.
    record Listed(String field, Span fieldSpan, List<Word> items, Span span) implements Syntax {}

    /// `left op right`.
    record Compare(Operand left, Operator operator, Operand right, Span span) implements Syntax {}

    /// `left in {…}` or `left in a..b`.
    record In(Operand left, List<Item> items, Span span) implements Syntax {}

    /// `left is [not] null|empty|logged`.
    record Is(Operand left, Property property, boolean negated, Span span) implements Syntax {}

    /// `time ~ 14:17 ±90s`.
    record Near(Operand left, Word centre, Word radius, Span span) implements Syntax {}

    /// `key(7,'DE')`.
    record Key(List<Literal> parts, Span span) implements Syntax {}

    /// `changed(c)`, `changed(any{…})`, `changed(all{…})`, `changed(only{…})`; no columns: anything at all.
    record Changed(ChangedMode mode, List<Word> columns, Span span) implements Syntax {}

    enum ChangedMode {
        ANY,
        ALL,
        ONLY
    }

    enum Property {
        NULL,
        EMPTY,
        LOGGED
    }

    /// A run of characters with a meaning of its own.
    record Word(String text, Span span) {}

    /// A comparison; its words in the language.
    enum Operator {
        EQ("=="),
        NE("!="),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">="),
        CONTAINS("contains"),
        STARTS_WITH("startswith"),
        MATCHES("~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean isOrder() {
            return this == LT || this == LE || this == GT || this == GE;
        }

        boolean isText() {
            return this == CONTAINS || this == STARTS_WITH || this == MATCHES;
        }
    }

    /// What can be compared.
    sealed interface Operand {
        Span span();
    }

    /// A property of the change or its transaction: `time`, `tx.rows`, `thread`.
    record Field(String name, Span span) implements Operand {}

    /// `old.c`, `new.c`, `col.c`.
    record ColumnRef(Side side, String name, Span nameSpan, Span span) implements Operand {}

    /// `delta(c)`.
    record Delta(String column, Span nameSpan, Span span) implements Operand {}

    /// `len(x)`, `lower(x)`, `abs(x)`, `hex(x)`.
    record Call(String function, Operand argument, Span span) implements Operand {}

    enum Side {
        OLD,
        NEW,
        EITHER
    }

    /// A value as written.
    sealed interface Literal extends Operand {
        /// As written, without quotes.
        String text();
    }

    record NumberLiteral(java.math.BigDecimal value, String text, Span span) implements Literal {}

    record TextLiteral(String text, Span span) implements Literal {}

    /// `0x…` or `x'…'`.
    record HexLiteral(org.rowback.history.model.Bytes bytes, String text, Span span)
            implements Literal {}

    record NullLiteral(String text, Span span) implements Literal {}

    record TrueOrFalse(boolean value, String text, Span span) implements Literal {}

    /// Anything else without quotes: a time, a GTID, a position, a label.
    record WordLiteral(String text, Span span) implements Literal {}

    /// One member of a set: a value, or a range whose end is left out; an empty bound is open.
    sealed interface Item {
        Span span();
    }

    record Single(Literal value, Span span) implements Item {}

    record Range(java.util.Optional<Literal> from, java.util.Optional<Literal> to, Span span)
            implements Item {}
}
