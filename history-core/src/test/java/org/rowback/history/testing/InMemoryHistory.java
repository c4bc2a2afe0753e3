package org.rowback.history.testing;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Density;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A history held in lists, written by hand: `define` tables, then `commit` transactions of [Row]s.
public final class InMemoryHistory implements History {
    /// A row operation of a transaction to commit: images as values in column order, null where the op has none.
    public record Row(
            SchemaVersion schema,
            Op op,
            ColumnValue @Nullable [] before,
            ColumnValue @Nullable [] after,
            @Nullable String statement) {
        public static Row insert(SchemaVersion schema, ColumnValue... after) {
            return new Row(schema, Op.INSERT, null, after, null);
        }

        public static Row update(SchemaVersion schema, ColumnValue[] before, ColumnValue[] after) {
            return new Row(schema, Op.UPDATE, before, after, null);
        }

        public static Row delete(SchemaVersion schema, ColumnValue... before) {
            return new Row(schema, Op.DELETE, before, null, null);
        }

        public Row because(String sql) {
            return new Row(schema, op, before, after, sql);
        }
    }

    private final Map<TableName, Integer> tableIds = new HashMap<>();
    private final Map<Integer, List<SchemaVersion>> schemas = new TreeMap<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    /// Changes by table and key; null until asked for and after anything changed.
    private @Nullable Map<List<Object>, List<Long>> keys;

    /// Commits a transaction of some rows.
    public Transaction commit(long timeMicros, long thread, Row... rows) {
        return commit(timeMicros, thread, Transaction.Status.COMMITTED, rows);
    }

    public Transaction commit(
            long timeMicros, long thread, Transaction.Status status, Row... rows) {
        long id = transactions.size() + 1L;
        Transaction transaction =
                new Transaction(
                        id,
                        1,
                        new LogPosition("binlog.000001", id * 1000, 0),
                        id * 1000 + 999,
                        timeMicros,
                        true,
                        status,
                        Set.of(),
                        "3e11fa47-71ca-11e1-9e33-c80aa9429562:" + id,
                        id,
                        0,
                        thread,
                        1,
                        "",
                        rows.length == 0 ? 0 : changes.size() + 1L,
                        rows.length);
        append(transaction, List.of(rows), new BitSet());
        return transaction;
    }

    /// Adds a transaction with everything that is known of it.
    ///
    /// @param takenBack indexes of rows that were rolled back to a savepoint
    public void append(Transaction transaction, List<Row> rows, BitSet takenBack) {
        transactions.add(transaction);
        keys = null;
        for (int i = 0; i < rows.size(); i++) {
            int table = tableId(rows.get(i).schema());
            changes.add(
                    new HeldChange(
                            this,
                            changes.size() + 1L,
                            transactions.size() - 1,
                            table,
                            rows.get(i),
                            takenBack.get(i)));
        }
    }

    /// A prepared transaction's end becomes known.
    public void resolve(long id, Transaction.Status status, long micros) {
        Transaction t = transactions.get((int) id - 1);
        transactions.set(
                (int) id - 1,
                new Transaction(
                        id,
                        t.sourceId(),
                        t.begin(),
                        t.end(),
                        micros,
                        t.timeExactToMicros(),
                        status,
                        t.flags(),
                        t.gtid(),
                        t.xid(),
                        t.lsn(),
                        t.thread(),
                        t.serverId(),
                        t.user(),
                        t.firstChange(),
                        t.changes()));
    }

    /// Adds a source, in place of the one that a history without any shows.
    public void source(Source source) {
        sources.add(source);
    }

    public void finding(Finding finding) {
        findings.add(finding);
    }

    private int tableId(SchemaVersion schema) {
        int id = tableIds.computeIfAbsent(schema.table(), _ -> tableIds.size() + 1);
        List<SchemaVersion> versions = schemas.computeIfAbsent(id, _ -> new ArrayList<>());
        if (versions.isEmpty() || !versions.getLast().equals(schema)) {
            versions.add(schema);
        }
        return id;
    }

