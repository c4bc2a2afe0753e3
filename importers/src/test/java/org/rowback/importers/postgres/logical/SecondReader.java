package org.rowback.importers.postgres.logical;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads rows out of psql's tables of test_decoding's and wal2json's output by patterns alone, for comparison: each as
/// `(name=text, …)`, the row before and the row after.
final class SecondReader {
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^ table [^\n]*?: (?:INSERT|UPDATE|DELETE):( .*(?:\n(?! |BEGIN|COMMIT|table"
                            + " |\\().*)*)");
    private static final Pattern CELL =
            Pattern.compile(
                    " (\"(?:[^\"]|\"\")+\"|[^ \\[\"]+)\\[((?:[^:]|:(?!B?'|[^"
                            + " ]))*?)\\]:(B?'(?:[^']|'')*'|[^ \n"
                            + "]+)");
    private static final Pattern FORMAT_1 =
            Pattern.compile(
                    "\"kind\": ?\"(insert|update|delete)\"(.*?)(?=\"kind\"|$)", Pattern.DOTALL);
    private static final Pattern FORMAT_2 = Pattern.compile("(?m)^ \\{\"action\":\"([IUD])\"(.*)$");
    private static final Pattern OBJECT =
            Pattern.compile(
                    "\\{\"name\":(\"(?:[^\"\\\\]|\\\\.)*\"),\"type\":\"(?:[^\"\\\\]|\\\\.)*\"(?:,\"typeoid\":\\d+)?,\"value\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}]+)");
    private static final Pattern ITEM = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[^,\\[\\]\\s]+");

    private SecondReader() {}

    static List<String> rows(String table) {
        List<String> rows = new ArrayList<>();
        String text = table.replaceAll(" *\\+\n *", " ").replaceAll(" +\n", "\n");
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            if (!row.group(1).contains("(no-tuple-data)")) {
                int middle = row.group(1).indexOf(" new-tuple:");
                String before = middle < 0 ? "" : row.group(1).substring(0, middle);
                rows.add(cells(before) + cells(row.group(1).substring(Math.max(0, middle))));
            }
        }
        Matcher one = FORMAT_1.matcher(text);
        while (one.find()) {
            rows.add(
                    lists(one.group(2), "keynames", "keyvalues")
                            + lists(one.group(2), "columnnames", "columnvalues"));
        }
        Matcher two = FORMAT_2.matcher(text);
        while (two.find()) {
            int identity = two.group(2).indexOf("\"identity\":[");
            String columns = identity < 0 ? two.group(2) : two.group(2).substring(0, identity);
            rows.add(
                    objects(identity < 0 ? "" : two.group(2).substring(identity))
                            + objects(columns));
        }
        return rows;
    }

    private static String cells(String text) {
        StringJoiner cells = new StringJoiner(", ", "(", ")").setEmptyValue("");
        Matcher cell = CELL.matcher(text);
        while (cell.find()) {
            String name = cell.group(1);
            String value = cell.group(3);
            if (!value.equals("unchanged-toast-datum")) {
                boolean quoted = value.endsWith("'");
                cells.add(
                        (name.startsWith("\"")
                                        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                                        : name)
                                + "="
                                + (quoted
                                        ? value.substring(
                                                        value.indexOf('\'') + 1, value.length() - 1)
                                                .replace("''", "'")
                                        : value.equals("null") ? "NULL" : value));
            }
        }
        return cells.toString();
    }

    private static String lists(String text, String names, String values) {
        List<String> left = items(text, names);
        List<String> right = items(text, values);
        StringJoiner cells = new StringJoiner(", ", "(", ")").setEmptyValue("");
        for (int i = 0; i < left.size(); i++) {
            cells.add(plain(left.get(i)) + "=" + plain(right.get(i)));
        }
        return cells.toString();
    }

    private static List<String> items(String text, String list) {
        Matcher begin = Pattern.compile("\"" + list + "\": ?\\[").matcher(text);
        List<String> items = new ArrayList<>();
        if (begin.find()) {
            Matcher item = ITEM.matcher(text);
            int at = begin.end();
            while (text.charAt(at) != ']' && item.find(at)) {
                items.add(item.group());
                at = item.end();
            }
        }
        return items;
    }

    private static String objects(String text) {
        StringJoiner cells = new StringJoiner(", ", "(", ")").setEmptyValue("");
        Matcher object = OBJECT.matcher(text);
        while (object.find()) {
            cells.add(plain(object.group(1)) + "=" + plain(object.group(2)));
        }
        return cells.toString();
    }

    private static String plain(String json) {
        if (json.equals("null")) {
            return "NULL";
        }
        return json.startsWith("\"")
                ? json.substring(1, json.length() - 1)
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\")
                        .replace("\\n", "\n")
                : json;
    }
}
