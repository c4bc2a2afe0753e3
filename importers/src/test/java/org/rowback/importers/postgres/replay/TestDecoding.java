package org.rowback.importers.postgres.replay;

import org.rowback.history.model.Op;
import org.rowback.history.model.TableName;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A line that the server's test_decoding prints, taken apart.
///
/// @param before columns of the old key or row that it prints
/// @param after columns of the new row, of DELETE the old
record TestDecoding(
        Op op,
        TableName table,
        Map<String, Optional<String>> before,
        Map<String, Optional<String>> after) {
    static final String UNCHANGED = "unchanged-toast-datum";

    static TestDecoding parse(String line) {
        int dot = line.indexOf('.');
        int colon = line.indexOf(": ");
        TableName table =
                new TableName(
                        line.substring("table ".length(), dot), line.substring(dot + 1, colon));
        String rest = line.substring(colon + 2);
        int end = rest.indexOf(':');
        Op op = Op.valueOf(rest.substring(0, end));
        String columns = rest.substring(end + 1).strip();
        Map<String, Optional<String>> before = new LinkedHashMap<>();
        if (columns.startsWith("old-key: ")) {
            int at = "old-key: ".length();
            at = columns(columns, at, before);
            columns = columns.substring(at).strip().substring("new-tuple: ".length());
        }
        Map<String, Optional<String>> after = new LinkedHashMap<>();
        if (op != Op.TRUNCATE && !columns.equals("(no-tuple-data)")) {
            columns(columns, 0, after);
        }
        return new TestDecoding(op, table, before, after);
    }

    private static int columns(String s, int from, Map<String, Optional<String>> to) {
        int at = from;
        while (at < s.length() && !s.startsWith("new-tuple: ", at)) {
            int bracket = s.indexOf('[', at);
            String name = s.substring(at, bracket).replace("\"", "");
            at = s.indexOf("]:", bracket) + 2;
            int begin = at;
            boolean quoted = s.charAt(at) == '\'' || s.startsWith("B'", at);
            if (quoted) {
                at = s.indexOf('\'', at) + 1;
                var value = new StringBuilder();
                while (s.charAt(at) != '\'' || s.startsWith("''", at)) {
                    at += s.charAt(at) == '\'' ? 1 : 0;
                    value.append(s.charAt(at++));
                }
                at++;
                to.put(name, Optional.of(value.toString()));
            } else {
                int space = s.indexOf(' ', begin);
                at = space < 0 ? s.length() : space;
                String value = s.substring(begin, at);
                to.put(name, value.equals("null") ? Optional.empty() : Optional.of(value));
            }
            while (at < s.length() && s.charAt(at) == ' ') {
                at++;
            }
        }
        return at;
    }
}
