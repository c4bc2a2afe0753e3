package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.CatalogSchemas;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapTable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Says which table a file is of, and how that table is, at the point of the log that has been reached. Not thread-safe.
final class TableFinder {
    private static final long PG_CATALOG = 11;
    private static final int RECENT = 256;
    private static final int NOT_ASKED = -2;

    private final PostgresCatalog catalog;
    private final CatalogTables tables;
    private final CatalogState state;
    private final List<CatalogChange> changes;
    private final Map<Long, Long> everOwner = new HashMap<>();
    private final Map<Long, Integer> fileIds = new HashMap<>();
    private final Map<Long, Optional<HeapFile>> files = new HashMap<>();
    private final Map<Long, Integer> now = new HashMap<>();

    /// Another thread asks for tables while they become more.
    private final List<LoggedTable> all = new CopyOnWriteArrayList<>();

    private final Map<org.rowback.history.importing.RowFormat, Integer> byFormat = new HashMap<>();
    private final long[] recentKeys = new long[RECENT];
    private final @Nullable HeapFile[] recent = new HeapFile[RECENT];
    private int[] tableOfFile = new int[64];
    private int next;

    /// What a change of the catalog means for a table's rows.
    interface Changed {
        /// All rows are gone.
        void truncated(CatalogChange change, int table);

        /// What describes a relation is about to change.
        void changing(CatalogChange change, long relation);
    }

    /// @param changes of the catalog, in their order
    /// @param start where the log begins
    TableFinder(
            PostgresCatalog catalog,
            CatalogTables tables,
            List<CatalogChange> changes,
            long start) {
        this.catalog = catalog;
        this.tables = tables;
        this.changes = changes;
        forgetAnswers();
        state = new CatalogState(catalog, tables);
        long read = catalog.database().lsn();
        for (int i = changes.size() - 1; i >= 0; i--) {
            own(changes.get(i).before());
            own(changes.get(i).after());
            if (read == 0 || changes.get(i).commitLsn() < read) {
                state.undo(changes.get(i));
            }
        }
        while (next < changes.size() && changes.get(next).lsn() < start) {
            state.redo(changes.get(next++));
        }
    }

    private void forgetAnswers() {
        files.clear();
        Arrays.fill(recentKeys, 0);
        Arrays.fill(tableOfFile, NOT_ASKED);
    }

    private void own(@Nullable CatalogRow row) {
        if (row instanceof CatalogRow.ClassRow c && c.fileNode() != 0) {
            everOwner.putIfAbsent(c.fileNode(), c.relation());
        }
    }

    /// Goes on to a position.
    void reach(long lsn, Changed to) {
        while (next < changes.size() && changes.get(next).lsn() <= lsn) {
            CatalogChange change = changes.get(next++);
            boolean truncated = isTruncate(change);
            int table = truncated ? tableOf(change.after()) : -1;
            CatalogRow row = change.after() == null ? change.before() : change.after();
            if (row instanceof CatalogRow.NameRow) {
                state.redo(change);
                continue;
            }
            if (row != null) {
                to.changing(change, row.relation());
            }
            state.redo(change);
            if (row != null) {
                forgetAnswers();
                now.remove(row.relation());
            }
            if (truncated && table >= 0) {
                to.truncated(change, table);
            }
        }
    }

    /// A new file that is neither a copy in another tablespace nor was made to replace the old one with its rows.
    private boolean isTruncate(CatalogChange change) {
        if (!(change.after() instanceof CatalogRow.ClassRow after) || after.kind() != 'r') {
            return false;
        }
        CatalogRow.ClassRow before = state.row(after.relation());
        if (before == null
                || before.fileNode() == 0
                || after.fileNode() == 0
                || before.fileNode() == after.fileNode()
                || before.tablespace() != after.tablespace()
                || after.rewrites() != 0) {
            return false;
        }
        CatalogRow.ClassRow maker = state.row(state.owner(after.fileNode()));
        return maker == null || maker.rewrites() != after.relation();
    }

    private int tableOf(@Nullable CatalogRow row) {
        return row == null ? -1 : table(row.relation());
    }

    /// The file of a block; null where its rows do not matter: the server's own tables, other kinds of relations.
    @Nullable HeapFile file(int tablespace, int database, int fileNode) {
        long key = ((long) tablespace << 32) | (fileNode & 0xFFFF_FFFFL);
        int slot = fileNode & RECENT - 1;
        if (recentKeys[slot] == key) {
            return recent[slot];
        }
        Optional<HeapFile> found = files.get(key);
        if (found == null) {
            found = find(tablespace, database, fileNode, key);
            files.put(key, found);
        }
        recentKeys[slot] = key;
        recent[slot] = found.orElse(null);
        return recent[slot];
    }

