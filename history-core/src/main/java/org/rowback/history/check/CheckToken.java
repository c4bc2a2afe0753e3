package org.rowback.history.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A token of a CHECK's expression.
///
/// @param text without quotes
record CheckToken(Kind kind, String text) {
    enum Kind {
        WORD,
        /// In backticks.
        NAME,
        /// In double quotes: a name, or on MySQL and MariaDB mostly a string.
        QUOTED,
        STRING,
        NUMBER,
        SIGN
    }

    /// A string's charset stands before it (`_utf8mb4'new'`) and says nothing of plain ASCII.
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s+|(?:_(?:utf8mb4|utf8mb3|utf8|latin1|ascii))?\\s*'((?:[^'\\\\]|'')*)'"
                            + "|`((?:[^`]|``)+)`|(\\d+(?:\\.\\d+)?)(?![\\w.])"
                            + "|([A-Za-z_][A-Za-z0-9_$]*)|(::|<=|>=|<>|!=|[()=<>,\\[\\]-])"
                            + "|\"((?:[^\"]|\"\")+)\"");

    boolean is(String what) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(what);
    }

    /// Empty where some of a text is nothing that is known here.
    static Optional<List<CheckToken>> cut(String text) {
        List<CheckToken> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!token.find(at) || token.start() != at) {
                return Optional.empty();
            }
            at = token.end();
            if (token.group(1) != null) {
                tokens.add(new CheckToken(Kind.STRING, token.group(1).replace("''", "'")));
            } else if (token.group(2) != null) {
                tokens.add(new CheckToken(Kind.NAME, token.group(2).replace("``", "`")));
            } else if (token.group(3) != null) {
                tokens.add(new CheckToken(Kind.NUMBER, token.group(3)));
            } else if (token.group(4) != null) {
                tokens.add(new CheckToken(Kind.WORD, token.group(4)));
            } else if (token.group(5) != null) {
                tokens.add(new CheckToken(Kind.SIGN, token.group(5)));
            } else if (token.group(6) != null) {
                tokens.add(new CheckToken(Kind.QUOTED, token.group(6).replace("\"\"", "\"")));
            }
        }
        return Optional.of(tokens);
    }
}
