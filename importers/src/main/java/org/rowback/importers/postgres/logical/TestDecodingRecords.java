package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;
import org.rowback.importers.postgres.logical.CaptureReader.Place;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What test_decoding's records say.
final class TestDecodingRecords {
    static final String AT = "(?: \\(at ([^)]*)\\))?";
    private static final String TXN = "(?: (?:TXN )?(\\d+))?";
    private static final Pattern BEGIN = Pattern.compile("BEGIN" + TXN);
    private static final Pattern COMMIT = Pattern.compile("COMMIT" + TXN + AT);
    private static final Pattern TWO_PHASE =
            Pattern.compile(
                    "(PREPARE TRANSACTION|COMMIT PREPARED|ROLLBACK PREPARED) '((?:[^']|'')*)'(?:,"
                            + " txid (\\d+))?"
                            + AT,
                    Pattern.DOTALL);
    private static final Pattern STREAM =
            Pattern.compile(
                    "(?:opening a streamed block for|closing a streamed block for|streaming change"
                            + " for|streaming truncate for|aborting streamed"
                            + " \\(sub\\)|committing streamed|preparing streamed)(?:"
                            + " ?transaction)?(?: '.*')?(?:, txid)?"
                            + TXN
                            + AT,
                    Pattern.DOTALL);
    static final Pattern MESSAGE =
            Pattern.compile(
                    "(?:streaming )?message: transactional: [01] prefix: .*?, sz: (\\d+)("
                            + " content:)?",
                    Pattern.DOTALL);
    static final byte[] TABLE = "table ".getBytes(StandardCharsets.US_ASCII);

    private final LogicalSink sink;
    private final LogicalState state;
    private long start;

    TestDecodingRecords(LogicalSink sink, LogicalState state) {
        this.sink = sink;
        this.state = state;
    }

    /// Puts a record into the case.
    ///
    /// @param offset where it begins in the capture
    void read(Stretch record, long offset, Place place) throws RowbackException, MalformedCapture {
        start = offset;
        if (beginsWith(record, TABLE)) {
            table(record);
            return;
        }
        String text =
                new String(record.buffer(), record.from(), record.to(), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return;
        }
        Matcher begin = BEGIN.matcher(text);
        Matcher commit = COMMIT.matcher(text);
        Matcher twoPhase = TWO_PHASE.matcher(text);
        long end = start + record.to() + 1;
        if (begin.matches()) {
            sink.begin(start, xid(begin.group(1), place), 0);
        } else if (commit.matches()) {
            sink.known(xid(commit.group(1), place));
            sink.endsAt(place.lsn());
            sink.commit(end, time(commit.group(2)));
        } else if (twoPhase.matches()) {
            twoPhase(twoPhase, end, place);
        } else if (STREAM.matcher(text).matches()) {
            streamed(text);
        } else if (!MESSAGE.matcher(text).lookingAt()) {
            throw new MalformedCapture(
                    "it begins with " + text.substring(0, Math.min(40, text.length())));
        }
    }

    private static boolean beginsWith(Stretch record, byte[] what) {
        return record.to() >= what.length
                && Arrays.equals(record.buffer(), 0, what.length, what, 0, what.length);
    }

    private static long xid(@org.jspecify.annotations.Nullable String digits, Place place) {
        return digits == null ? place.xid() : Long.parseLong(digits);
    }

    private static long time(@org.jspecify.annotations.Nullable String text)
            throws MalformedCapture {
        return text == null ? 0 : CaptureTime.micros(text);
    }

    private void twoPhase(Matcher m, long end, Place place)
            throws RowbackException, MalformedCapture {
        String gid = m.group(2).replace("''", "'");
        long micros = time(m.group(4));
        switch (m.group(1)) {
            case "PREPARE TRANSACTION" -> {
                sink.known(xid(m.group(3), place));
                sink.endsAt(place.lsn());
                sink.prepare(end, gid, micros);
            }
            case "COMMIT PREPARED" ->
                    sink.resolve(start, gid, Transaction.Status.COMMITTED, micros);
            default -> sink.resolve(start, gid, Transaction.Status.ROLLED_BACK, micros);
        }
    }

