package org.rowback.importers.mysql.schema;

import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A cursor over the words, names, strings, numbers and signs of plain SQL text (see [SqlText]).
///
/// Cuts lazily: looking at the first words of a statement costs no more than they are long.
final class Tokens {
    /// What a token is. A name in backticks is QUOTED; a word may be a keyword or a name.
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    /// @param text as it stands, but names and strings without quotes and escapes
    /// @param start where it begins in the text
    record Token(Kind kind, String text, int start) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isSign(char sign) {
            return kind == Kind.SIGN && text.charAt(0) == sign;
        }

        /// The word in capitals, empty for anything else.
        String word() {
            return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
        }
    }

    private final char[] text;
    private int at;
    private int statementStart;
    private final List<Token> ahead = new ArrayList<>();

    Tokens(String plain) {
        text = plain.toCharArray();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int distance) {
        while (ahead.size() <= distance) {
            ahead.add(cut());
        }
        return ahead.get(distance);
    }

    Token next() {
        return ahead.isEmpty() ? cut() : ahead.removeFirst();
    }

    /// Where the statement's first word begins, once [StatementKind#of] has read it.
    int statementStart() {
        return statementStart;
    }

    /// The statement begins with the next token.
    void markStatementStart() {
        statementStart = peek().start();
    }

    /// Goes over a list in parentheses that begins here.
    void skipParentheses() {
        int depth = 0;
        do {
            Token token = next();
            if (token.kind() == Kind.END) {
                return;
            }
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
        } while (depth > 0);
    }

    boolean atEnd() {
        return peek().kind() == Kind.END || peek().isSign(';');
    }

    /// Takes the words if they stand here, all of them.
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        for (int i = 0; i < words.length; i++) {
            next();
        }
        return true;
    }

    boolean takeSign(char sign) {
        if (!peek().isSign(sign)) {
            return false;
        }
        next();
        return true;
    }

    /// `table` or `database.table`.
    TableName tableName(String database) {
        String first = next().text();
        return takeSign('.') ? new TableName(first, next().text()) : new TableName(database, first);
    }

    private Token cut() {
        while (at < text.length && text[at] <= ' ') {
            at++;
        }
        if (at >= text.length) {
            return new Token(Kind.END, "", text.length);
        }
        char c = text[at];
        int from = at;
        if (c == '`' || c == '\'' || c == '"') {
            at = SqlText.quotedEnd(text, at);
            String raw = new String(text, from, at - from);
            return new Token(c == '`' ? Kind.QUOTED : Kind.STRING, Quoting.unquote(raw), from);
        }
        if (isWordPart(c)) {
            boolean digits = true;
            while (at < text.length && isWordPart(text[at])) {
                digits &= Character.isDigit(text[at]);
                at++;
            }
            return new Token(
                    digits ? Kind.NUMBER : Kind.WORD, new String(text, from, at - from), from);
        }
        at++;
        return new Token(Kind.SIGN, String.valueOf(c), from);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
