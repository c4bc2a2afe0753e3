package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader.DdlEffect;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Applies one statement to what is known.
///
/// @param databaseCharsets default charsets of databases; statements on databases change it
/// @param from which evidence the statement is
record StatementReader(Map<String, String> databaseCharsets, Knowledge from) {
    /// @param origin for the versions it makes; empty for the statement's first words
    DdlEffect apply(DdlStatement statement, KnownTables known, String origin)
            throws RowbackException {
        Server server = Server.of(statement.server());
        String plain = SqlText.plain(statement.text(), server, statement.ansiQuotes());
        Tokens tokens = new Tokens(plain);
        StatementKind kind = StatementKind.of(tokens);
        Definitions definitions = new Definitions(known);
        Run run = new Run(server, statement, plain, tokens, definitions, origin);
        switch (kind) {
            case CREATE_TABLE -> run.createTable();
            case ALTER_TABLE -> run.alterTable();
            case DROP_TABLE -> run.dropTables();
            case RENAME_TABLE -> run.renameTables();
            case TRUNCATE -> run.truncate();
            case CREATE_UNIQUE_INDEX -> run.createUniqueIndex();
            case DROP_INDEX -> run.dropIndex();
            case DROP_DATABASE -> run.dropDatabase();
            case CREATE_DATABASE, ALTER_DATABASE -> run.databaseCharset();
            case CREATE_VIEW, OTHER_DDL, DML, OTHER -> {}
        }
        return definitions.effect(kind.kind());
    }

    private final class Run {
        private final Server server;
        private final DdlStatement statement;
        private final String plain;
        private final Tokens tokens;
        private final Definitions definitions;
        private final String origin;

        Run(
                Server server,
                DdlStatement statement,
                String plain,
                Tokens tokens,
                Definitions definitions,
                String origin) {
            this.server = server;
            this.statement = statement;
            this.plain = trimmed(plain, tokens.statementStart());
            this.tokens = tokens;
            this.definitions = definitions;
            this.origin = origin;
        }

        private static String trimmed(String plain, int start) {
            String text = plain.substring(start).stripTrailing();
            while (text.endsWith(";")) {
                text = text.substring(0, text.length() - 1).stripTrailing();
            }
            return text;
        }

        void createTable() throws RowbackException {
            CreateTable.Head head = CreateTable.Head.read(tokens, statement.database());
            definitions.concern(head.table());
            if (head.ifNotExists() && definitions.known(head.table()).isPresent()) {
                return;
            }
            try {
                // Tokens count from the statement's text, the grammar from its first word.
                Tokens behind = new Tokens(plain);
                StatementKind.of(behind);
                CreateTable.Head again = CreateTable.Head.read(behind, statement.database());
                Optional<TableDraft> table =
                        new CreateTable(server, definitions, from)
                                .read(
                                        again,
                                        plain,
                                        behind,
                                        statement.database(),
                                        charsetOf(head.table().database()));
                if (table.isPresent()) {
                    definitions.define(table.get().version(origin("CREATE TABLE")));
                } else {
                    definitions.drop(head.table());
                }
            } catch (DdlProblem problem) {
                fail("CREATE TABLE", head.table(), problem);
            }
        }

        void alterTable() throws RowbackException {
            boolean ifExists = tokens.take("IF", "EXISTS");
            TableName name = tokens.tableName(statement.database());
            definitions.concern(name);
            Optional<SchemaVersion> old = definitions.known(name);
            if (old.isEmpty()) {
                alterUnknown(name, ifExists);
                return;
            }
            TableDraft table = TableDraft.of(old.get(), from);
            AlterTable alter =
                    new AlterTable(server, definitions, from, table, charsetOf(name.database()));
            try {
                alter.apply(plain, statement.database());
            } catch (DdlProblem problem) {
                fail("ALTER TABLE", name, problem);
                return;
            }
            if (!alter.note().isEmpty()) {
                definitions.problem(alter.note());
            }
            definitions.define(table.version(origin("ALTER TABLE")));
            for (Map.Entry<String, String> column : alter.renamedColumns().entrySet()) {
                forChildren(
                        name,
                        child ->
                                child.renameParentColumn(name, column.getKey(), column.getValue()));
            }
            if (alter.newName().isPresent()) {
                rename(name, alter.newName().get(), "ALTER TABLE", ifExists);
            }
        }

        /// Of a table that nothing is known of only a new name matters, and partitions that lose rows.
        private void alterUnknown(TableName name, boolean ifExists) throws RowbackException {
            while (!tokens.atEnd()) {
                Tokens.Token token = tokens.next();
                if (token.isSign('(')) {
                    continue;
                }
                boolean partition = tokens.peek().is("PARTITION");
                if (partition
                        && (token.is("DROP") || token.is("TRUNCATE") || token.is("EXCHANGE"))) {
                    definitions.problem(AlterTable.partitionNote(name, token.word()));
                }
                boolean other =
                        tokens.peek().is("COLUMN")
                                || tokens.peek().is("INDEX")
                                || tokens.peek().is("KEY");
                if (token.is("RENAME") && !other) {
                    if (!tokens.take("TO")) {
                        tokens.take("AS");
                    }
                    rename(name, tokens.tableName(statement.database()), "ALTER TABLE", ifExists);
                    return;
                }
            }
        }

        void dropTables() {
            tokens.take("IF", "EXISTS");
            do {
                TableName name = tokens.tableName(statement.database());
                definitions.concern(name);
                definitions.drop(name);
            } while (tokens.takeSign(','));
        }

