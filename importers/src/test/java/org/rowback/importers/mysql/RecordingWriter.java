package org.rowback.importers.mysql;

import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.importers.mysql.row.MysqlRowCodec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A case in lists: keeps what an importer writes, and holds it to the writer's rules.
final class RecordingWriter implements HistoryWriter {
    /// A change with its images decoded.
    record Written(
            long id,
            long transaction,
            Op op,
            TableName table,
            long eventOffset,
            int row,
            String statement,
            Optional<RowImage> before,
            Optional<RowImage> after,
            long keyHash,
            long newKeyHash) {}

    record Ended(long id, long begin, long firstChange, TransactionEnd end) {}

    record Found(Finding.Kind kind, long offset, long length, Bytes bytes, String message) {}

    record Begun(SourceStart start, Resume resume) {}

    private final RowCodec codec = new MysqlRowCodec();
    final List<Written> changes = new ArrayList<>();
    final List<Ended> transactions = new ArrayList<>();
    final List<Found> findings = new ArrayList<>();
    final List<SourceState> ends = new ArrayList<>();
    final List<String> hashes = new ArrayList<>();
    final List<Boolean> completes = new ArrayList<>();
    final List<DdlStatement> ddl = new ArrayList<>();
    final List<Begun> sources = new ArrayList<>();
    final Set<Long> voided = new HashSet<>();
    final Map<String, Transaction.Status> resolved = new LinkedHashMap<>();
    final List<SourceState> checkpoints = new ArrayList<>();
    private final Map<Bytes, Integer> sourceIds = new HashMap<>();
    private final Map<Integer, SourceState> states = new HashMap<>();
    private final Map<Integer, Boolean> complete = new HashMap<>();
    private final List<TableName> tables = new ArrayList<>();
    private final List<RowFormat> formats = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final Map<TableName, SchemaVersion> definitions = new HashMap<>();
    private final Set<String> prepared = new HashSet<>();
    boolean keepChanges = true;
    private long count;
    private int keptTransactions;
    private int keptFindings;
    private long keptCount;
    private int openSource;
    private boolean open;
    private long openBegin;
    private long openFirst;

    /// Defines a table before any log does.
    RecordingWriter with(SchemaVersion version) {
        definitions.put(version.table(), version);
        return this;
    }

    @Override
    public List<Earlier> earlier(String format) {
        return states.keySet().stream()
                .sorted()
                .map(
                        id ->
                                new Earlier(
                                        "",
                                        states.get(id).server(),
                                        states.get(id).serverId(),
                                        states.get(id).firstTimeMicros(),
                                        states.get(id).lastTimeMicros(),
                                        states.get(id).state()))
                .toList();
    }

    @Override
    public Resume source(SourceStart start) {
        require(openSource == 0, "the source before was not ended");
        int id = sourceIds.computeIfAbsent(start.head(), _ -> sourceIds.size() + 1);
        SourceState state = states.get(id);
        Resume resume =
                state == null
                        ? new Resume(id, 0, Bytes.EMPTY, false)
                        : new Resume(
                                id,
                                state.contentOffset(),
                                state.state(),
                                complete.getOrDefault(id, false));
        openSource = id;
        sources.add(new Begun(start, resume));
        return resume;
    }

    @Override
    public void endSource(SourceState state, String sha256, boolean isComplete) {
        require(!open, "a transaction is open at the source's end");
        check(state);
        states.put(openSource, state);
        complete.put(openSource, isComplete);
        ends.add(state);
        hashes.add(sha256);
        completes.add(isComplete);
        openSource = 0;
    }

    private void check(SourceState state) {
        require(openSource != 0, "no source is open");
        require(
                state.eventsRead() == state.eventsUsed() + state.eventsSetAside(),
                "events do not add up");
    }

    @Override
    public int table(TableName name) {
        if (!tables.contains(name)) {
            tables.add(name);
        }
        return tables.indexOf(name) + 1;
    }

    @Override
    public int rowFormat(RowFormat format) {
        if (!formats.contains(format)) {
            formats.add(format);
        }
        return formats.indexOf(format) + 1;
    }

    @Override
    public SchemaVersion schema(int rowFormat) {
        RowFormat format = formats.get(rowFormat - 1);
        SchemaVersion described = codec.describe(format);
        SchemaVersion known = definitions.get(format.table());
        boolean fits = known != null && known.columns().size() == described.columns().size();
        return fits ? known : described;
    }

    @Override
    public int[] keyColumns(int rowFormat) {
        return schema(rowFormat).keyColumns();
    }

