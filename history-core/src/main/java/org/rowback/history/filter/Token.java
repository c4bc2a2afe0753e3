package org.rowback.history.filter;

/// A stretch of a filter's text and what it is, for colouring.
public record Token(Kind kind, Span span) {
    /// What a stretch of text is.
    public enum Kind {
        FIELD,
        COLUMN,
        TABLE,
        OPERATOR,
        KEYWORD,
        FUNCTION,
        NUMBER,
        TEXT,
        /// A time, an id, a position, a label: a value without quotes.
        WORD,
        PUNCTUATION,
        COMMENT,
        ERROR
    }
}
