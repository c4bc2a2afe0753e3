package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.KnownTables;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.importers.mysql.schema.ColumnChanges.Edit;
import org.rowback.importers.mysql.schema.TableDraft.Place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Applies ALTER TABLE. The order is the server's, not the text's: keys are dropped, columns dropped, changed and added,
/// then keys added, then the charset converted, then the table renamed.
final class AlterTable {
    private static final Pattern ADD_VERSIONING =
            Pattern.compile("\\b(ADD|DROP)(\\s+SYSTEM\\s+VERSIONING)\\b", Pattern.CASE_INSENSITIVE);

    /// The grammars lack it, and it changes no column.
    private static final Pattern ADD_PARTITIONS =
            Pattern.compile("\\bADD\\s+PARTITION\\s+PARTITIONS\\s+\\d+", Pattern.CASE_INSENSITIVE);

    private final Server server;
    private final Knowledge from;
    private final TableDraft table;
    private final KeyReader keys;
    private final String databaseCharset;
    private final Map<String, String> renamedColumns = new LinkedHashMap<>();
    private String note = "";
    private Optional<TableName> newName = Optional.empty();

    AlterTable(
            Server server,
            KnownTables known,
            Knowledge from,
            TableDraft table,
            String databaseCharset) {
        this.server = server;
        this.from = from;
        this.table = table;
        this.keys = new KeyReader(known, server);
        this.databaseCharset = databaseCharset;
    }

    /// Columns that have another name now, old to new.
    Map<String, String> renamedColumns() {
        return renamedColumns;
    }

    /// What the statement did beside definitions, one sentence; empty where nothing.
    String note() {
        return note;
    }

    /// The table's name afterwards, where the statement gives it another.
    Optional<TableName> newName() {
        return newName;
    }

    /// @param plain from ALTER on
    /// @param database the session's
    void apply(String plain, String database) throws DdlProblem, RowbackException {
        String text = withoutVersioning(plain);
        Node tree = parse(text);
        List<Node> parts = tree.children("alterSpecification");
        List<Node> specifications = new ArrayList<>();
        for (Node child : tree.children()) {
            if (child.name().startsWith("alter") && !child.is("alterTable")) {
                specifications.add(child);
            }
        }
        specifications.addAll(parts);
        for (Node node : specifications) {
            charset(node);
        }
        for (Node node : specifications) {
            dropKeys(node);
        }
        ColumnChanges columns = new ColumnChanges(table);
        CreateTable creating = new CreateTable(server, keys.known(), from);
        CreateTable.Definitions definitions = creating.new Definitions(table);
        List<ColumnReader.Declared> declared = new ArrayList<>();
        for (Node node : specifications) {
            columns(node, columns, definitions, declared);
        }
        columns.apply();
        renamedColumns.putAll(columns.renamed());
        for (ColumnReader.Declared column : declared) {
            definitions.addOwnKeys(column);
        }
        for (Node node : specifications) {
            addKeys(node, definitions);
        }
        for (Node node : specifications) {
            rest(node, database);
        }
        table.checks.read(plain, server, table.name);
        table.partitions = PartitionList.altered(table.partitions, plain);
        if (addsVersioning(plain) && !table.hasPeriod()) {
            table.addPeriod();
        }
    }

    /// The grammars lack ADD and DROP SYSTEM VERSIONING; dropping takes the implicit columns away.
    private String withoutVersioning(String plain) {
        if (Pattern.compile("\\bDROP\\s+SYSTEM\\s+VERSIONING\\b", Pattern.CASE_INSENSITIVE)
                .matcher(plain)
                .find()) {
            table.dropPeriod();
        }
        return ADD_VERSIONING
                .matcher(plain)
                .replaceAll(match -> "FORCE" + " ".repeat(match.group().length() - 5));
    }

    private static boolean addsVersioning(String plain) {
        return Pattern.compile("\\bADD\\s+SYSTEM\\s+VERSIONING\\b", Pattern.CASE_INSENSITIVE)
                .matcher(plain)
                .find();
    }

