package org.rowback.history.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The columns that the text of an ALTER TABLE drops and adds. What it does not read for sure it leaves out.
public final class AlteredColumns {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final String NAME = "(`(?:[^`]|``)+`|[\\w$]+)";
    private static final Pattern ALTER =
            Pattern.compile(
                    "^\\s*ALTER\\s+(?:ONLINE\\s+|IGNORE\\s+)*TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:"
                            + NAME
                            + "\\s*\\.\\s*)?"
                            + NAME
                            + "\\s+(?:WAIT\\s+\\d+\\s+|NOWAIT\\s+)?(.*)$",
                    FLAGS);
    private static final Pattern DROP =
            Pattern.compile(
                    "^DROP\\s+(?:COLUMN\\s+)?(?:IF\\s+EXISTS\\s+)?"
                            + NAME
                            + "(?:\\s+(?:RESTRICT|CASCADE))?$",
                    FLAGS);
    private static final Pattern ADD_LIST =
            Pattern.compile(
                    "^ADD\\s+(?:COLUMN\\s*)?(?:IF\\s+NOT\\s+EXISTS\\s*)?\\((.*)\\)$", FLAGS);
    private static final Pattern ADD =
            Pattern.compile(
                    "^ADD\\s+(?:COLUMN\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?" + NAME + "\\s+(.*)$",
                    FLAGS);
    private static final Pattern DEFINED = Pattern.compile("^" + NAME + "\\s+(.*)$", FLAGS);
    private static final Pattern PARTITION =
            Pattern.compile("^(?:DROP|TRUNCATE)\\s+PARTITION\\s+(?:IF\\s+EXISTS\\s+)?(.+)$", FLAGS);

    private final List<String> clauses = new ArrayList<>();

    private AlteredColumns(String statement) {
        Matcher alter = ALTER.matcher(TableFate.plain(statement));
        if (alter.matches()) {
            split(alter.group(3), clauses);
        }
    }

    /// Reads a statement, which may be another than an ALTER TABLE.
    public static AlteredColumns of(String statement) {
        return new AlteredColumns(statement);
    }

    /// Splits at commas outside of quotes and brackets.
    private static void split(String text, List<String> parts) {
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' && quote != '`' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip().replaceFirst(";$", "").strip());
    }

    /// Names of the columns that it drops, as written.
    public Set<String> dropped() {
        Set<String> names = new LinkedHashSet<>();
        for (String clause : clauses) {
            Matcher drop = DROP.matcher(clause);
            if (drop.matches()) {
                names.add(unquoted(drop.group(1)));
            }
        }
        return names;
    }

    /// What it says of a column that it adds: its type and what follows.
    public Optional<String> added(String column) {
        for (String clause : clauses) {
            Matcher list = ADD_LIST.matcher(clause);
            List<String> definitions = new ArrayList<>();
            if (list.matches()) {
                split(list.group(1), definitions);
            }
            Matcher add = ADD.matcher(clause);
            if (definitions.isEmpty() && add.matches()) {
                definitions.add(clause.substring(add.start(1)));
            }
            for (String definition : definitions) {
                Matcher defined = DEFINED.matcher(definition);
                if (defined.matches() && unquoted(defined.group(1)).equalsIgnoreCase(column)) {
                    return Optional.of(defined.group(2));
                }
            }
        }
        return Optional.empty();
    }

    /// Names of the partitions whose rows it takes away, as written; empty where it takes none.
    public Optional<String> partitions() {
        return clauses.stream()
                .map(PARTITION::matcher)
                .filter(Matcher::matches)
                .map(m -> String.join(", ", clauses).substring(m.start(1)))
                .findFirst();
    }

    private static String unquoted(String name) {
        return name.startsWith("`")
                ? name.substring(1, name.length() - 1).replace("``", "`")
                : name;
    }
}
