package org.rowback.history.filter;

/// A stretch of a filter's text, in UTF-16 units.
public record Span(int offset, int length) {
    public int end() {
        return offset + length;
    }

    /// From the beginning of this to the end of another.
    Span to(Span other) {
        return new Span(offset, Math.max(other.end() - offset, 0));
    }
}
