package org.rowback.importers.mysql.schema;

import org.rowback.history.model.Check;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The CHECK constraints of a table while a statement is applied to it.
///
/// They are read from the statement's tokens: `CHECK (` stands in no expression. MySQL before 8.0.16 and MariaDB before
/// 10.2.1 read CHECK and forget it. Those without a name get the server's: `TABLE_chk_N` on MySQL, `CONSTRAINT_N` on
/// MariaDB, where a column's own has none and goes with the column's definition.
final class CheckList {
    private final List<Check> checks = new ArrayList<>();

    List<Check> all() {
        return checks;
    }

    void addAll(Collection<Check> more) {
        checks.addAll(more);
    }

    /// Forgets those that name a column which is dropped or has another name: what became of them is the server's.
    void forget(String column) {
        checks.removeIf(check -> names(check, column));
    }

    /// Names that the server made up follow the table's.
    void renameTable(String old, String now) {
        String prefix = old + "_chk_";
        checks.replaceAll(
                check ->
                        check.name().startsWith(prefix)
                                ? new Check(
                                        now + "_chk_" + check.name().substring(prefix.length()),
                                        check.expression())
                                : check);
    }

    /// Takes what a CREATE TABLE or ALTER TABLE says of them.
    void read(String plain, Server server, TableName table) {
        if (server.version() != 0 && server.version() < (server.isMariaDb() ? 100_201 : 80_016)) {
            return;
        }
        Tokens tokens = new Tokens(plain);
        String given = "";
        // Whether a column's definition began the entry that is read.
        boolean ofColumn = true;
        Tokens.Token before = tokens.peek();
        while (tokens.peek().kind() != Tokens.Kind.END) {
            Tokens.Token token = tokens.next();
            if (token.is("CONSTRAINT") || token.is("CHECK")) {
                ofColumn &= !before.is("ADD") && !before.isSign(',') && !before.isSign('(');
            }
            if (token.isSign(',')) {
                ofColumn = true;
                given = "";
            } else if (before.is("DROP") && (token.is("CONSTRAINT") || token.is("CHECK"))) {
                tokens.take("IF", "EXISTS");
                drop(tokens.next().text());
            } else if (before.is("ALTER") && (token.is("CONSTRAINT") || token.is("CHECK"))) {
                String name = tokens.next().text();
                if (tokens.take("NOT", "ENFORCED")) {
                    drop(name);
                }
            } else if (token.is("CONSTRAINT") && !tokens.peek().is("CHECK")) {
                tokens.take("IF", "NOT", "EXISTS");
                given = tokens.next().text();
            } else if (server.isMariaDb() && (token.is("MODIFY") || token.is("CHANGE"))) {
                redefine(tokens);
            } else if (token.is("CHECK") && tokens.peek().isSign('(')) {
                String expression = expression(tokens, plain);
                if (!tokens.take("NOT", "ENFORCED")) {
                    boolean own = ofColumn && server.isMariaDb() && given.isEmpty();
                    checks.add(new Check(own ? "" : name(given, server, table), expression));
                }
                given = "";
            }
            before = token;
        }
    }

    private void drop(String name) {
        checks.removeIf(check -> check.name().equalsIgnoreCase(name));
    }

    /// A column's own CHECK is the one that its new definition has.
    private void redefine(Tokens tokens) {
        tokens.take("COLUMN");
        tokens.take("IF", "EXISTS");
        String column = tokens.peek().text();
        checks.removeIf(check -> check.name().isEmpty() && names(check, column));
    }

    private static String expression(Tokens tokens, String plain) {
        int from = tokens.peek().start() + 1;
        int depth = 0;
        int end = from;
        do {
            Tokens.Token token = tokens.next();
            if (token.kind() == Tokens.Kind.END) {
                return "";
            }
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            end = token.start();
        } while (depth > 0);
        return plain.substring(from, end).strip();
    }

    private String name(String given, Server server, TableName table) {
        if (!given.isEmpty()) {
            return given;
        }
        String prefix = server.isMariaDb() ? "CONSTRAINT_" : table.table() + "_chk_";
        int number = 1;
        while (has(prefix + number)) {
            number++;
        }
        return prefix + number;
    }

    private boolean has(String name) {
        return checks.stream().anyMatch(check -> check.name().equalsIgnoreCase(name));
    }

    private static boolean names(Check check, String column) {
        Tokens tokens = new Tokens(check.expression());
        while (tokens.peek().kind() != Tokens.Kind.END) {
            Tokens.Token token = tokens.next();
            boolean isName = token.kind() == Tokens.Kind.WORD || token.kind() == Tokens.Kind.QUOTED;
            if (isName
                    && token.text()
                            .toLowerCase(Locale.ROOT)
                            .equals(column.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
