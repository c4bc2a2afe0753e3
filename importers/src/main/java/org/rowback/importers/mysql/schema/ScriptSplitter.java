package org.rowback.importers.mysql.schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.function.Consumer;

/// Cuts a script into statements as it streams: quotes, comments and DELIMITER understood, INSERT and other statements
/// full of data gone over without being held, what a client prints around SHOW CREATE TABLE taken off.
final class ScriptSplitter {
    /// @param line where it begins, from 1
    record Statement(String text, long line) {}

    /// No definition is longer; what is, is data.
    private static final int MAX_STATEMENT = 16 << 20;

    /// A table's name has at most 64 characters.
    private static final int MAX_LABEL = 80;

    private final ScriptCharacters in;
    private final Consumer<String> comments;
    private String delimiter = ";";

    private final StringBuilder text = new StringBuilder();
    private long startLine;
    private boolean skipping;
    private boolean batchRow;
    private boolean sawText;

    /// @param comments told of each `--` line between statements
    ScriptSplitter(Reader in, Consumer<String> comments) {
        this.in = new ScriptCharacters(in);
        this.comments = comments;
    }

    /// The next statement without its delimiter; null at the end.
    @Nullable Statement next() throws IOException {
        begin();
        while (true) {
            if (skipping) {
                in.skipData(delimiter.charAt(0));
            }
            int c = in.read();
            if (c < 0) {
                return end();
            }
            if (text.isEmpty() && c <= ' ') {
                continue;
            }
            if (text.isEmpty()) {
                startLine = in.line();
                if (takeLine(c)) {
                    continue;
                }
            }
            if (c == '\'' || c == '"' || c == '`') {
                quoted((char) c);
            } else if (c == '/' && in.peek() == '*') {
                comment();
            } else if (c == '#' || (c == '-' && in.peek() == '-')) {
                lineComment();
            } else if (c == delimiter.charAt(0) && isDelimiter()) {
                Statement statement = end();
                if (statement != null) {
                    return statement;
                }
                begin();
            } else {
                append((char) c);
                if (c == '\n' && endsClientOutput()) {
                    Statement statement = end();
                    if (statement != null) {
                        return statement;
                    }
                    begin();
                }
            }
        }
    }

    /// Whether there was anything but comments so far.
    boolean sawText() {
        return sawText;
    }

    private void begin() {
        text.setLength(0);
        skipping = false;
        batchRow = false;
    }

    private @Nullable Statement end() {
        String statement = text.toString().strip();
        boolean empty = statement.isEmpty() || skipping;
        return empty
                ? null
                : new Statement(
                        batchRow
                                ? ClientOutput.unescaped(statement)
                                : ClientOutput.statement(statement),
                        startLine);
    }

    /// Takes a line that is no SQL but stands where a statement would begin: `-- …`, DELIMITER, a client's frame.
    private boolean takeLine(int first) throws IOException {
        if (first == '-' && in.peek() == '-') {
            comments.accept("-" + in.restOfLine());
            return true;
        }
        if (first == '#'
                || (first == '+' && in.peek() == '-')
                || (first == '*' && in.peek() == '*')) {
            in.restOfLine();
            return true;
        }
        if ((first == 'D' || first == 'd') && (in.peek() == 'E' || in.peek() == 'e')) {
            return delimiterLine((char) first);
        }
        return takeLabel();
    }

    /// Takes what a batch prints before the definition: the table's name and a tab.
    private boolean takeLabel() throws IOException {
        String ahead = in.ahead(MAX_LABEL + 14);
        int tab = 0;
        int most = Math.min(MAX_LABEL, ahead.length());
        while (tab < most && ahead.charAt(tab) != '\t' && ahead.charAt(tab) != '\n') {
            tab++;
        }
        String behind = ahead.substring(tab, Math.min(tab + 14, ahead.length()));
        if (behind.startsWith("\tCreate Table")) {
            in.restOfLine();
            return true;
        }
        if (!behind.equals("\tCREATE TABLE ")) {
            return false;
        }
        in.advance(tab + 1);
        batchRow = true;
        return true;
    }

    private boolean delimiterLine(char first) throws IOException {
        if (!in.ahead(9).toUpperCase(Locale.ROOT).startsWith("ELIMITER")) {
            return false;
        }
        String[] words = (first + in.restOfLine()).strip().split("\\s+");
        if (words.length > 1) {
            delimiter = words[1];
        }
        return true;
    }

    /// A client prints no delimiter behind SHOW CREATE TABLE: its table's frame, the next row's line or an empty line end
    /// the statement.
    private boolean endsClientOutput() throws IOException {
        if (skipping || !(batchRow || ClientOutput.isClientOutput(text))) {
            return false;
        }
        int c = in.peek();
        return c < 0
                || (c == '+' || c == '*' || c == '|' || c == '\n')
                || ClientOutput.isComplete(text, batchRow);
    }

    private void quoted(char quote) throws IOException {
        append(quote);
        while (true) {
            if (skipping) {
                in.skipQuoted(quote);
            }
            int c = in.read();
            if (c < 0) {
                return;
            }
            append((char) c);
            if (c == '\\' && quote != '`') {
                int escaped = in.read();
                if (escaped >= 0) {
                    append((char) escaped);
                }
            } else if (c == quote) {
                return;
            }
        }
    }

    private void comment() throws IOException {
        append('/');
        append((char) in.read());
        int before = 0;
        while (true) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            append((char) c);
            if (before == '*' && c == '/') {
                dropEmptyComment();
                return;
            }
            before = c;
        }
    }

    /// A plain comment before a statement is none of it, nor the one that sends mariadb-dump's reader into its sandbox.
    private void dropEmptyComment() {
        boolean plain = text.indexOf("/*!") != 0 && text.indexOf("/*M!") != 0;
        if (text.indexOf("/*") == 0
                && text.indexOf("*/") == text.length() - 2
                && (plain || text.indexOf("/*M!999999") == 0)) {
            text.setLength(0);
        }
    }

    private void lineComment() throws IOException {
        in.restOfLine();
        append('\n');
    }

    private boolean isDelimiter() throws IOException {
        int more = delimiter.length() - 1;
        if (more == 0) {
            return true;
        }
        boolean matches = in.ahead(more).equals(delimiter.substring(1));
        if (matches) {
            in.advance(more);
        }
        return matches;
    }

    private void append(char c) {
        sawText = true;
        if (skipping) {
            // Only that something is there matters.
            return;
        }
        text.append(c);
        if (text.length() == 12) {
            skipping = isData();
        } else if (text.length() > MAX_STATEMENT) {
            skipping = true;
        }
    }

    private boolean isData() {
        String start = text.toString().toUpperCase(Locale.ROOT);
        return start.startsWith("INSERT ")
                || start.startsWith("REPLACE ")
                || start.startsWith("INSERT\n");
    }
}