        void renameTables() throws RowbackException {
            boolean ifExists = tokens.take("IF", "EXISTS");
            do {
                TableName old = tokens.tableName(statement.database());
                skipWait();
                tokens.take("TO");
                rename(old, tokens.tableName(statement.database()), "RENAME TABLE", ifExists);
            } while (tokens.takeSign(','));
        }

        private void skipWait() {
            while (!tokens.atEnd() && !tokens.peek().is("TO")) {
                tokens.next();
            }
        }

        void truncate() {
            TableName name = tokens.tableName(statement.database());
            definitions.concern(name);
            definitions.truncate(name);
        }

        void createUniqueIndex() throws RowbackException {
            boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
            String key = tokens.next().text();
            while (!tokens.atEnd() && !tokens.take("ON")) {
                tokens.next();
            }
            TableName name = tokens.tableName(statement.database());
            definitions.concern(name);
            List<String> columns = keyColumns();
            Optional<SchemaVersion> old = definitions.known(name);
            if (old.isEmpty() || columns.isEmpty()) {
                return;
            }
            TableDraft table = TableDraft.of(old.get(), from);
            try {
                if (!(ifNotExists && table.hasUnique(key))) {
                    table.dropIndex(key);
                    table.addUnique(key, columns);
                }
                definitions.define(table.version(origin("CREATE UNIQUE INDEX")));
            } catch (DdlProblem problem) {
                fail("CREATE UNIQUE INDEX", name, problem);
            }
        }

        /// Empty where a part is an expression.
        private List<String> keyColumns() {
            List<String> columns = new ArrayList<>();
            tokens.takeSign('(');
            while (!tokens.atEnd() && !tokens.takeSign(')')) {
                if (tokens.peek().isSign('(')) {
                    return List.of();
                }
                columns.add(tokens.next().text());
                if (tokens.peek().isSign('(')) {
                    tokens.skipParentheses();
                }
                while (tokens.take("ASC") || tokens.take("DESC") || tokens.takeSign(',')) {
                    // order and prefix do not matter
                }
            }
            return columns;
        }

        void dropIndex() throws RowbackException {
            tokens.take("IF", "EXISTS");
            while (tokens.take("ONLINE") || tokens.take("OFFLINE")) {
                // how it is done does not matter
            }
            String key = tokens.next().text();
            tokens.take("ON");
            TableName name = tokens.tableName(statement.database());
            definitions.concern(name);
            Optional<SchemaVersion> old = definitions.known(name);
            if (old.isPresent()) {
                TableDraft table = TableDraft.of(old.get(), from);
                table.dropIndex(key);
                definitions.define(table.version(origin("DROP INDEX")));
            }
        }

        void dropDatabase() throws RowbackException {
            tokens.take("IF", "EXISTS");
            String database = tokens.next().text();
            databaseCharsets.remove(database);
            for (TableName name : definitions.knownTables(database)) {
                definitions.concern(name);
                definitions.drop(name);
            }
        }

        void databaseCharset() {
            tokens.take("IF", "NOT", "EXISTS");
            boolean named = !isOption(tokens.peek());
            String database = named ? tokens.next().text() : statement.database();
            String charset = TableOptions.read(tokens).charset();
            if (!charset.isEmpty()) {
                databaseCharsets.put(database, charset);
            }
        }

        private static boolean isOption(Tokens.Token token) {
            return switch (token.word()) {
                case "DEFAULT",
                        "CHARACTER",
                        "CHARSET",
                        "COLLATE",
                        "ENCRYPTION",
                        "READ",
                        "COMMENT" ->
                        true;
                default -> false;
            };
        }

        private void rename(TableName old, TableName now, String what, boolean ifExists)
                throws RowbackException {
            definitions.concern(old);
            definitions.concern(now);
            Optional<SchemaVersion> version = definitions.known(old);
            if (version.isEmpty() && ifExists && definitions.known(now).isPresent()) {
                // The name is taken, so there was nothing to rename.
                return;
            }
            definitions.drop(old);
            if (version.isPresent()) {
                TableDraft table = TableDraft.of(version.get(), version.get().keysFrom());
                table.renameTo(now);
                definitions.define(table.version(origin(what)));
            } else {
                definitions.drop(now);
            }
            forChildren(old, child -> child.renameParent(old, now));
        }

        /// Changes the tables whose foreign keys refer to a table.
        private void forChildren(TableName parent, Consumer<TableDraft> change)
                throws RowbackException {
            for (TableName name : new TreeSet<>(definitions.knownTables(parent.database()))) {
                Optional<SchemaVersion> version = definitions.known(name);
                if (version.isPresent()) {
                    TableDraft child = TableDraft.of(version.get(), version.get().keysFrom());
                    if (child.refersTo(parent)) {
                        change.accept(child);
                        definitions.define(child.version(version.get().origin()));
                    }
                }
            }
        }

        private void fail(String what, TableName table, DdlProblem problem) {
            definitions.drop(table);
            definitions.problem("%s %s: %s".formatted(what, table, problem.getMessage()));
        }

        private String origin(String what) {
            return origin.isEmpty() ? what : origin;
        }

        private String charsetOf(String database) {
            String charset = databaseCharsets.get(database);
            if (charset != null) {
                return charset;
            }
            boolean own = database.equals(statement.database());
            String logged = own ? statement.databaseCharset() : "";
            return logged.indexOf('_') > 0
                    ? Charsets.ofCollation(logged)
                    : Charsets.canonical(logged);
        }
    }
}
