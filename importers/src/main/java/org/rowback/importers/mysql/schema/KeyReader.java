package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.KnownTables;
import org.rowback.history.model.ForeignKey.Action;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads key parts and REFERENCES clauses into a table.
///
/// @param known for parents whose columns a clause does not name
record KeyReader(KnownTables known, Server server) {
    /// The columns of a key; empty where a part is an expression.
    static List<String> columns(Node node) {
        Node list =
                node.is("indexColumnNames") ? node : node.child("indexColumnNames").orElseThrow();
        List<String> names = new ArrayList<>();
        for (Node part : list.children("indexColumnName")) {
            Tokens tokens = part.tokens();
            Tokens.Token first = tokens.next();
            if (first.isSign('(')) {
                return List.of();
            }
            names.add(first.text());
        }
        return names;
    }

    /// The name of a key: its own, else the constraint's; empty where it has none.
    static String name(Node node) {
        String constraint =
                node.after("CONSTRAINT").filter(KeyReader::isName).map(Node::identifier).orElse("");
        // Its own name stands behind KEY, INDEX, UNIQUE or IF NOT EXISTS.
        String own = "";
        List<Node> children = node.children();
        for (int i = 0; i < children.size() && !children.get(i).is("indexColumnNames"); i++) {
            own = isName(children.get(i)) ? children.get(i).identifier() : own;
        }
        return own.isEmpty() ? constraint : own;
    }

    /// The name of a foreign key: the constraint's, else the index's but in MySQL from 8.0.16, which makes one up.
    String foreignName(Node node) {
        Optional<Node> constraint = node.after("CONSTRAINT").filter(KeyReader::isName);
        if (constraint.isPresent()) {
            return constraint.get().identifier();
        }
        boolean makesUp =
                server.vendor() == Server.Vendor.MYSQL
                        && (server.version() == 0 || server.version() >= 80_016);
        return makesUp ? "" : name(node);
    }

    private static boolean isName(Node node) {
        return node.is("uid");
    }

    static boolean ifNotExists(Node node) {
        return node.child("ifNotExists").isPresent();
    }

    static boolean ifExists(Node node) {
        return node.child("ifExists").isPresent();
    }

    /// Adds a foreign key by a `foreignKeyTableConstraint`, an `alterByAddForeignKey`, or a column's own REFERENCES.
    void addForeign(TableDraft table, String name, List<String> columns, Node references)
            throws DdlProblem, RowbackException {
        Node clause =
                references.is("referenceDefinition")
                        ? references
                        : references.child("referenceDefinition").orElseThrow();
        Tokens tokens = clause.tokens();
        tokens.take("REFERENCES");
        TableName parent = tokens.tableName(table.name.database());
        List<String> parentColumns = new ArrayList<>();
        if (tokens.takeSign('(')) {
            while (!tokens.atEnd() && !tokens.takeSign(')')) {
                Tokens.Token token = tokens.next();
                if (token.isSign('(')) {
                    tokens.next();
                    tokens.takeSign(')');
                } else if (!token.isSign(',') && !token.is("ASC") && !token.is("DESC")) {
                    parentColumns.add(token.text());
                }
            }
        }
        Action onDelete = Action.NO_ACTION;
        Action onUpdate = Action.NO_ACTION;
        while (!tokens.atEnd()) {
            if (tokens.take("ON", "DELETE")) {
                onDelete = action(tokens);
            } else if (tokens.take("ON", "UPDATE")) {
                onUpdate = action(tokens);
            } else {
                tokens.next();
            }
        }
        if (parentColumns.isEmpty()) {
            parentColumns.addAll(
                    known.known(parent).map(SchemaVersion::primaryKey).orElse(List.of()));
        }
        table.addForeign(name, columns, parent, parentColumns, onDelete, onUpdate);
    }

    private static Action action(Tokens tokens) {
        Tokens.Token token = tokens.next();
        return switch (token.word()) {
            case "CASCADE" -> Action.CASCADE;
            case "RESTRICT" -> Action.RESTRICT;
            case "SET" -> tokens.next().is("NULL") ? Action.SET_NULL : Action.SET_DEFAULT;
            default -> {
                tokens.take("ACTION");
                yield Action.NO_ACTION;
            }
        };
    }
}
