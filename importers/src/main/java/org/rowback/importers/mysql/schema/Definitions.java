package org.rowback.importers.mysql.schema;

import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader.DdlEffect;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a statement has done so far, over what was known before it: a statement that renames several tables sees its own
/// first step in the second.
final class Definitions implements KnownTables {
    private final KnownTables before;
    private final Map<TableName, Optional<SchemaVersion>> now = new LinkedHashMap<>();
    private final Set<TableName> concerned = new LinkedHashSet<>();
    private final Set<TableName> truncated = new LinkedHashSet<>();
    private String problem = "";

    Definitions(KnownTables before) {
        this.before = before;
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) throws RowbackException {
        Optional<SchemaVersion> changed = now.get(name);
        return changed == null ? before.known(name) : changed;
    }

    @Override
    public Collection<TableName> knownTables(String database) throws RowbackException {
        Set<TableName> names = new TreeSet<>(before.knownTables(database));
        now.forEach(
                (name, version) -> {
                    if (version.isPresent() && name.database().equals(database)) {
                        names.add(name);
                    } else {
                        names.remove(name);
                    }
                });
        return names;
    }

    void concern(TableName name) {
        concerned.add(name);
    }

    void define(SchemaVersion version) {
        now.put(version.table(), Optional.of(version));
    }

    void drop(TableName name) {
        now.put(name, Optional.empty());
    }

    void truncate(TableName name) {
        truncated.add(name);
    }

    /// @param sentence kept if it is the first
    void problem(String sentence) {
        problem = problem.isEmpty() ? sentence : problem;
    }

    DdlEffect effect(DdlEffect.Kind kind) {
        List<SchemaVersion> defined = new ArrayList<>();
        List<TableName> dropped = new ArrayList<>();
        now.forEach(
                (name, version) -> version.ifPresentOrElse(defined::add, () -> dropped.add(name)));
        return new DdlEffect(
                kind, defined, dropped, List.copyOf(truncated), List.copyOf(concerned), problem);
    }
}
