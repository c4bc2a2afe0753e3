package org.rowback.history.filter;

/// Something worth knowing of a filter that is no error: a term that never matches, how a time was understood.
public record Note(Kind kind, String text, Span span) {
    public enum Kind {
        /// How something was understood.
        INFO,
        /// Likely not what was meant.
        WARNING
    }
}
