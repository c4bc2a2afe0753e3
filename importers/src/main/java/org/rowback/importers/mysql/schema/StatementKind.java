package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.SchemaReader.DdlEffect.Kind;

import java.util.Set;

/// What sort of statement a text is, told by its first words.
enum StatementKind {
    CREATE_TABLE(Kind.TABLE_DDL),
    ALTER_TABLE(Kind.TABLE_DDL),
    DROP_TABLE(Kind.TABLE_DDL),
    RENAME_TABLE(Kind.TABLE_DDL),
    TRUNCATE(Kind.TABLE_DDL),
    CREATE_UNIQUE_INDEX(Kind.TABLE_DDL),
    DROP_INDEX(Kind.TABLE_DDL),
    DROP_DATABASE(Kind.TABLE_DDL),
    CREATE_DATABASE(Kind.OTHER_DDL),
    ALTER_DATABASE(Kind.OTHER_DDL),
    CREATE_VIEW(Kind.OTHER_DDL),
    OTHER_DDL(Kind.OTHER_DDL),
    DML(Kind.DML),
    OTHER(Kind.OTHER);

    /// What CREATE makes if it is no view; behind these a whole program may follow.
    private static final Set<String> ENDS_SEARCH =
            Set.of(
                    "TABLE",
                    "PROCEDURE",
                    "FUNCTION",
                    "TRIGGER",
                    "EVENT",
                    "TEMPORARY",
                    "INDEX",
                    "USER");

    private final Kind kind;

    StatementKind(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// Reads the first words and leaves the tokens behind those that say what it is.
    static StatementKind of(Tokens tokens) {
        while (tokens.takeSign(';') || tokens.takeSign('(')) {
            // a statement may stand in parentheses
        }
        tokens.markStatementStart();
        return switch (tokens.next().word()) {
            case "CREATE" -> create(tokens);
            case "ALTER" -> alter(tokens);
            case "DROP" -> drop(tokens);
            case "RENAME" ->
                    tokens.take("TABLE") || tokens.take("TABLES") ? RENAME_TABLE : OTHER_DDL;
            case "TRUNCATE" -> {
                tokens.take("TABLE");
                yield TRUNCATE;
            }
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "REPLACE",
                    "CALL",
                    "DO",
                    "SELECT",
                    "WITH",
                    "VALUES" ->
                    DML;
            case "LOAD" -> tokens.peek().is("INDEX") ? OTHER : DML;
            case "SET" -> tokens.take("STATEMENT") ? ofSetStatement(tokens) : OTHER;
            case "IMPORT", "GRANT", "REVOKE", "INSTALL", "UNINSTALL" -> OTHER_DDL;
            default -> OTHER;
        };
    }

    /// MariaDB's `SET STATEMENT variable=value FOR statement`.
    private static StatementKind ofSetStatement(Tokens tokens) {
        while (!tokens.atEnd()) {
            if (tokens.next().is("FOR")) {
                return of(tokens);
            }
        }
        return OTHER;
    }

    private static StatementKind create(Tokens tokens) {
        tokens.take("OR", "REPLACE");
        if (tokens.take("TABLE")) {
            return CREATE_TABLE;
        }
        if (tokens.take("DATABASE") || tokens.take("SCHEMA")) {
            return CREATE_DATABASE;
        }
        boolean online = tokens.take("ONLINE") || tokens.take("OFFLINE");
        if (tokens.take("UNIQUE", "INDEX")) {
            return CREATE_UNIQUE_INDEX;
        }
        if (online) {
            return OTHER_DDL;
        }
        while (!tokens.atEnd()) {
            // ALGORITHM = x DEFINER = user@host SQL SECURITY y VIEW
            Tokens.Token token = tokens.next();
            if (token.is("VIEW")) {
                return CREATE_VIEW;
            }
            if (ENDS_SEARCH.contains(token.word())) {
                return OTHER_DDL;
            }
        }
        return OTHER_DDL;
    }

    private static StatementKind alter(Tokens tokens) {
        boolean more = true;
        while (more) {
            more = tokens.take("ONLINE") || tokens.take("OFFLINE") || tokens.take("IGNORE");
        }
        if (tokens.take("TABLE")) {
            return ALTER_TABLE;
        }
        return tokens.take("DATABASE") || tokens.take("SCHEMA") ? ALTER_DATABASE : OTHER_DDL;
    }

    private static StatementKind drop(Tokens tokens) {
        if (tokens.take("TABLE") || tokens.take("TABLES")) {
            return DROP_TABLE;
        }
        if (tokens.take("INDEX")) {
            return DROP_INDEX;
        }
        return tokens.take("DATABASE") || tokens.take("SCHEMA") ? DROP_DATABASE : OTHER_DDL;
    }
}
