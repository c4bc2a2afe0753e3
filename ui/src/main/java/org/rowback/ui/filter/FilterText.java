package org.rowback.ui.filter;

import java.util.regex.Pattern;

/// Puts filters together as text, with parentheses only where the meaning needs them.
public final class FilterText {
    private static final Pattern OR = Pattern.compile("(?i)\\bor\\b");

    private FilterText() {}

    /// Both: `a b`.
    public static String and(String one, String other) {
        return one.isBlank() || other.isBlank()
                ? (one + other).strip()
                : factor(one) + " " + factor(other);
    }

    /// Either: `a or b`.
    public static String or(String one, String other) {
        return one.isBlank() || other.isBlank() ? "" : one.strip() + " or " + other.strip();
    }

    /// The opposite of a single term: `not a`.
    public static String not(String term) {
        return "not " + (term.strip().contains(" ") ? "(" + term.strip() + ")" : term.strip());
    }

    private static String factor(String filter) {
        String text = filter.strip();
        return OR.matcher(text).find() || text.contains("--") ? "(" + text + ")" : text;
    }
}
