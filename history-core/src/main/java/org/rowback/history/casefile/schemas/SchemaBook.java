package org.rowback.history.casefile.schemas;

import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.schema.Definitions;
import org.rowback.history.schema.SchemaMerge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Which schema version reads which rows: row formats and definitions merged by trust. Thread-safe.
public final class SchemaBook {
    /// A definition that holds for changes with a greater id, up to the next; empty where the table is gone.
    public record Definition(long afterChange, Optional<SchemaVersion> version) {}

    /// A row format with the id of the first change that used it.
    public record Format(int id, RowFormat format, long firstChange) {}

    /// Which changes of a format have one schema version: those with an id greater than `afterChange`.
    ///
    /// @param fits whether every definition there is fits the format
    private record Effective(long afterChange, SchemaVersion version, boolean fits) {}

    private final Codecs codecs;
    private final Map<Integer, Format> formats = new HashMap<>();
    private final Map<RowFormat, Integer> formatIds = new HashMap<>();
    private final Map<TableName, List<Definition>> ddl = new HashMap<>();
    private final Map<TableName, List<Definition>> file = new HashMap<>();
    private final Map<String, SchemaVersion> bare = new HashMap<>();
    private final Map<Integer, List<Effective>> effective = new HashMap<>();

    public SchemaBook(Codecs codecs) {
        this.codecs = codecs;
    }

    public synchronized void addFormat(Format format) {
        formats.put(format.id(), format);
        formatIds.put(format.format(), format.id());
    }

    /// The id of a format, or 0.
    public synchronized int formatId(RowFormat format) {
        return formatIds.getOrDefault(format, 0);
    }

    public synchronized Collection<Format> formatsOf(TableName table) {
        return formats.values().stream().filter(f -> f.format().table().equals(table)).toList();
    }

    public synchronized Optional<Format> format(int id) {
        return Optional.ofNullable(formats.get(id));
    }

    /// Adds what DDL in the log says; definitions of a table come by rising change id.
    public synchronized void addDdl(TableName table, Definition definition) {
        add(ddl, table, definition);
    }

    /// Adds what a schema file says; definitions of a table come by rising change id.
    public synchronized void addFile(TableName table, Definition definition) {
        add(file, table, definition);
    }

    /// Adds what a schema file says of tables of a name in whichever database; used where nothing else from a file
    /// is known of a table.
    public synchronized void addBare(SchemaVersion given) {
        bare.put(given.table().table(), given);
        effective.clear();
    }

    private List<Definition> fromFile(TableName table) {
        List<Definition> own = file.get(table);
        if (own != null) {
            return own;
        }
        SchemaVersion given = bare.get(table.table());
        return given == null
                ? List.of()
                : List.of(new Definition(0, Optional.of(Definitions.renamed(given, table))));
    }

    private List<Definition> fromDdl(TableName table) {
        return ddl.getOrDefault(table, List.of());
    }

    private void add(Map<TableName, List<Definition>> to, TableName table, Definition definition) {
        List<Definition> own = to.computeIfAbsent(table, _ -> new ArrayList<>());
        if (!own.isEmpty() && own.getLast().afterChange() == definition.afterChange()) {
            own.removeLast();
        }
        own.add(definition);
        formatsOf(table).forEach(f -> effective.remove(f.id()));
    }

    /// The version that reads a format's image in a change.
    public SchemaVersion version(int formatId, long change) throws RowbackException.CaseFile {
        return effective(formatId, change).version();
    }

    /// Which changes of a format have one version: those with ids from `first` to `last`.
    public record Held(SchemaVersion version, long first, long last) {}

    /// The version that reads a format's image in a change, and in which others.
    public synchronized Held held(int formatId, long change) throws RowbackException.CaseFile {
        Effective one = effective(formatId, change);
        List<Effective> all = effectives(formatId);
        int i = all.indexOf(one);
        return new Held(
                one.version(),
                i == 0 ? Long.MIN_VALUE : one.afterChange() + 1,
                i + 1 == all.size() ? Long.MAX_VALUE : all.get(i + 1).afterChange());
    }