    @Override
    public Optional<SchemaVersion> known(TableName name) {
        return Optional.ofNullable(definitions.get(name));
    }

    @Override
    public Collection<TableName> knownTables(String database) {
        return definitions.keySet().stream().filter(t -> t.database().equals(database)).toList();
    }

    @Override
    public void ddl(DdlStatement statement) {
        ddl.add(statement);
    }

    @Override
    public void define(int table, SchemaVersion definition) {
        TableName name = tables.get(table - 1);
        if (definition.columns().isEmpty()) {
            definitions.remove(name);
        } else {
            definitions.put(name, definition);
        }
    }

    @Override
    public long begin(long eventOffset) {
        require(openSource != 0 && !open, "a transaction is open, or no source");
        open = true;
        openBegin = eventOffset;
        openFirst = count + 1;
        return transactions.size() + 1L;
    }

    @Override
    public long statement(byte[] utf8, int offset, int length) {
        require(open, "a statement outside a transaction");
        statements.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
        return statements.size();
    }

    @Override
    public long change(ChangeRecord c) {
        require(open, "a change outside a transaction");
        count++;
        if (keepChanges) {
            changes.add(written(c));
        }
        return count;
    }

    private Written written(ChangeRecord c) {
        Optional<RowImage> before = Optional.empty();
        Optional<RowImage> after = Optional.empty();
        if (c.op.isRow()) {
            RowFormat format = formats.get(c.rowFormat - 1);
            SchemaVersion schema = schema(c.rowFormat);
            if (c.op != Op.INSERT) {
                Bytes raw = Bytes.copyOf(c.buffer, c.beforeOffset, c.beforeLength);
                before = Optional.of(codec.decode(format, schema, RowCodec.Side.BEFORE, raw, null));
            }
            if (c.op != Op.DELETE) {
                Bytes raw = Bytes.copyOf(c.buffer, c.afterOffset, c.afterLength);
                after =
                        Optional.of(
                                codec.decode(
                                        format,
                                        schema,
                                        RowCodec.Side.AFTER,
                                        raw,
                                        before.orElse(null)));
            }
        }
        return new Written(
                count,
                transactions.size() + 1L,
                c.op,
                c.table == 0 ? new TableName("", "") : tables.get(c.table - 1),
                c.eventOffset,
                c.row,
                c.statement == 0 ? "" : statements.get((int) c.statement - 1),
                before,
                after,
                c.keyHash,
                c.newKeyHash);
    }

    @Override
    public void voidSince(long firstChange) {
        require(open && firstChange >= openFirst, "voids changes of another transaction");
        for (long id = firstChange; id <= count; id++) {
            voided.add(id);
        }
    }

    @Override
    public void end(TransactionEnd end) {
        require(open, "no transaction is open");
        open = false;
        if (end.status() == Transaction.Status.PREPARED) {
            prepared.add(end.xaName());
        }
        transactions.add(new Ended(transactions.size() + 1L, openBegin, openFirst, end));
    }

    @Override
    public boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros) {
        resolved.put(xaName, status);
        return prepared.remove(xaName);
    }

    @Override
    public long lastChange() {
        return count;
    }

    @Override
    public void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message) {
        require(!message.isEmpty() && bytes.length() <= 4096, "a finding without a message");
        findings.add(new Found(kind, offset, length, bytes, message));
    }

    @Override
    public void checkpoint(SourceState state) {
        require(!open, "a transaction is open at a checkpoint");
        check(state);
        states.put(openSource, state);
        checkpoints.add(state);
        keptTransactions = transactions.size();
        keptFindings = findings.size();
        keptCount = count;
    }

    /// As after a crash: what came after the last checkpoint is gone.
    void crash() {
        openSource = 0;
        open = false;
        transactions.subList(keptTransactions, transactions.size()).clear();
        findings.subList(keptFindings, findings.size()).clear();
        changes.removeIf(c -> c.id() > keptCount);
        count = keptCount;
    }

    List<Finding.Kind> kinds() {
        return findings.stream().map(Found::kind).toList();
    }

    List<Op> ops() {
        return changes.stream().map(Written::op).toList();
    }

    List<Transaction.Status> statuses() {
        return transactions.stream().map(t -> t.end().status()).toList();
    }

    long eventsRead() {
        return ends.stream().mapToLong(SourceState::eventsRead).sum();
    }

    @Override
    public String toString() {
        return "transactions "
                + transactions.size()
                + ", changes "
                + count
                + ", findings "
                + Arrays.toString(findings.toArray());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