    private Optional<HeapFile> find(int tablespace, int database, int fileNode, long key) {
        CatalogRow.ClassRow row = state.row(owner(fileNode));
        if (row == null || row.persistence() != 'p' || !hasRows(row)) {
            return Optional.empty();
        }
        int id = fileIds.computeIfAbsent(key, _ -> fileIds.size() + 1);
        return Optional.of(new HeapFile(id, tablespace, database, fileNode, row.kind() == 't'));
    }

    private boolean hasRows(CatalogRow.ClassRow row) {
        return row.kind() == 't' || (row.kind() == 'r' && !isSystem(row) && isHeap(row));
    }

    /// As far as the catalog file has it: a table that the log alone shows is taken for one.
    private boolean isHeap(CatalogRow.ClassRow row) {
        return catalog.relation(row.relation()).map(TableFinder::isHeap).orElse(true);
    }

    private static boolean isHeap(CatalogRelation relation) {
        return relation.accessMethod().isEmpty() || relation.accessMethod().equals("heap");
    }

    /// The catalog file's tables that another access method than PostgreSQL's own keeps.
    List<CatalogRelation> notHeaps() {
        return catalog.relations().stream()
                .filter(r -> r.kind() == 'r' && r.persistence() == 'p' && !isHeap(r))
                .toList();
    }

    private boolean isSystem(CatalogRow.ClassRow row) {
        return row.namespace() == PG_CATALOG
                || "information_schema".equals(tables.namespaces().get(row.namespace()));
    }

    /// The relation that a file is of now, or, where it is of none now, of some time; 0 where it is not known.
    long owner(int fileNode) {
        long file = fileNode & 0xFFFF_FFFFL;
        long owner = state.owner(file);
        return owner != 0 ? owner : everOwner.getOrDefault(file, 0L);
    }

    /// The table that a file's rows are history of; -1 where they are a copy of another's, or chunks of values.
    int table(HeapFile file) {
        if (file.id() >= tableOfFile.length) {
            int before = tableOfFile.length;
            tableOfFile = Arrays.copyOf(tableOfFile, 2 * file.id());
            Arrays.fill(tableOfFile, before, tableOfFile.length, NOT_ASKED);
        }
        int table = tableOfFile[file.id()];
        if (table == NOT_ASKED) {
            table = find(file);
            tableOfFile[file.id()] = table;
        }
        return table;
    }

    private int find(HeapFile file) {
        CatalogRow.ClassRow row = state.row(owner(file.relation()));
        return row == null || row.kind() != 'r' || row.rewrites() != 0 ? -1 : table(row.relation());
    }

    /// The index of a relation as it is now; -1 where there is none.
    int table(long relation) {
        Integer known = now.get(relation);
        if (known == null) {
            Optional<CatalogRelation> found = state.relation(relation);
            if (found.isEmpty()) {
                return -1;
            }
            HeapTable made =
                    new HeapTable(
                            found.get(),
                            catalog.types(),
                            oid ->
                                    state.relation(oid)
                                            .map(CatalogRelation::columns)
                                            .orElse(List.of()),
                            catalog.database().encoding(),
                            Optional.of(state.names()));
            known = byFormat.computeIfAbsent(made.format(), _ -> all.size());
            if (known == all.size()) {
                all.add(new LoggedTable(made));
            }
            now.put(relation, known);
        }
        return known;
    }

    /// A table's definition, with the foreign keys that the catalog file has for it.
    SchemaVersion definition(LoggedTable table, String origin) {
        return CatalogSchemas.of(
                table.heap().relation(),
                catalog.types(),
                state::relation,
                Knowledge.LOG_DDL,
                origin);
    }

    LoggedTable get(int table) {
        return all.get(table);
    }

    List<LoggedTable> all() {
        return all;
    }

    /// The file of a TOAST relation now; null where it is not known.
    @Nullable HeapFile toast(int oid, HeapFile of) {
        CatalogRow.ClassRow row = state.row(oid & 0xFFFF_FFFFL);
        return row == null ? null : file(of.tablespace(), of.database(), (int) row.fileNode());
    }

    /// Whether a relation is a user's table.
    boolean isTable(long relation) {
        CatalogRow.ClassRow row = state.row(relation);
        return row != null
                && row.kind() == 'r'
                && row.persistence() == 'p'
                && row.rewrites() == 0
                && !isSystem(row);
    }
}
