package org.rowback.history.casefile;

import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.s;
import static org.rowback.history.testing.Rows.table;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.HistoryWriter.SourceStart;
import org.rowback.history.importing.HistoryWriter.SourceState;
import org.rowback.history.importing.HistoryWriter.TransactionEnd;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;
import org.rowback.history.model.Transaction.Flag;
import org.rowback.history.model.Transaction.Status;
import org.rowback.history.testing.CaseFiller;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/// A log of random transactions that can be written into a case, from any of its transactions on, and into the
/// oracle. The same seed makes the same log.
final class RandomHistory {
    static final SchemaVersion ORDERS =
            table("shop.orders", "id", "id int", "status varchar(20)", "total decimal(10,2)");
    static final SchemaVersion ITEMS =
            table("shop.items", "order_id,line", "line int", "order_id int", "what text");
    static final SchemaVersion LOG = table("audit.log", "", "at int", "what text");
    private static final List<SchemaVersion> TABLES = List.of(ORDERS, ITEMS, LOG);

    /// One transaction of the log.
    record Step(
            long begin,
            TransactionEnd end,
            List<Row> rows,
            List<int[]> takenBack,
            List<Finding> findings,
            List<Resolution> resolutions) {}

    /// An end of a transaction that was prepared before.
    record Resolution(String xaName, long transaction, Status status, long micros) {}

    /// One source of the log.
    record Part(SourceStart start, List<Step> steps) {}

    final List<Part> parts = new ArrayList<>();

    /// How many transactions of the last source were written.
    int done;

    private int left = Integer.MAX_VALUE;

    private final Random random;
    private final List<Resolution> prepared = new ArrayList<>();
    private long micros = 1_700_000_000_000_000L;
    private long transaction;

    RandomHistory(long seed, int sources, int transactions, int bigTransaction) {
        random = new Random(seed);
        for (int i = 1; i <= sources; i++) {
            String name = "binlog.00000" + i;
            List<Step> steps = new ArrayList<>();
            long begin = 4;
            int count = random.nextInt(transactions + 1);
            for (int t = 0; t < count; t++) {
                int rows =
                        random.nextInt(20) == 0
                                ? random.nextInt(bigTransaction)
                                : random.nextInt(6);
                steps.add(step(begin, i, rows));
                begin += 100_000;
            }
            parts.add(
                    new Part(
                            new SourceStart(
                                    name, "/logs/" + name, "test", Bytes.of(name.getBytes()), 7),
                            steps));
        }
    }