    private Node parse(String text) throws DdlProblem {
        String blanked = ADD_PARTITIONS.matcher(Expressions.blank(text)).replaceAll("FORCE");
        try {
            return DdlGrammar.parse(DdlGrammar.Rule.ALTER_TABLE, blanked, server);
        } catch (DdlProblem problem) {
            int partitions = partitionBy(blanked);
            if (partitions < 0) {
                throw problem;
            }
            return DdlGrammar.parse(
                    DdlGrammar.Rule.ALTER_TABLE, blanked.substring(0, partitions), server);
        }
    }

    /// Where PARTITION BY begins, which changes no column; -1 where there is none.
    private static int partitionBy(String text) {
        Tokens tokens = new Tokens(text);
        int depth = 0;
        while (!tokens.atEnd()) {
            Tokens.Token token = tokens.next();
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            if (depth == 0 && token.is("PARTITION") && tokens.peek().is("BY")) {
                return token.start();
            }
        }
        return -1;
    }

    /// The default charset decides how the columns of the same statement are read.
    private void charset(Node node) throws DdlProblem {
        switch (node.name()) {
            case "alterByTableOption", "alterByDefaultCharset" -> {
                TableOptions options = TableOptions.read(node.tokens());
                if (!options.charset().isEmpty()) {
                    table.charset = options.charset();
                }
            }
            case "alterByConvertCharset", "alterByConvertCharacterset" ->
                    table.charset = converted(node);
            default -> {}
        }
    }

    private String converted(Node node) {
        String charset = TableOptions.read(node.tokens()).charset();
        return charset.isEmpty() ? databaseCharset : charset;
    }

    private void dropKeys(Node node) throws DdlProblem {
        switch (node.name()) {
            case "alterByDropPrimaryKey" -> table.dropPrimaryKey();
            case "alterByDropIndex" -> table.dropIndex(last(node));
            case "alterByDropForeignKey" ->
                    table.dropForeign(node.child("uid").orElseThrow().identifier());
            case "alterByDropConstraintCheck" -> {
                table.dropForeign(last(node));
                table.dropIndex(last(node));
            }
            default -> {}
        }
    }

    private void columns(
            Node node,
            ColumnChanges columns,
            CreateTable.Definitions definitions,
            List<ColumnReader.Declared> declared)
            throws DdlProblem {
        List<Node> names = node.children("uid");
        switch (node.name()) {
            case "alterByAddColumn" ->
                    add(
                            node,
                            names,
                            0,
                            node.child("columnDefinition").orElseThrow(),
                            columns,
                            definitions,
                            declared);
            case "alterByAddColumns" -> {
                List<Node> list = node.children("columnDefinition");
                for (int i = 0; i < list.size(); i++) {
                    add(node, names, i, list.get(i), columns, definitions, declared);
                }
            }
            case "alterByAddDefinitions" -> {
                for (Node entry : node.children()) {
                    if (entry.is("columnDeclaration")) {
                        ColumnReader.Declared column = definitions.declare(entry);
                        declared.add(column);
                        columns.add(new Edit("", column.column(), Place.LAST));
                    }
                }
            }
            case "alterByChangeColumn", "alterByModifyColumn" -> {
                String old = names.getFirst().identifier();
                if (KeyReader.ifExists(node) && !table.hasColumn(old)) {
                    return;
                }
                boolean rename = node.is("alterByChangeColumn");
                String now = names.get(rename ? 1 : 0).identifier();
                ColumnReader.Declared column =
                        definitions.read(now, node.child("columnDefinition").orElseThrow());
                declared.add(column);
                columns.add(new Edit(old, column.column(), place(node)));
            }
            case "alterByRenameColumn" -> {
                String old = names.getFirst().identifier();
                if (!KeyReader.ifExists(node) || table.hasColumn(old)) {
                    columns.rename(old, names.get(1).identifier());
                }
            }
            case "alterByDropColumn" -> {
                String old = names.getFirst().identifier();
                if (!KeyReader.ifExists(node) || table.hasColumn(old)) {
                    columns.drop(old);
                }
            }
            case "alterByAlterColumnDefault" -> {
                if (node.has("VISIBLE") || node.has("INVISIBLE")) {
                    table.setInvisible(names.getFirst().identifier(), node.has("INVISIBLE"));
                }
            }
            default -> {}
        }
    }

