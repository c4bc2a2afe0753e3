package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader.DdlEffect;
import org.rowback.history.model.Column;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Applies statements one after the other as an importer does.
final class Replay implements KnownTables {
    private final Map<TableName, SchemaVersion> tables = new TreeMap<>();
    private final MysqlSchemaReader reader = new MysqlSchemaReader();
    private final String server;
    final List<String> problems = new ArrayList<>();

    Replay(String server) {
        this.server = server;
    }

    static Replay mysql() {
        return new Replay("MySQL 9.7.1");
    }

    static Replay mariaDb() {
        return new Replay("MariaDB 10.11.6");
    }

    static Replay of(String server, String script) throws RowbackException {
        Replay replay = new Replay(server);
        replay.script(script);
        return replay;
    }

    DdlEffect apply(String sql) throws RowbackException {
        return apply(sql, "shop");
    }

    DdlEffect apply(String sql, String database) throws RowbackException {
        DdlEffect effect = reader.apply(new DdlStatement(sql, database, server, false, ""), this);
        effect.dropped().forEach(tables::remove);
        effect.defined().forEach(version -> tables.put(version.table(), version));
        if (!effect.problem().isEmpty()) {
            problems.add(effect.problem());
        }
        return effect;
    }

    Replay script(String script) throws RowbackException {
        try {
            ScriptSplitter splitter = new ScriptSplitter(new StringReader(script), _ -> {});
            ScriptSplitter.Statement statement = splitter.next();
            while (statement != null) {
                apply(statement.text());
                statement = splitter.next();
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    void put(SchemaVersion version) {
        tables.put(version.table(), version);
    }

    SchemaVersion table(String name) {
        return Optional.ofNullable(tables.get(new TableName("shop", name)))
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no table " + name + " in " + tables.keySet() + problems));
    }

    Collection<SchemaVersion> tables() {
        return tables.values();
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public Collection<TableName> knownTables(String database) {
        return tables.keySet().stream().filter(n -> n.database().equals(database)).toList();
    }

    /// Everything of a table that a test compares, a line for each thing.
    static String describe(SchemaVersion version) {
        StringBuilder out = new StringBuilder(version.table().table()).append('\n');
        for (Column column : version.columns()) {
            out.append("  ").append(column.name()).append(' ').append(column.type().sql());
            if (!column.type().charset().isEmpty()) {
                out.append(" charset ").append(column.type().charset());
            }
            out.append(column.nullable() ? "" : " not null");
            out.append(column.isGenerated() ? " " + column.generated() : "");
            out.append(column.invisible() ? " invisible" : "").append('\n');
        }
        if (!version.primaryKey().isEmpty()) {
            out.append("  primary key ").append(version.primaryKey()).append('\n');
        }
        version.uniqueKeys().stream()
                .map(key -> "  unique " + key.name() + " " + key.columns() + "\n")
                .sorted()
                .forEach(out::append);
        version.foreignKeys().stream()
                .map(
                        key ->
                                "  foreign key %s %s references %s %s %s %s\n"
                                        .formatted(
                                                key.name(),
                                                key.columns(),
                                                key.parent().table(),
                                                key.parentColumns(),
                                                key.onDelete(),
                                                key.onUpdate()))
                .sorted()
                .forEach(out::append);
        return out.toString();
    }
}
