package org.rowback.ui.filter;

import org.rowback.history.model.Column;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;
import org.rowback.ui.text.Figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// Finds how the word at the caret may go on: fields, tables by how much changed in them, columns of the tables named so
/// far. Reads schemas only, never changes.
final class Completer {
    private static final int MOST = 30;
    private static final List<String> FIELDS =
            List.of(
                    "table:",
                    "op:",
                    "key",
                    "changed(",
                    "old.",
                    "new.",
                    "col.",
                    "time in ",
                    "tx ==",
                    "gtid ==",
                    "thread ==",
                    "source:",
                    "query contains ",
                    "xid ==",
                    "pos ==",
                    "image:",
                    "and",
                    "or",
                    "not");
    private static final Set<String> OPS = Set.of("insert", "update", "delete", "truncate", "ddl");

    private final History history;
    private final String text;
    private final int caret;
    private final int from;
    private final List<Completion> found = new ArrayList<>();

    private Completer(History history, String text, int caret) {
        this.history = history;
        this.text = text;
        this.caret = caret;
        int start = caret;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        from = start;
    }

    static List<Completion> complete(History history, String text, int caret)
            throws RowbackException {
        if (caret > text.length() || insideString(text, caret)) {
            return List.of();
        }
        return new Completer(history, text, caret).find();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '@';
    }

    private static boolean insideString(String text, int caret) {
        boolean inside = false;
        char quote = 0;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            if (inside ? c == quote : c == '\'' || c == '"') {
                inside = !inside;
                quote = c;
            }
        }
        return inside;
    }

    private List<Completion> find() throws RowbackException {
        String word = text.substring(from, caret).toLowerCase(Locale.ROOT);
        int colon = Math.max(text.lastIndexOf("table:", caret), -1);
        boolean inTables =
                colon >= 0 && text.substring(colon, caret).chars().noneMatch(c -> c == ' ');
        if (inTables) {
            tables(word);
        } else if (text.substring(0, from).endsWith("op:")) {
            OPS.stream().sorted().forEach(op -> offer(word, op, "", op));
        } else if (word.startsWith("old.") || word.startsWith("new.") || word.startsWith("col.")) {
            columns(word.substring(0, 4), word.substring(4));
        } else if (text.substring(0, from).matches("(?s).*changed\\([^)]*$")) {
            columns("", word);
        } else if (!word.isEmpty()) {
            FIELDS.forEach(field -> offer(word, field, "", field));
            tables(word);
        }
        return found.size() > MOST ? List.copyOf(found.subList(0, MOST)) : List.copyOf(found);
    }

    private void tables(String word) throws RowbackException {
        List<TableSummary> tables = new ArrayList<>(history.tables());
        tables.sort((a, b) -> Long.compare(b.changes(), a.changes()));
        for (TableSummary table : tables) {
            String name = table.name().toString();
            if (name.toLowerCase(Locale.ROOT).contains(word)) {
                add(name, Figures.count(table.changes(), "change"), name);
            }
        }
    }

    private void columns(String prefix, String word) throws RowbackException {
        TreeMap<String, String> columns = new TreeMap<>();
        boolean someNamed = false;
        for (boolean named : new boolean[] {true, false}) {
            for (TableSummary table : history.tables()) {
                boolean isNamed = text.contains(table.name().table());
                someNamed |= isNamed;
                if (isNamed == named && (named || !someNamed)) {
                    for (var schema : history.schemaVersions(table.id())) {
                        for (Column column : schema.columns()) {
                            columns.putIfAbsent(column.name(), column.type().sql());
                        }
                    }
                }
            }
        }
        columns.forEach((name, type) -> offer(word, prefix + name, type, name));
    }

    private void offer(String word, String insert, String hint, String matched) {
        if (matched.toLowerCase(Locale.ROOT).startsWith(word)) {
            add(insert, hint, insert);
        }
    }

    private void add(String label, String hint, String insert) {
        if (!insert.equals(text.substring(from, caret))) {
            found.add(new Completion(label, hint, from, caret, insert));
        }
    }
}