    @Override
    public CaseTotals totals() {
        boolean plain = sources.isEmpty();
        return new CaseTotals(
                transactions.size(),
                changes.size(),
                changes.stream().filter(c -> c.op().isRow()).count(),
                plain ? changes.size() : sources.stream().mapToLong(Source::eventsRead).sum(),
                plain ? changes.size() : sources.stream().mapToLong(Source::eventsUsed).sum(),
                sources.stream().mapToLong(Source::eventsSetAside).sum(),
                findings.size(),
                sources.stream().mapToLong(Source::contentBytes).sum(),
                transactions.isEmpty() ? 0 : transactions.getFirst().commitTimeMicros(),
                transactions.isEmpty() ? 0 : transactions.getLast().commitTimeMicros());
    }

    @Override
    public List<Source> sources() {
        if (!sources.isEmpty()) {
            return List.copyOf(sources);
        }
        return List.of(
                new Source(
                        1,
                        "binlog.000001",
                        "binlog.000001",
                        "mysql-binlog",
                        "MySQL 9.7.0",
                        1,
                        0,
                        0,
                        "",
                        true,
                        changes.size(),
                        changes.size(),
                        0,
                        totals().firstTimeMicros(),
                        totals().lastTimeMicros()));
    }

    @Override
    public List<TableSummary> tables() {
        return tableIds.entrySet().stream()
                .map(e -> summary(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(TableSummary::name))
                .toList();
    }

    private TableSummary summary(TableName name, int id) {
        List<Change> mine = changes.stream().filter(c -> c.tableId() == id).toList();
        return new TableSummary(
                id,
                name,
                mine.stream().filter(c -> c.op() == Op.INSERT).count(),
                mine.stream().filter(c -> c.op() == Op.UPDATE).count(),
                mine.stream().filter(c -> c.op() == Op.DELETE).count(),
                mine.stream().filter(c -> !c.op().isRow()).count(),
                mine.isEmpty() ? 0 : mine.getFirst().transaction().commitTimeMicros(),
                mine.isEmpty() ? 0 : mine.getLast().transaction().commitTimeMicros());
    }

    @Override
    public Optional<TableSummary> table(TableName name) {
        List<TableSummary> tables = tables();
        return tables.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .or(
                        () ->
                                tables.stream()
                                        .filter(
                                                t ->
                                                        t.name()
                                                                .toString()
                                                                .equalsIgnoreCase(name.toString()))
                                        .findFirst())
                .or(
                        () -> {
                            List<TableSummary> bare =
                                    tables.stream()
                                            .filter(
                                                    t ->
                                                            name.database().isEmpty()
                                                                    && t.name()
                                                                            .table()
                                                                            .equalsIgnoreCase(
                                                                                    name.table()))
                                            .toList();
                            return bare.size() == 1
                                    ? Optional.of(bare.getFirst())
                                    : Optional.empty();
                        });
    }

    @Override
    public List<SchemaVersion> schemaVersions(int tableId) {
        return List.copyOf(schemas.getOrDefault(tableId, List.of()));
    }

    @Override
    public Optional<SchemaVersion> schemaAt(int tableId, long changeId) {
        return changes.stream()
                .filter(c -> c.tableId() == tableId && c.id() <= changeId)
                .reduce((_, b) -> b)
                .map(Change::schema)
                .or(() -> schemaVersions(tableId).stream().findFirst());
    }

    @Override
    public Cursor<Finding> findings() {
        return over(findings.iterator());
    }

    @Override
    public Optional<Transaction> transaction(long id) {
        return id < 1 || id > transactions.size()
                ? Optional.empty()
                : Optional.of(transactions.get((int) id - 1));
    }

    @Override
    public Cursor<Transaction> transactions(long fromId, boolean forward) {
        List<Transaction> some =
                new ArrayList<>(
                        transactions.stream()
                                .filter(t -> forward ? t.id() >= fromId : t.id() <= fromId)
                                .toList());
        return over((forward ? some : some.reversed()).iterator());
    }

    @Override
    public Optional<Transaction> transactionAtOrAfter(long micros) {
        return transactions.stream().filter(t -> t.commitTimeMicros() >= micros).findFirst();
    }

    @Override
    public Optional<Change> change(long id) {
        return id < 1 || id > changes.size()
                ? Optional.empty()
                : Optional.of(changes.get((int) id - 1));
    }

    @Override
    public Cursor<Change> changes(Scan scan, ImportMonitor monitor) {
        return over(matching(scan).iterator());
    }

    @Override
    public long count(Scan scan, ImportMonitor monitor) {
        return matching(scan).size();
    }

    private List<Change> matching(Scan scan) {
        List<Change> found =
                changes.stream()
                        .filter(c -> scan.withVoid() || !c.isVoid())
                        .filter(
                                c ->
                                        scan.wants(
                                                c.id(),
                                                c.transaction().commitTimeMicros(),
                                                c.tableId(),
                                                c.op()))
                        .toList();
        return scan.forward() ? found : found.reversed();
    }

    @Override
    public long[] changesOf(int tableId, RowKey key, ImportMonitor monitor) {
        Map<List<Object>, List<Long>> index = keys;
        if (index == null) {
            index = keys = indexed();
        }
        return index.getOrDefault(List.of(tableId, key.canonical()), List.of()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private Map<List<Object>, List<Long>> indexed() {
        Map<List<Object>, List<Long>> index = new HashMap<>();
        for (Change change : changes) {
            if (change.op().isRow()) {
                Stream.of(change.key(), change.keyAfter())
                        .map(key -> key.orElseThrow().canonical())
                        .distinct()
                        .map(key -> List.of(change.tableId(), key))
                        .forEach(
                                key ->
                                        index.computeIfAbsent(key, _ -> new ArrayList<>())
                                                .add(change.id()));
            }
        }
        return index;
    }

    @Override
    public Density density(long fromMicros, long toMicros, int bins) {
        Map<Integer, long[][]> lanes = new TreeMap<>();
        for (Change change : changes) {
            long time = change.transaction().commitTimeMicros();
            if (time >= fromMicros && time < toMicros && !change.isVoid()) {
                int bin = (int) Math.floorDiv((time - fromMicros) * bins, toMicros - fromMicros);
                lanes.computeIfAbsent(change.tableId(), _ -> new long[Op.values().length][bins])[
                        change.op().ordinal()][bin]++;
            }
        }
        return new Density(fromMicros, toMicros, bins, lanes);
    }

    private static <T> Cursor<T> over(Iterator<T> items) {
        return new Cursor<>() {
            private @Nullable T current;

            @Override
            public boolean next() {
                boolean more = items.hasNext();
                current = more ? items.next() : null;
                return more;
            }

            @Override
            public T get() {
                if (current == null) {
                    throw new IllegalStateException("no current item");
                }
                return current;
            }
        };
    }

    private record HeldChange(
            InMemoryHistory history,
            long id,
            int transactionIndex,
            int tableId,
            Row row,
            boolean takenBack)
            implements Change {
        @Override
        public Transaction transaction() {
            return history.transactions.get(transactionIndex);
        }

        @Override
        public Op op() {
            return row.op();
        }

        @Override
        public TableName table() {
            return row.schema().table();
        }

        @Override
        public SchemaVersion schema() {
            return row.schema();
        }

        @Override
        public Optional<RowImage> before() {
            return Optional.ofNullable(row.before()).map(v -> RowImage.logged(row.schema(), v));
        }

        @Override
        public Optional<RowImage> after() {
            return Optional.ofNullable(row.after()).map(v -> RowImage.logged(row.schema(), v));
        }

        @Override
        public LogPosition position() {
            LogPosition begin = transaction().begin();
            return new LogPosition(begin.file(), begin.offset() + id, 0);
        }

        @Override
        public int sourceId() {
            return transaction().sourceId();
        }

        @Override
        public Optional<String> statement() {
            return Optional.ofNullable(row.statement());
        }

        @Override
        public boolean isVoid() {
            return takenBack || !transaction().status().counts();
        }

        @Override
        public Bytes rawBefore() {
            return Bytes.EMPTY;
        }

        @Override
        public Bytes rawAfter() {
            return Bytes.EMPTY;
        }
    }
}
