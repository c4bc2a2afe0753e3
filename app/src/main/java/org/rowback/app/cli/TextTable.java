package org.rowback.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// A table of text with columns as wide as their widest cell. Holds every row: for answers of a page or two.
final class TextTable {
    private final List<String> head;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param head column names; one that begins with `>` is set flush right
    TextTable(String... head) {
        this.head =
                java.util.Arrays.stream(head)
                        .map(h -> h.startsWith(">") ? h.substring(1) : h)
                        .toList();
        this.right = new boolean[head.length];
        for (int i = 0; i < head.length; i++) {
            right[i] = head[i].startsWith(">");
        }
    }

    void add(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(clean(String.valueOf(cell)));
        }
        rows.add(row);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintStream out) {
        int[] widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(head.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        print(out, head, widths);
        for (List<String> row : rows) {
            print(out, row, widths);
        }
    }

    private void print(PrintStream out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String pad = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : "  ").append(right[i] ? pad + row.get(i) : row.get(i) + pad);
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Control characters would break the terminal.
    private static String clean(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n') {
                                safe.append("\\n");
                            } else if (c == '\t') {
                                safe.append("\\t");
                            } else if (Character.isISOControl(c)) {
                                safe.append(String.format("\\x%02x", c));
                            } else {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }
}
