package org.rowback.history.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Shell patterns over names: `*`, `?`, `{a,b}`; case plays no part.
final class Globs {
    private Globs() {}

    /// Whether the pattern is a plain name.
    static boolean isPlain(String pattern) {
        return pattern.chars().noneMatch(c -> "*?{}".indexOf(c) >= 0);
    }

    static Pattern compile(String pattern) {
        StringBuilder regex = new StringBuilder();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '`' -> regex.append("");
                case '{' -> {
                    open.add(i);
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(open.isEmpty() ? "\\}" : ")");
                    if (!open.isEmpty()) {
                        open.removeLast();
                    }
                }
                case ',' -> regex.append(open.isEmpty() ? "," : "|");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        regex.append(")".repeat(open.size()));
        return Pattern.compile(
                regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
