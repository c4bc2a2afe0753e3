package org.rowback.counterfactual;

import java.util.ArrayList;
import java.util.List;

/// A small incident as text: tables, then transactions of good and bad statements.
///
/// Lines are statements; a blank line ends a transaction; `bad:` before a statement marks it. The first block makes
/// the tables.
///
/// @param tables CREATE and ALTER statements
record Script(List<String> tables, List<Transaction> transactions) {
    private static final String BAD = "bad: ";

    record Statement(boolean bad, String sql) {}

    record Transaction(List<Statement> statements) {
        Transaction {
            statements = List.copyOf(statements);
        }

        boolean isBad() {
            return statements.stream().anyMatch(Statement::bad);
        }
    }

    Script {
        tables = List.copyOf(tables);
        transactions = List.copyOf(transactions);
    }

    static Script parse(String text) {
        List<String> tables = new ArrayList<>();
        List<Transaction> transactions = new ArrayList<>();
        for (String block : text.strip().split("\n\\s*\n")) {
            List<String> lines =
                    block.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                            .toList();
            if (tables.isEmpty()) {
                tables.addAll(lines);
            } else if (!lines.isEmpty()) {
                transactions.add(
                        new Transaction(
                                lines.stream()
                                        .map(
                                                line ->
                                                        line.startsWith(BAD)
                                                                ? new Statement(
                                                                        true,
                                                                        line.substring(
                                                                                BAD.length()))
                                                                : new Statement(false, line))
                                        .toList()));
            }
        }
        return new Script(tables, transactions);
    }

    boolean hasBad() {
        return transactions.stream().anyMatch(Transaction::isBad);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.join("\n", tables)).append('\n');
        for (Transaction transaction : transactions) {
            text.append('\n');
            for (Statement statement : transaction.statements()) {
                text.append(statement.bad() ? BAD : "").append(statement.sql()).append('\n');
            }
        }
        return text.toString();
    }
}
