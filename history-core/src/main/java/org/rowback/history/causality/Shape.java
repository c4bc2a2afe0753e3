package org.rowback.history.causality;

import java.util.regex.Pattern;

/// The shape of a statement: its text without comments, literals and spacing.
final class Shape {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\n]*", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*+'");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+(?:\\.\\d+)?\\b");
    private static final Pattern LIST = Pattern.compile("\\?(?:\\s*,\\s*\\?)+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 4000;

    private Shape() {}

    static String of(String statement) {
        String text = statement.substring(0, Math.min(LONGEST, statement.length()));
        text = COMMENT.matcher(text).replaceAll(" ");
        text = TEXT.matcher(text).replaceAll("?");
        text = NUMBER.matcher(text).replaceAll("?");
        text = LIST.matcher(text).replaceAll("?");
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /// Whether a statement's text names a table.
    static boolean names(String statement, String table) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(table) + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE)
                .matcher(statement)
                .find();
    }
}