    /// With stream-changes the plugin says that rows changed, but not how.
    private void streamed(String text) throws RowbackException {
        if (text.startsWith("streaming change") || text.startsWith("streaming truncate")) {
            sink.once(
                    "streamed",
                    Finding.Kind.STATEMENT_DML,
                    start,
                    "test_decoding was asked to stream large transactions (stream-changes), and"
                            + " then writes no rows of them: record without it");
        }
    }

    private void table(Stretch record) throws RowbackException, MalformedCapture {
        byte[] buffer = record.buffer();
        List<TableName> names = new ArrayList<>();
        TableNames scanner = new TableNames(buffer, TABLE.length, record.to());
        scanner.read(names);
        int word = scanner.position();
        int colon = word;
        while (colon < record.to() && buffer[colon] != ':') {
            colon++;
        }
        String action = new String(buffer, word, colon - word, StandardCharsets.US_ASCII);
        if (action.equals("TRUNCATE")) {
            sink.truncate(names, start);
            return;
        }
        if (names.size() != 1) {
            throw new MalformedCapture("a change names " + names.size() + " tables");
        }
        row(action, names.getFirst(), new Stretch(buffer, word, record.to()), colon + 1);
    }

    private void row(String action, TableName table, Stretch image, int at)
            throws RowbackException, MalformedCapture {
        switch (action) {
            case "INSERT" -> {
                LogicalLayout layout = layout(table, columns(image, at, new int[1]), true);
                sink.change(Op.INSERT, table, layout, Stretch.NONE, image, start);
            }
            case "DELETE" -> {
                LogicalLayout layout = layout(table, columns(image, at, new int[1]), false);
                sink.change(Op.DELETE, table, layout, image, Stretch.NONE, start);
            }
            case "UPDATE" -> update(table, image, at);
            default -> throw new MalformedCapture("it says " + action);
        }
    }

    private void update(TableName table, Stretch image, int at)
            throws RowbackException, MalformedCapture {
        byte[] buffer = image.buffer();
        Stretch before = image;
        Stretch after = image;
        int cells = at;
        if (startsAt(buffer, at, image.to(), " old-key:")) {
            int[] end = new int[1];
            columns(image, at + " old-key:".length(), end);
            if (!startsAt(buffer, end[0], image.to(), " new-tuple:")) {
                throw new MalformedCapture("an old key without a new tuple");
            }
            before = new Stretch(buffer, at, end[0]);
            after = new Stretch(buffer, end[0], image.to());
            cells = end[0] + " new-tuple:".length();
        }
        LogicalLayout layout = layout(table, columns(image, cells, new int[1]), true);
        sink.change(Op.UPDATE, table, layout, before, after, start);
    }

    private static boolean startsAt(byte[] buffer, int at, int limit, String what) {
        byte[] bytes = what.getBytes(StandardCharsets.US_ASCII);
        return limit - at >= bytes.length
                && Arrays.equals(buffer, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /// The columns of a row, which is read whole.
    ///
    /// @param end is set to where they end
    private static List<LayoutColumn> columns(Stretch image, int at, int[] end)
            throws MalformedCapture {
        List<LayoutColumn> columns = new ArrayList<>();
        TestDecodingTuple tuple = new TestDecodingTuple(image.buffer(), at, image.to());
        while (tuple.next()) {
            columns.add(LayoutColumn.named(tuple.name(), tuple.type()));
        }
        end[0] = tuple.position();
        return columns;
    }

    private LogicalLayout layout(TableName table, List<LayoutColumn> columns, boolean whole) {
        return TableLayouts.of(state, table, columns, whole);
    }
}
