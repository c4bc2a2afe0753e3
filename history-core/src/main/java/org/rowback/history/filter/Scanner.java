package org.rowback.history.filter;

import org.rowback.history.model.RowbackException.BadFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a filter's text character by character and notes what each stretch is. What a run of characters means
/// depends on where it stands (`14:13..14:21` is a range of times only after `in`), so the parser asks for what it
/// expects.
final class Scanner {
    private static final String WORD_ENDS = ",(){}'\"`<>=!|&~";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Scanner(String text) {
        this.text = text;
        skipSpace();
    }

    List<Token> tokens() {
        return tokens;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /// The character here or later, NUL beyond the end.
    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    /// Where the next token begins.
    Span here() {
        return new Span(at, Math.min(1, text.length() - at));
    }

    Span since(int offset) {
        int end = at;
        while (end > offset && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(offset, end - offset);
    }

    /// Reads a sign where it stands here.
    boolean sign(String sign, Token.Kind kind) {
        if (!text.startsWith(sign, at)) {
            return false;
        }
        take(sign.length(), kind);
        return true;
    }

    /// Reads a keyword, whole and in any case, where it stands here.
    boolean keyword(String word, Token.Kind kind) {
        if (!looksAt(word)) {
            return false;
        }
        take(word.length(), kind);
        return true;
    }

    /// Whether a whole word stands here.
    boolean looksAt(String word) {
        return text.regionMatches(true, at, word, 0, word.length())
                && !isNamePart(peek(word.length()));
    }

    /// Reads a name: letters, digits, `_ $ @ #`, or anything between backticks.
    Syntax.Word name(Token.Kind kind, String expected) throws BadFilter {
        int from = at;
        if (peek(0) == '`') {
            return quotedName(kind);
        }
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == from) {
            throw expected(expected);
        }
        String name = text.substring(from, end);
        take(end - from, kind);
        return new Syntax.Word(name, new Span(from, name.length()));
    }

    private Syntax.Word quotedName(Token.Kind kind) throws BadFilter {
        int from = at;
        StringBuilder name = new StringBuilder();
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '`' && i + 1 < text.length() && text.charAt(i + 1) == '`') {
                i++;
            } else if (c == '`') {
                take(i + 1 - from, kind);
                return new Syntax.Word(name.toString(), new Span(from, i + 1 - from));
            }
            name.append(c);
            i++;
        }
        throw new BadFilter("the name has no closing `.", from, text.length() - from);
    }

    /// Reads a glob such as `shop.{orders,items}` or `!*_audit`.
    Syntax.Word pattern(Token.Kind kind, String expected) throws BadFilter {
        int from = at;
        int depth = 0;
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ')' || c == '(' || c == '}')) {
                break;
            } else if (Character.isWhitespace(c)) {
                break;
            }
            end++;
        }
        if (end == from) {
            throw expected(expected);
        }
        String word = text.substring(from, end);
        take(end - from, kind);
        return new Syntax.Word(word, new Span(from, word.length()));
    }

    /// Reads a value without quotes: up to space, a sign or `..`.
    Syntax.Word word(String expected) throws BadFilter {
        int from = at;
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (Character.isWhitespace(c)
                    || WORD_ENDS.indexOf(c) >= 0
                    || text.startsWith("..", end)) {
                break;
            }
            end++;
        }
        if (end == from) {
            throw expected(expected);
        }
        end = withTimeOfDay(from, end);
        String word = text.substring(from, end);
        Token.Kind kind =
                word.matches("[+-]?\\d.*") && !word.contains(":")
                        ? Token.Kind.NUMBER
                        : Token.Kind.WORD;
        take(end - from, kind);
        return new Syntax.Word(word, new Span(from, word.length()));
    }

    /// A date and a time of day with a space between are one word.
    private int withTimeOfDay(int from, int end) {
        boolean more =
                end - from == 10
                        && text.substring(from, end).matches("\\d{4}-\\d\\d-\\d\\d")
                        && end + 5 < text.length()
                        && text.substring(end).matches("(?s) \\d\\d:\\d\\d.*");
        if (!more) {
            return end;
        }
        int to = end + 1;
        while (to < text.length()
                && !Character.isWhitespace(text.charAt(to))
                && WORD_ENDS.indexOf(text.charAt(to)) < 0
                && !text.startsWith("..", to)) {
            to++;
        }
        return to;
    }

    /// Reads text in single or double quotes: a doubled quote is one, `\n \t \r \0 \\ \' \"` and a `u` escape of four
    /// hexadecimal digits are what
    /// they are in most languages, any other backslash stays.
    Syntax.TextLiteral quoted() throws BadFilter {
        int from = at;
        char quote = peek(0);
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    take(i + 1 - from, Token.Kind.TEXT);
                    return new Syntax.TextLiteral(value.toString(), new Span(from, i + 1 - from));
                }
            } else if (c == '\\' && i + 1 < text.length()) {
                i += escape(i, value);
                continue;
            }
            value.append(c);
            i++;
        }
        throw new BadFilter("the text has no closing " + quote + ".", from, text.length() - from);
    }

    private int escape(int i, StringBuilder value) {
        char c = text.charAt(i + 1);
        int plain = "ntr0\\'\"".indexOf(c);
        if (plain >= 0) {
            value.append("\n\t\r\0\\'\"".charAt(plain));
            return 2;
        }
        if (c == 'u' && text.substring(i + 2).matches("(?s)[0-9A-Fa-f]{4}.*")) {
            value.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
            return 6;
        }
        value.append('\\').append(c);
        return 2;
    }

    /// An error where the parser stands.
    BadFilter expected(String what) {
        if (atEnd()) {
            return new BadFilter(
                    "the filter ends here; " + what + " is missing.", text.length(), 0);
        }
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(at)) && isNamePart(text.charAt(end))) {
            end++;
        }
        String found = text.substring(at, end);
        return new BadFilter("expected " + what + ", found `" + found + "`.", at, end - at);
    }

    private void take(int length, Token.Kind kind) {
        tokens.add(new Token(kind, new Span(at, length)));
        at += length;
        skipSpace();
    }

    private void skipSpace() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)
                    && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                tokens.add(new Token(Token.Kind.COMMENT, new Span(at, end - at)));
                at = end;
            } else {
                return;
            }
        }
    }

    /// The word that begins here, in lower case, empty where none does.
    String peekWord() {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end).toLowerCase(Locale.ROOT);
    }

    /// Whether there is no space between this place and the last token.
    boolean adjacent() {
        return !tokens.isEmpty() && tokens.getLast().span().end() == at;
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '$'
                || c == '@'
                || c == '#'
                || Character.isSurrogate(c);
    }
}
