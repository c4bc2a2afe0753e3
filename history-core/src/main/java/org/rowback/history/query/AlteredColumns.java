package org.rowback.history.query;

import org.rowback.history.partition.SqlList;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The columns that the text of an ALTER TABLE drops and adds, and the partitions that it takes. What it does not read for sure it leaves out.
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
            Pattern.compile(
                    "^(DROP|TRUNCATE|EXCHANGE|CONVERT)\\s+PARTITION\\s+(?:IF\\s+EXISTS\\s+)?"
                            + NAME
                            + "(?:\\s+(?:WITH|TO)\\s.*)?$",
                    FLAGS);

    private final List<String> clauses = new ArrayList<>();

    private AlteredColumns(String statement) {
        Matcher alter = ALTER.matcher(TableFate.plain(statement));
        if (alter.matches()) {
            clauses.addAll(SqlList.split(alter.group(3)));
        }
    }

    /// Reads a statement, which may be another than an ALTER TABLE.
    public static AlteredColumns of(String statement) {
        return new AlteredColumns(statement);
    }

    /// Names of the columns that it drops, as written.
    public Set<String> dropped() {
        Set<String> names = new LinkedHashSet<>();
        for (String clause : clauses) {
            Matcher drop = DROP.matcher(clause);
            if (drop.matches()) {
                names.add(SqlList.unquoted(drop.group(1)));
            }
        }
        return names;
    }

    /// What it says of a column that it adds: its type and what follows.
    public Optional<String> added(String column) {
        for (String clause : clauses) {
            Matcher list = ADD_LIST.matcher(clause);
            List<String> definitions =
                    new ArrayList<>(list.matches() ? SqlList.split(list.group(1)) : List.of());
            Matcher add = ADD.matcher(clause);
            if (definitions.isEmpty() && add.matches()) {
                definitions.add(clause.substring(add.start(1)));
            }
            for (String definition : definitions) {
                Matcher defined = DEFINED.matcher(definition);
                if (defined.matches()
                        && SqlList.unquoted(defined.group(1)).equalsIgnoreCase(column)) {
                    return Optional.of(defined.group(2));
                }
            }
        }
        return Optional.empty();
    }

    /// Partitions whose rows a statement takes out of their table.
    ///
    /// @param verb `DROP`, `TRUNCATE`, `EXCHANGE` or `CONVERT`
    /// @param names without quotes
    public record Taken(String verb, List<String> names) {
        /// Whether the rows are in another table after it.
        public boolean isSwapped() {
            return verb.equals("EXCHANGE") || verb.equals("CONVERT");
        }

        boolean areAll() {
            return names.size() == 1 && names.getFirst().equalsIgnoreCase("ALL");
        }

        /// `p1, p2`.
        public String text() {
            return String.join(", ", names);
        }
    }

    /// The partitions whose rows it takes; empty where it takes none.
    public Optional<Taken> partitions() {
        return clauses.stream()
                .map(PARTITION::matcher)
                .filter(Matcher::matches)
                .map(m -> taken(m, clauses.indexOf(m.group())))
                .findFirst();
    }

    private Taken taken(Matcher clause, int at) {
        List<String> names = new ArrayList<>();
        names.add(SqlList.unquoted(clause.group(2)));
        clauses.subList(at + 1, clauses.size()).forEach(n -> names.add(SqlList.unquoted(n)));
        return new Taken(clause.group(1).toUpperCase(Locale.ROOT), List.copyOf(names));
    }
}
