package org.rowback.importers.mysql.schema;

import java.io.IOException;
import java.io.Reader;

/// A script's characters one after the other, with a look ahead, and the line that they stand in.
final class ScriptCharacters {
    private static final int MOST_AHEAD = 128;
    private static final int MOST_OF_A_LINE = 4096;

    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private long line = 1;

    ScriptCharacters(Reader in) {
        this.in = in;
    }

    /// The line of the next character, from 1.
    long line() {
        return line;
    }

    /// The next character, -1 at the end.
    int read() throws IOException {
        if (at == end) {
            fill();
            if (at == end) {
                return -1;
            }
        }
        char c = buffer[at++];
        if (c == '\n') {
            line++;
        }
        return c;
    }

    /// What `read` would answer.
    int peek() throws IOException {
        if (at == end) {
            fill();
        }
        return at == end ? -1 : buffer[at];
    }

    /// The next characters, fewer at the end.
    ///
    /// @param count at most 128
    String ahead(int count) throws IOException {
        if (end - at < count) {
            fill();
        }
        return new String(buffer, at, Math.min(count, end - at));
    }

    /// Goes over characters that [#ahead] showed and that lie in this line.
    void advance(int count) {
        at += count;
    }

    /// Goes to the next line, and answers what was left of this one.
    String restOfLine() throws IOException {
        StringBuilder rest = new StringBuilder();
        int c = read();
        while (c >= 0 && c != '\n') {
            if (rest.length() < MOST_OF_A_LINE) {
                rest.append((char) c);
            }
            c = read();
        }
        return rest.toString().stripTrailing();
    }

    /// Goes over characters outside of quotes that mean nothing where only the statement's end is sought, as far as they
    /// are in the buffer.
    void skipData(char delimiter) {
        while (at < end) {
            char c = buffer[at];
            boolean means = c == '\'' || c == '"' || c == '`' || c == '/' || c == '#' || c == '-';
            if (means || c == delimiter || c == '\n') {
                return;
            }
            at++;
        }
    }

    /// The same inside of quotes.
    void skipQuoted(char quote) {
        while (at < end && buffer[at] != quote && buffer[at] != '\\' && buffer[at] != '\n') {
            at++;
        }
    }

    /// Moves what is left to the buffer's begin and reads more.
    private void fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < MOST_AHEAD) {
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                return;
            }
            end += n;
        }
    }
}