    /// Every version that reads images of a format.
    public synchronized List<SchemaVersion> versionsOf(int formatId)
            throws RowbackException.CaseFile {
        return effectives(formatId).stream().map(Effective::version).toList();
    }

    /// Whether the definition for a change is one of a table that is logged in this format; true where there is none.
    public boolean fits(int formatId, long change) throws RowbackException.CaseFile {
        return effective(formatId, change).fits();
    }

    private synchronized Effective effective(int formatId, long change)
            throws RowbackException.CaseFile {
        List<Effective> versions = effectives(formatId);
        int i = versions.size() - 1;
        while (i > 0 && versions.get(i).afterChange() >= change) {
            i--;
        }
        return versions.get(i);
    }

    private List<Effective> effectives(int formatId) throws RowbackException.CaseFile {
        List<Effective> known = effective.get(formatId);
        if (known == null) {
            known = versions(formatId);
            effective.put(formatId, known);
        }
        return known;
    }

    private List<Effective> versions(int formatId) throws RowbackException.CaseFile {
        Format format = formats.get(formatId);
        if (format == null) {
            throw new RowbackException.CaseFile(
                    "the case file is damaged (row format "
                            + formatId
                            + " is missing): restore a copy, or import the evidence into a new"
                            + " case");
        }
        RowFormat row = format.format();
        SchemaVersion described = described(format);
        TreeSet<Long> borders = new TreeSet<>();
        borders.add(0L);
        fromDdl(row.table()).forEach(d -> borders.add(d.afterChange()));
        fromFile(row.table()).forEach(d -> borders.add(d.afterChange()));
        List<Effective> versions = new ArrayList<>();
        for (long border : borders) {
            SchemaMerge.Result merged =
                    SchemaMerge.merge(
                            described,
                            at(fromDdl(row.table()), border + 1),
                            at(fromFile(row.table()), border + 1));
            versions.add(new Effective(border, merged.version(), merged.misfits().isEmpty()));
        }
        return versions;
    }

    /// What a format's layout alone says.
    public SchemaVersion described(Format format) throws RowbackException.CaseFile {
        return codecs.get(format.format().codec()).describe(format.format());
    }

    /// The codec that reads a format.
    public RowCodec codec(RowFormat format) throws RowbackException.CaseFile {
        return codecs.get(format.codec());
    }

    /// The highest id of a format; 0 where there is none.
    public synchronized int lastFormat() {
        return formats.keySet().stream().mapToInt(i -> i).max().orElse(0);
    }

    /// What DDL in the log, else a schema file, says of a table for a change, not merged with a layout.
    public synchronized Optional<SchemaVersion> definition(TableName table, long change) {
        return at(fromDdl(table), change).or(() -> at(fromFile(table), change));
    }

    /// What is known of a table after the newest change.
    public synchronized Optional<SchemaVersion> known(TableName table) {
        List<Definition> logged = fromDdl(table);
        List<Definition> given = fromFile(table);
        if (logged.isEmpty()) {
            return given.isEmpty() ? Optional.empty() : given.getLast().version();
        }
        if (logged.getLast().version().isEmpty()
                && !given.isEmpty()
                && given.getLast().afterChange() >= logged.getLast().afterChange()) {
            return given.getLast().version();
        }
        return logged.getLast().version();
    }

    /// Tables of a database that are known after the newest change.
    public synchronized Collection<TableName> knownTables(String database) {
        TreeSet<TableName> names = new TreeSet<>(ddl.keySet());
        names.addAll(file.keySet());
        return names.stream()
                .filter(n -> n.database().equals(database) && known(n).isPresent())
                .toList();
    }

    /// Ids after which a definition of a table begins, rising.
    public synchronized List<Long> borders(TableName table) {
        TreeSet<Long> borders = new TreeSet<>();
        fromDdl(table).forEach(d -> borders.add(d.afterChange()));
        fromFile(table).forEach(d -> borders.add(d.afterChange()));
        return List.copyOf(borders);
    }

    private static Optional<SchemaVersion> at(List<Definition> definitions, long change) {
        Optional<SchemaVersion> last = Optional.empty();
        for (Definition definition : definitions) {
            if (definition.afterChange() >= change) {
                break;
            }
            last = definition.version();
        }
        return last;
    }
}