    private Step step(long begin, int source, int rowCount) {
        transaction++;
        micros += random.nextInt(10) == 0 ? -3_000_000 : random.nextInt(900_000);
        Status status =
                switch (random.nextInt(14)) {
                    case 0 -> Status.PREPARED;
                    case 1 -> Status.ROLLED_BACK;
                    case 2 -> Status.INCOMPLETE;
                    default -> Status.COMMITTED;
                };
        String xa = status == Status.PREPARED ? "xa" + transaction : "";
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            rows.add(row());
        }
        List<int[]> takenBack = new ArrayList<>();
        if (rowCount > 0 && random.nextInt(6) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(rowCount);
                takenBack.add(new int[] {at, random.nextInt(at + 1)});
            }
            takenBack.sort((a, b) -> Integer.compare(a[0], b[0]));
        }
        List<Finding> findings = new ArrayList<>();
        if (random.nextInt(8) == 0) {
            findings.add(
                    new Finding(
                            0,
                            Finding.Kind.BAD_CHECKSUM,
                            source,
                            begin + 1,
                            19,
                            Bytes.of(new byte[] {1, 2, (byte) random.nextInt()}),
                            "bad"));
        }
        List<Resolution> resolutions = new ArrayList<>();
        if (!prepared.isEmpty() && random.nextInt(3) == 0) {
            Resolution open = prepared.remove(random.nextInt(prepared.size()));
            Status now = random.nextBoolean() ? Status.COMMITTED : Status.ROLLED_BACK;
            resolutions.add(new Resolution(open.xaName(), open.transaction(), now, micros + 5));
        }
        if (status == Status.PREPARED) {
            prepared.add(new Resolution(xa, transaction, status, 0));
        }
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if (random.nextInt(5) == 0) {
                flags.add(flag);
            }
        }
        Gtid gtid = Gtid.of(gtid());
        TransactionEnd end =
                new TransactionEnd(
                        begin + 90_000,
                        micros,
                        random.nextBoolean(),
                        status,
                        flags,
                        gtid,
                        random.nextInt(4) == 0 ? 0 : random.nextLong(),
                        gtid.isNone() ? random.nextLong() : 0,
                        random.nextInt(3),
                        random.nextInt(2),
                        random.nextBoolean() ? "" : "shop@app",
                        xa);
        return new Step(begin, end, rows, takenBack, findings, resolutions);
    }

    private String gtid() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "0-1-" + random.nextInt(1000);
            case 2 -> "3e11fa47-71ca-11e1-9e33-c80aa9429562:tag:007";
            case 3 -> "3e11fa47-71ca-11e1-9e33-c80aa9429562:0";
            default -> "3e11fa47-71ca-11e1-9e33-c80aa9429562:" + random.nextLong(1L << 62);
        };
    }

    private Row row() {
        SchemaVersion schema = TABLES.get(random.nextInt(TABLES.size()));
        Row row =
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> Row.insert(schema, values(schema, false));
                    case 3, 4 -> Row.delete(schema, values(schema, false));
                    case 5 -> new Row(schema, Op.TRUNCATE, null, null, null);
                    default ->
                            Row.update(
                                    schema,
                                    values(schema, false),
                                    values(schema, random.nextBoolean()));
                };
        return random.nextInt(3) == 0 ? row.because("statement " + random.nextInt(50)) : row;
    }

    private ColumnValue[] values(SchemaVersion schema, boolean partial) {
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (schema.columns().get(i).type().family()) {
                        case INTEGER -> n(random.nextInt(30));
                        case DECIMAL -> Rows.d(random.nextInt(100) + ".50");
                        default -> s("text " + random.nextInt(5));
                    };
            boolean key = schema.primaryKey().contains(schema.columns().get(i).name());
            if (partial && random.nextInt(3) == 0) {
                values[i] = Rows.ABSENT;
            } else if (!key && random.nextInt(6) == 0) {
                values[i] = ColumnValue.NULL;
            }
        }
        return values;
    }

    /// What the oracle says after the whole log.
    InMemoryHistory oracle() {
        InMemoryHistory oracle = new InMemoryHistory();
        long id = 0;
        long change = 0;
        long finding = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            for (Step step : part.steps()) {
                int count = step.rows().size();
                TransactionEnd end = step.end();
                oracle.append(
                        new Transaction(
                                ++id,
                                p + 1,
                                new LogPosition(part.start().name(), step.begin(), 0),
                                end.endOffset(),
                                end.commitTimeMicros(),
                                end.timeExactToMicros(),
                                end.status(),
                                EnumSet.copyOf(
                                        end.flags().isEmpty()
                                                ? EnumSet.noneOf(Flag.class)
                                                : end.flags()),
                                end.gtid().toString(),
                                end.xid(),
                                end.lsn(),
                                end.thread(),
                                end.serverId(),
                                end.user(),
                                count == 0 ? 0 : change + 1,
                                count),
                        step.rows(),
                        takenBack(step));
                change += count;
                for (Finding f : step.findings()) {
                    oracle.finding(
                            new Finding(
                                    ++finding,
                                    f.kind(),
                                    p + 1,
                                    f.offset(),
                                    f.length(),
                                    f.bytes(),
                                    f.message()));
                }
                for (Resolution r : step.resolutions()) {
                    oracle.resolve(r.transaction(), r.status(), r.micros());
                }
            }
            SourceState state = state(part, part.steps().size());
            oracle.source(
                    new Source(
                            p + 1,
                            part.start().name(),
                            part.start().path(),
                            "test",
                            state.server(),
                            state.serverId(),
                            7,
                            state.contentOffset(),
                            "sha" + p,
                            true,
                            state.eventsRead(),
                            state.eventsUsed(),
                            state.eventsSetAside(),
                            state.firstTimeMicros(),
                            state.lastTimeMicros()));
        }
        return oracle;
    }

    private static BitSet takenBack(Step step) {
        BitSet rows = new BitSet();
        for (int[] range : step.takenBack()) {
            rows.set(range[1], range[0] + 1);
        }
        return rows;
    }

    /// How far a source was read after some of its transactions.
    static SourceState state(Part part, int steps) {
        return new SourceState(
                "MySQL 9.7.0",
                1,
                4 + 100_000L * steps,
                Bytes.of(new byte[] {(byte) steps, (byte) (steps >> 8)}),
                steps * 3L + 1,
                steps * 3L,
                1,
                5,
                steps);
    }

    /// Writes the whole log, going on where a writer was stopped before.
    void write(HistoryWriter writer) throws RowbackException {
        write(writer, Integer.MAX_VALUE);
    }

    /// Writes up to a number of transactions and then leaves the source open.
    ///
    /// @return whether the end was reached
    boolean write(HistoryWriter writer, int most) throws RowbackException {
        left = most;
        for (int p = 0; p < parts.size(); p++) {
            if (!writePart(writer, p)) {
                return false;
            }
        }
        return true;
    }

    /// Writes one source, as far as it is not written yet and no more than is left to write.
    ///
    /// @return whether its end was reached
    boolean writePart(HistoryWriter writer, int p) throws RowbackException {
        CaseFiller filler = new CaseFiller(writer);
        Part part = parts.get(p);
        HistoryWriter.Resume resume = writer.source(part.start());
        done = resumed(resume);
        if (resume.contentOffset() > 0 && resume.state().length() != 2) {
            throw new AssertionError("state was not kept");
        }
        if (!resume.complete()) {
            for (int i = resumed(resume); i < part.steps().size(); i++) {
                if (left-- <= 0) {
                    return false;
                }
                write(filler, writer, part.steps().get(i));
                writer.checkpoint(state(part, i + 1));
                done = i + 1;
            }
        }
        writer.endSource(state(part, part.steps().size()), "sha" + p, true);
        return true;
    }

    private static int resumed(HistoryWriter.Resume resume) {
        return Math.toIntExact(resume.contentOffset() / 100_000);
    }

    private static void write(CaseFiller filler, HistoryWriter writer, Step step)
            throws RowbackException {
        writer.begin(step.begin());
        long first = writer.lastChange() + 1;
        int taken = 0;
        for (int i = 0; i < step.rows().size(); i++) {
            filler.change(step.rows().get(i), step.begin() + writer.lastChange() + 1);
            while (taken < step.takenBack().size() && step.takenBack().get(taken)[0] == i) {
                writer.voidSince(first + step.takenBack().get(taken++)[1]);
            }
        }
        writer.end(step.end());
        for (Finding f : step.findings()) {
            writer.finding(f.kind(), f.offset(), f.length(), f.bytes(), f.message());
        }
        for (Resolution r : step.resolutions()) {
            if (!writer.resolveXa(r.xaName(), r.status(), r.micros())) {
                throw new AssertionError("not prepared: " + r.xaName());
            }
        }
    }
}
