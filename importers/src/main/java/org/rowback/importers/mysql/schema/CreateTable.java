package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.KnownTables;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads CREATE TABLE.
final class CreateTable {
    private final Server server;
    private final KnownTables known;
    private final Knowledge from;

    CreateTable(Server server, KnownTables known, Knowledge from) {
        this.server = server;
        this.known = known;
        this.from = from;
    }

    /// What stands between CREATE TABLE and the definition.
    ///
    /// @param ifNotExists IF NOT EXISTS
    record Head(TableName table, boolean ifNotExists) {
        static Head read(Tokens tokens, String database) {
            boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
            return new Head(tokens.tableName(database), ifNotExists);
        }
    }

    /// @param plain the whole statement
    /// @param tokens behind the table's name
    /// @param databaseCharset what a table takes that names none
    Optional<TableDraft> read(
            Head head, String plain, Tokens tokens, String database, String databaseCharset)
            throws DdlProblem, RowbackException {
        boolean inParentheses = tokens.peek().isSign('(') && tokens.peek(1).is("LIKE");
        if (inParentheses || tokens.peek().is("LIKE")) {
            tokens.takeSign('(');
            tokens.next();
            return copy(head.table(), tokens.tableName(database));
        }
        if (!tokens.peek().isSign('(')) {
            throw new DdlProblem("its columns come from a query");
        }
        tokens.skipParentheses();
        int listEnd = tokens.peek().start();
        TableOptions options = TableOptions.read(tokens);
        if (options.query()) {
            throw new DdlProblem("some of its columns may come from a query");
        }
        String charset = options.charset().isEmpty() ? databaseCharset : options.charset();
        TableDraft table = new TableDraft(head.table(), charset, from);
        Node tree =
                DdlGrammar.parse(
                        DdlGrammar.Rule.CREATE_TABLE,
                        Expressions.blank(plain.substring(0, listEnd)),
                        server);
        for (Node definition : tree.all("createDefinitions")) {
            new Definitions(table).read(definition.children());
        }
        table.checks.read(plain.substring(0, listEnd), server, table.name);
        table.partitions = PartitionList.created(plain.substring(listEnd));
        if (options.versioned() && !table.hasPeriod()) {
            table.addPeriod();
        }
        return Optional.of(table);
    }

    /// CREATE TABLE LIKE: everything but foreign keys.
    private Optional<TableDraft> copy(TableName name, TableName source) throws RowbackException {
        Optional<SchemaVersion> original = known.known(source);
        if (original.isEmpty()) {
            return Optional.empty();
        }
        TableDraft table = TableDraft.of(original.get(), from);
        table.dropForeignKeys();
        table.renameTo(name);
        return Optional.of(table);
    }

    /// Reads the entries of the list: columns first need no order, keys may stand before the columns they name.
    final class Definitions {
        private final TableDraft table;
        private final ColumnReader columns;
        private final KeyReader keys = new KeyReader(known, server);

        Definitions(TableDraft table) {
            this.table = table;
            columns = new ColumnReader(server, table.charset, from);
        }

        void read(List<Node> entries) throws DdlProblem, RowbackException {
            List<ColumnReader.Declared> declared = new ArrayList<>();
            for (Node entry : entries) {
                if (entry.is("columnDeclaration")) {
                    ColumnReader.Declared column = declare(entry);
                    declared.add(column);
                    table.add(column.column(), TableDraft.Place.LAST);
                }
            }
            int next = 0;
            for (Node entry : entries) {
                if (entry.is("columnDeclaration")) {
                    addOwnKeys(declared.get(next++));
                } else {
                    addKey(
                            entry.is("constraintDeclaration") || entry.is("indexDeclaration")
                                    ? entry.children().getFirst()
                                    : entry);
                }
            }
        }

        ColumnReader.Declared declare(Node entry) throws DdlProblem {
            return read(
                    entry.children().getFirst().identifier(),
                    entry.child("columnDefinition").orElseThrow());
        }

        ColumnReader.Declared read(String name, Node definition) throws DdlProblem {
            return columns.read(name, definition);
        }

        void addOwnKeys(ColumnReader.Declared declared) throws DdlProblem, RowbackException {
            List<String> self = List.of(declared.column().name());
            if (declared.primaryKey()) {
                table.setPrimaryKey(self);
            }
            if (declared.unique()) {
                table.addUnique("", self);
            }
            if (declared.references().isPresent()) {
                keys.addForeign(table, "", self, declared.references().get());
            }
        }

        void addKey(Node key) throws DdlProblem, RowbackException {
            switch (key.name()) {
                case "primaryKeyTableConstraint" -> table.setPrimaryKey(KeyReader.columns(key));
                case "uniqueKeyTableConstraint" -> {
                    List<String> names = KeyReader.columns(key);
                    if (!names.isEmpty()) {
                        table.addUnique(KeyReader.name(key), names);
                    }
                }
                case "foreignKeyTableConstraint" ->
                        keys.addForeign(table, keys.foreignName(key), KeyReader.columns(key), key);
                case "simpleIndexDeclaration", "specialIndexDeclaration" ->
                        table.addIndex(KeyReader.name(key), KeyReader.columns(key));
                default -> {}
            }
        }
    }
}
