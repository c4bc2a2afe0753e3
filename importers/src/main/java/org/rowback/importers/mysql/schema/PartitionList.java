package org.rowback.importers.mysql.schema;

import org.rowback.history.model.Partitions;
import org.rowback.history.model.Partitions.Method;
import org.rowback.history.model.Partitions.Part;

import java.util.ArrayList;
import java.util.List;

/// The partitions of a table as CREATE TABLE and ALTER TABLE say.
///
/// HASH and KEY name theirs `p0`, `p1` and so on where the statement does not. Subpartitions divide what a partition
/// holds further and play no part.
final class PartitionList {
    private final String text;
    private final Tokens tokens;

    private PartitionList(String text) {
        this.text = text;
        this.tokens = new Tokens(text);
    }

    /// Those of a CREATE TABLE.
    ///
    /// @param options what stands behind the list of columns
    static Partitions created(String options) {
        PartitionList list = new PartitionList(options);
        while (!list.tokens.atEnd()) {
            if (list.tokens.take("PARTITION", "BY")) {
                return list.definition();
            }
            list.skip();
        }
        return Partitions.NONE;
    }

    /// What becomes of a table's by an ALTER TABLE.
    static Partitions altered(Partitions old, String statement) throws DdlProblem {
        PartitionList list = new PartitionList(statement);
        Tokens tokens = list.tokens;
        Partitions now = old;
        while (!tokens.atEnd()) {
            if (tokens.take("PARTITION", "BY")) {
                now = list.definition();
            } else if (tokens.take("REMOVE", "PARTITIONING") || tokens.take("CONVERT", "TABLE")) {
                now = Partitions.NONE;
            } else if (now.isKnown() && tokens.peek(1).is("PARTITION")) {
                now = list.changed(now);
            } else {
                list.skip();
            }
        }
        return now;
    }

    private void skip() {
        if (tokens.peek().isSign('(')) {
            tokens.skipParentheses();
        } else {
            tokens.next();
        }
    }

    private Partitions changed(Partitions old) throws DdlProblem {
        Tokens.Token verb = tokens.next();
        if (!isVerb(verb)) {
            return old;
        }
        tokens.next();
        while (tokens.take("NO_WRITE_TO_BINLOG") || tokens.take("LOCAL")) {
            // how it is logged does not matter
        }
        boolean ifThere = tokens.take("IF", "EXISTS");
        boolean ifNotThere = tokens.take("IF", "NOT", "EXISTS");
        List<Part> parts = new ArrayList<>(old.parts());
        switch (verb.word()) {
            case "ADD" -> {
                List<Part> more =
                        tokens.take("PARTITIONS")
                                ? numbered(parts.size(), number())
                                : parts(parts.size());
                for (Part part : more) {
                    if (old.indexOf(part.name()) < 0) {
                        parts.add(part);
                    } else if (!ifNotThere) {
                        throw new DdlProblem("it has a partition " + part.name() + " already");
                    }
                }
            }
            case "DROP", "CONVERT" -> remove(parts, old, names(), ifThere);
            case "COALESCE" -> {
                int left = Math.max(0, parts.size() - number());
                parts.subList(left, parts.size()).clear();
            }
            case "REORGANIZE" -> {
                List<String> names = tokens.peek().is("INTO") ? List.of() : names();
                if (names.isEmpty() || !tokens.take("INTO")) {
                    return old;
                }
                int at = old.indexOf(names.getFirst());
                remove(parts, old, names, false);
                parts.addAll(Math.min(at, parts.size()), parts(0));
            }
            case "EXCHANGE" -> {
                while (!tokens.atEnd() && !tokens.peek().is("WITHOUT")) {
                    skip();
                }
                // Rows may lie where the definition does not put them.
                return tokens.take("WITHOUT", "VALIDATION") ? Partitions.NONE : old;
            }
            default -> {}
        }
        return old.with(parts);
    }

