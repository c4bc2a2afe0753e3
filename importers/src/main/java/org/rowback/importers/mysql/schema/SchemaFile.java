package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader.DdlEffect;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a schema file: mysqldump, mariadb-dump, mydumper, SHOW CREATE TABLE as a client prints it, plain DDL.
///
/// | what | how the database is known |
/// |---|---|
/// | mysqldump --databases | `USE` |
/// | mysqldump of one database | the line `-- Host: … Database: shop` |
/// | mydumper | the file's name `shop.orders-schema.sql` |
/// | anything else | not at all: tables are matched by name |
final class SchemaFile implements KnownTables {
    private static final Pattern DUMPED = Pattern.compile("-- Host: .*?\\s+Database: ?(\\S*)\\s*");
    private static final Pattern SERVER =
            Pattern.compile("-- (?:Server version|Server:?|MySQL dump|MariaDB dump)\\s+(.*)");
    private static final Pattern MYDUMPER = Pattern.compile("([^.]+)\\.[^.]+-schema\\.sql.*");

    private final String name;
    private final Map<TableName, SchemaVersion> tables = new LinkedHashMap<>();
    private final StatementReader reader;
    private String database = "";
    private String server = "";
    private String firstProblem = "";
    private boolean anything;

    SchemaFile(String name, Map<String, String> databaseCharsets) {
        this.name = name;
        reader = new StatementReader(databaseCharsets, Knowledge.SCHEMA_FILE);
        String file = name.substring(name.lastIndexOf('/') + 1);
        Matcher mydumper = MYDUMPER.matcher(file);
        if (mydumper.matches()) {
            database = mydumper.group(1);
        }
    }

    List<SchemaVersion> read(Reader text) throws RowbackException {
        try {
            ScriptSplitter splitter = new ScriptSplitter(text, this::comment);
            ScriptSplitter.Statement statement = splitter.next();
            while (statement != null) {
                take(statement);
                statement = splitter.next();
            }
            anything = splitter.sawText();
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    "%s: cannot be read (%s)".formatted(name, e.getMessage()), e);
        }
        if (tables.isEmpty()) {
            throw new RowbackException.BadInput(
                    "%s: defines no table (%s): give the output of mysqldump --no-data, of SHOW CREATE TABLE, or of"
                                    .formatted(name, found())
                            + " rowback schema");
        }
        return new ArrayList<>(tables.values());
    }

    private String found() {
        if (!firstProblem.isEmpty()) {
            return firstProblem;
        }
        return anything ? "no CREATE TABLE in it" : "it is empty";
    }

    @Override
    public Optional<SchemaVersion> known(TableName table) {
        return Optional.ofNullable(tables.get(table));
    }

    @Override
    public Collection<TableName> knownTables(String inDatabase) {
        return tables.keySet().stream().filter(t -> t.database().equals(inDatabase)).toList();
    }

    private void comment(String line) {
        Matcher dumped = DUMPED.matcher(line);
        if (dumped.matches() && !dumped.group(1).isEmpty()) {
            database = dumped.group(1);
        }
        Matcher version = SERVER.matcher(line);
        if (version.matches() && Server.of(version.group(1)).version() > 0) {
            boolean dumper = line.startsWith("-- MySQL dump") || line.startsWith("-- MariaDB dump");
            boolean mariaDb = line.contains("MariaDB");
            // A dumper's own version says no more than the vendor.
            server = dumper ? (mariaDb ? "MariaDB" : server) : version.group(1);
        }
    }

    private void take(ScriptSplitter.Statement statement) throws RowbackException {
        String plain = SqlText.plain(statement.text(), Server.of(server), false);
        Tokens tokens = new Tokens(plain);
        if (tokens.take("USE")) {
            database = tokens.next().text();
            return;
        }
        if (StatementKind.of(tokens) == StatementKind.CREATE_VIEW) {
            // A dump makes a table in a view's place first.
            tokens.take("IF", "NOT", "EXISTS");
            tables.remove(tokens.tableName(database));
            return;
        }
        DdlEffect effect =
                reader.apply(
                        new DdlStatement(statement.text(), database, server, false, ""),
                        this,
                        "%s line %d".formatted(name, statement.line()));
        effect.dropped().forEach(tables::remove);
        effect.defined().forEach(version -> tables.put(version.table(), version));
        if (firstProblem.isEmpty() && effect.kind() == DdlEffect.Kind.TABLE_DDL) {
            firstProblem = effect.problem();
        }
    }
}