    private void add(
            Node node,
            List<Node> names,
            int index,
            Node definition,
            ColumnChanges columns,
            CreateTable.Definitions definitions,
            List<ColumnReader.Declared> declared)
            throws DdlProblem {
        String name = names.get(index).identifier();
        boolean there = (table.hasColumn(name) && !columns.drops(name)) || columns.adds(name);
        if (KeyReader.ifNotExists(node) && there) {
            return;
        }
        ColumnReader.Declared column = definitions.read(name, definition);
        declared.add(column);
        columns.add(new Edit("", column.column(), place(node)));
    }

    private static Place place(Node node) {
        if (node.has("FIRST")) {
            return new Place(true, "");
        }
        return node.after("AFTER")
                .map(name -> new Place(false, name.identifier()))
                .orElse(Place.LAST);
    }

    private void addKeys(Node node, CreateTable.Definitions definitions)
            throws DdlProblem, RowbackException {
        switch (node.name()) {
            case "alterByAddPrimaryKey", "alterByNotExistingPrimaryKey" -> {
                if (!KeyReader.ifNotExists(node) || !table.hasPrimaryKey()) {
                    List<String> names =
                            node.is("alterByAddPrimaryKey")
                                    ? KeyReader.columns(node)
                                    : List.of(last(node));
                    table.setPrimaryKey(names);
                }
            }
            case "alterByAddUniqueKey" -> {
                String name = KeyReader.name(node);
                List<String> names = KeyReader.columns(node);
                if (!names.isEmpty() && !(KeyReader.ifNotExists(node) && table.hasUnique(name))) {
                    table.addUnique(name, names);
                }
            }
            case "alterByAddIndex", "alterByAddSpecialIndex" ->
                    table.addIndex(KeyReader.name(node), KeyReader.columns(node));
            case "alterByAddForeignKey" -> {
                String name = keys.foreignName(node);
                if (!(KeyReader.ifNotExists(node) && table.hasForeign(name))) {
                    keys.addForeign(table, name, KeyReader.columns(node), node);
                }
            }
            case "alterByAddDefinitions" -> {
                for (Node entry : node.children()) {
                    if (entry.is("constraintDeclaration") || entry.is("indexDeclaration")) {
                        definitions.addKey(entry.children().getFirst());
                    }
                }
            }
            case "alterByRenameIndex" -> {
                List<Node> names = node.children("uid");
                table.renameIndex(names.getFirst().identifier(), names.get(1).identifier());
            }
            default -> {}
        }
    }

    private void rest(Node node, String database) {
        switch (node.name()) {
            case "alterByConvertCharset", "alterByConvertCharacterset" ->
                    CharsetConversion.apply(table, converted(node));
            case "alterByRename" -> {
                Tokens tokens = node.tokens();
                tokens.next();
                if (!tokens.take("TO")) {
                    tokens.take("AS");
                }
                tokens.takeSign('=');
                newName =
                        Optional.of(
                                tokens.tableName(
                                        database.isEmpty() ? table.name.database() : database));
            }
            case "alterPartition" -> partition(node);
            default -> {}
        }
    }

    private void partition(Node node) {
        for (Node child : node.children()) {
            switch (child.name()) {
                case "alterByDropPartition" -> note = partitionNote(table.name, "DROP");
                case "alterByTruncatePartition" -> note = partitionNote(table.name, "TRUNCATE");
                case "alterByExchangePartition" -> note = partitionNote(table.name, "EXCHANGE");
                default -> {}
            }
        }
    }

    /// What is said of a partition whose rows go.
    static String partitionNote(TableName table, String what) {
        return "ALTER TABLE %s %s PARTITION changed rows without row images".formatted(table, what);
    }

    private static String last(Node node) {
        return node.children("uid").getLast().identifier();
    }
}