    private static boolean isVerb(Tokens.Token verb) {
        return switch (verb.word()) {
            case "ADD", "DROP", "CONVERT", "COALESCE", "REORGANIZE", "EXCHANGE" -> true;
            default -> false;
        };
    }

    private static void remove(
            List<Part> parts, Partitions old, List<String> names, boolean ifThere)
            throws DdlProblem {
        for (String name : names) {
            if (old.indexOf(name) < 0 && !ifThere) {
                throw new DdlProblem("it has no partition " + name);
            }
            parts.removeIf(p -> p.name().equalsIgnoreCase(name));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.next().text());
        } while (tokens.takeSign(','));
        return names;
    }

    private int number() {
        String digits = tokens.next().text();
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private static List<Part> numbered(int from, int count) {
        List<Part> parts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            parts.add(new Part("p" + i, ""));
        }
        return parts;
    }

    /// Behind PARTITION BY.
    private Partitions definition() {
        boolean linear = tokens.take("LINEAR");
        String word = tokens.next().word();
        boolean others = false;
        while (!tokens.atEnd() && !tokens.peek().isSign('(')) {
            Tokens.Token token = tokens.next();
            if (token.is("ALGORITHM")) {
                tokens.takeSign('=');
                others |= !tokens.next().text().equals("2");
            } else if (token.is("COLUMNS")) {
                word += "_COLUMNS";
            } else {
                others = true;
            }
        }
        String by = inParentheses();
        Method method =
                switch (word) {
                    case "RANGE" -> Method.RANGE;
                    case "RANGE_COLUMNS" -> Method.RANGE_COLUMNS;
                    case "LIST" -> Method.LIST;
                    case "LIST_COLUMNS" -> Method.LIST_COLUMNS;
                    case "HASH" -> linear ? Method.LINEAR_HASH : Method.HASH;
                    case "KEY" -> linear ? Method.NONE : Method.KEY;
                    default -> Method.NONE;
                };
        if (others || method == Method.NONE) {
            return Partitions.NONE;
        }
        int count = tokens.take("PARTITIONS") ? number() : 0;
        if (tokens.take("SUBPARTITION", "BY")) {
            while (!tokens.atEnd() && !tokens.peek().isSign('(')) {
                tokens.next();
            }
            inParentheses();
            if (tokens.take("SUBPARTITIONS")) {
                tokens.next();
            }
        }
        List<Part> parts = tokens.peek().isSign('(') ? parts(0) : numbered(0, Math.max(1, count));
        return new Partitions(method, by, parts);
    }

    /// `(PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB, …)`.
    private List<Part> parts(int from) {
        List<Part> parts = new ArrayList<>();
        if (!tokens.takeSign('(')) {
            return numbered(from, 1);
        }
        while (!tokens.atEnd() && !tokens.takeSign(')')) {
            if (!tokens.take("PARTITION")) {
                skip();
                continue;
            }
            String name = tokens.next().text();
            String bound = "";
            if (tokens.take("VALUES", "LESS", "THAN") || tokens.take("VALUES", "IN")) {
                bound = tokens.peek().isSign('(') ? inParentheses() : tokens.next().text();
            } else if (tokens.peek().is("DEFAULT")) {
                bound = "DEFAULT";
            }
            parts.add(new Part(name, bound));
            while (!tokens.atEnd() && !tokens.peek().isSign(',') && !tokens.peek().isSign(')')) {
                skip();
            }
        }
        return parts;
    }

    /// The text between parentheses that begin here.
    private String inParentheses() {
        if (!tokens.peek().isSign('(')) {
            return "";
        }
        int from = tokens.peek().start() + 1;
        int end = from;
        int depth = 0;
        do {
            Tokens.Token token = tokens.next();
            if (token.kind() == Tokens.Kind.END) {
                return "";
            }
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            end = token.start();
        } while (depth > 0);
        return text.substring(from, end).strip();
    }
}
