package org.rowback.history.schema;

import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.importing.SchemaReader.DdlEffect;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.SchemaDeriver.LoggedDdl;
import org.rowback.history.schema.SchemaTimeline.Point;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One run through the DDL of a log, from given tables on, and every table's definitions on the way.
final class DdlReplay implements KnownTables {
    private final Map<TableName, SchemaVersion> state = new LinkedHashMap<>();
    private final Map<TableName, List<Point>> points = new LinkedHashMap<>();
    private final Map<TableName, List<Integer>> concerning = new HashMap<>();
    private final Map<TableName, List<String>> problems = new HashMap<>();
    private final Set<TableName> fromFile = new HashSet<>();

    private DdlReplay() {}

    static DdlReplay of(SchemaReader reader, List<LoggedDdl> ddl, List<SchemaVersion> start)
            throws RowbackException {
        DdlReplay replay = new DdlReplay();
        for (SchemaVersion version : start) {
            replay.fromFile.add(version.table());
            replay.define(0, version.table(), Optional.of(version));
        }
        for (int i = 0; i < ddl.size(); i++) {
            replay.apply(reader, i, ddl.get(i));
        }
        return replay;
    }

    Collection<TableName> tables() {
        return points.keySet();
    }

    List<Point> points(TableName table) {
        return points.getOrDefault(table, List.of());
    }

    /// Indexes of the statements that concern a table.
    List<Integer> concerning(TableName table) {
        return concerning.getOrDefault(table, List.of());
    }

    /// What could not be applied to a table.
    List<String> problems(TableName table) {
        return problems.getOrDefault(table, List.of());
    }

    /// Whether the table, or one that was renamed to it, was given at the start.
    boolean usesFile(TableName table) {
        return fromFile.contains(table);
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) {
        return Optional.ofNullable(state.get(name));
    }

    @Override
    public Collection<TableName> knownTables(String database) {
        return state.keySet().stream().filter(n -> n.database().equals(database)).toList();
    }

    private void apply(SchemaReader reader, int index, LoggedDdl ddl) throws RowbackException {
        DdlEffect effect = reader.apply(ddl.statement(), this);
        boolean renamesFile = effect.dropped().stream().anyMatch(fromFile::contains);
        for (TableName name : effect.concerned()) {
            concerning.computeIfAbsent(name, _ -> new ArrayList<>()).add(index);
            if (!effect.problem().isEmpty()) {
                problems.computeIfAbsent(name, _ -> new ArrayList<>()).add(effect.problem());
            }
        }
        for (TableName name : effect.dropped()) {
            define(ddl.afterChange(), name, Optional.empty());
        }
        for (SchemaVersion version : effect.defined()) {
            if (renamesFile) {
                fromFile.add(version.table());
            }
            define(ddl.afterChange(), version.table(), Optional.of(version));
        }
    }

    private void define(long afterChange, TableName name, Optional<SchemaVersion> definition) {
        if (definition.isPresent()) {
            state.put(name, definition.get());
        } else {
            state.remove(name);
        }
        List<Point> own = points.computeIfAbsent(name, _ -> new ArrayList<>());
        if (!own.isEmpty() && own.getLast().afterChange() == afterChange) {
            own.removeLast();
        }
        own.add(new Point(afterChange, definition));
    }
}
