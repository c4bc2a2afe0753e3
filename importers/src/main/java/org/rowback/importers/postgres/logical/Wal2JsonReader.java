package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Reads wal2json's output: format 1 (an object a transaction, its changes cut out one by one, so that a transaction may
/// be larger than memory) and format 2 (an object a message). Formats may be pretty-printed or written in chunks.
///
/// Where an object cannot be read it is set aside, and the next line that begins one is read on.
final class Wal2JsonReader implements CaptureReader {
    private static final Pattern CHANGES = Pattern.compile("\"change\"\\s*:\\s*$");

    private final LogicalSink sink;
    private final LogicalState state;
    private byte[] pending = new byte[1 << 12];
    private int length;
    private long start;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inChanges;
    private boolean inGarbage;
    private boolean lineOpen;
    private long commitMicros;
    private long commitEnd;

    Wal2JsonReader(LogicalSink sink, LogicalState state) {
        this.sink = sink;
        this.state = state;
    }

    @Override
    public boolean isBetweenRecords() {
        return depth == 0 && length == 0 && !lineOpen;
    }

    @Override
    public void piece(byte[] buffer, int from, int to, boolean endsLine, Place place)
            throws RowbackException {
        for (int i = from; i < to; i++) {
            take(buffer[i], place.offset() + i - from, place);
        }
        lineOpen = !endsLine;
        if (endsLine) {
            endLine();
        }
    }

    private void endLine() throws RowbackException {
        boolean format2 = !inChanges && length > 0 && startsWith("{\"action\"");
        if (inGarbage || inString || format2) {
            setAside("a line ends inside it");
        } else if (length > 0) {
            add((byte) '\n');
        }
    }

    private boolean startsWith(String what) {
        byte[] bytes = what.getBytes(StandardCharsets.US_ASCII);
        return length >= bytes.length
                && Arrays.equals(pending, 0, bytes.length, bytes, 0, bytes.length);
    }

    private void setAside(String why) throws RowbackException {
        Stretch record = new Stretch(Arrays.copyOf(pending, length), 0, length);
        sink.setAside(
                Finding.Kind.UNDECODABLE_EVENT, record, start, "not as wal2json writes it: " + why);
        length = 0;
        inString = false;
        escaped = false;
        inGarbage = false;
        depth = inChanges ? 2 : 0;
    }

    private void add(byte b) {
        if (length == pending.length) {
            pending = Arrays.copyOf(pending, length * 2);
        }
        pending[length++] = b;
    }

    /// One byte: depth 0 is between objects; in format 1's list of changes depth 2 is between changes.
    private void take(byte b, long offset, Place place) throws RowbackException {
        boolean outside = depth == (inChanges ? 2 : 0);
        if (inGarbage) {
            add(b);
            return;
        }
        if (outside) {
            outside(b, offset, place);
            return;
        }
        add(b);
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
            }
            return;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{' -> depth++;
            case '[' -> {
                depth++;
                if (depth == 2 && !inChanges && beginsChanges()) {
                    head(place);
                }
            }
            case '}', ']' -> {
                depth--;
                if (depth == (inChanges ? 2 : 0)) {
                    record(place);
                }
            }
            default -> {}
        }
    }

    private void outside(byte b, long offset, Place place) throws RowbackException {
        switch (b) {
            case ' ', '\t', '\r', '\n', ',' -> {}
            case '{' -> {
                start = offset;
                length = 0;
                add(b);
                depth++;
            }
            case ']' -> {
                if (!inChanges) {
                    garbage(b, offset);
                } else {
                    // The object's own end follows.
                    depth = 2;
                }
            }
            case '}' -> {
                if (inChanges) {
                    inChanges = false;
                    depth = 0;
                    sink.endsAt(commitEnd == 0 ? place.lsn() : commitEnd);
                    sink.commit(offset + 1, commitMicros);
                } else {
                    garbage(b, offset);
                }
            }
            default -> garbage(b, offset);
        }
    }

    private void garbage(byte b, long offset) {
        start = offset;
        length = 0;
        add(b);
        inGarbage = true;
    }

    private boolean beginsChanges() {
        String text = new String(pending, 0, length - 1, StandardCharsets.ISO_8859_1);
        return text.length() < 1000 && CHANGES.matcher(text).find();
    }

    @Override
    public boolean end(long offset) throws RowbackException {
        boolean cut = length > 0 || inChanges;
        if (length > 0) {
            sink.setAside(
                    Finding.Kind.TRUNCATED_TAIL,
                    new Stretch(Arrays.copyOf(pending, length), 0, length),
                    start,
                    "the capture ends inside an object");
        }
        return !cut;
    }

    /// Format 1's object up to its list of changes.
    private void head(Place place) throws RowbackException {
        add((byte) ']');
        add((byte) '}');
        try {
            Wal2JsonChange head = Wal2JsonChange.read(pending, 0, length);
            commitMicros = head.time.isEmpty() ? 0 : CaptureTime.micros(head.time);
            commitEnd = head.nextLsn;
            sink.begin(start, head.xid == 0 ? place.xid() : head.xid, commitMicros);
            sink.used();
        } catch (MalformedCapture e) {
            setAside(e.getMessage());
        }
        inChanges = true;
        depth = 2;
        length = 0;
    }

    private void record(Place place) throws RowbackException {
        try {
            Wal2JsonChange change = Wal2JsonChange.read(pending, 0, length);
            read(change, new Stretch(pending, 0, length), place);
            sink.used();
            length = 0;
        } catch (MalformedCapture e) {
            setAside(e.getMessage());
        }
    }

    private void read(Wal2JsonChange change, Stretch image, Place place)
            throws RowbackException, MalformedCapture {
        TableName table = new TableName(change.schema, change.table);
        long micros = change.time.isEmpty() ? 0 : CaptureTime.micros(change.time);
        long xid = change.xid == 0 ? place.xid() : change.xid;
        switch (change.action) {
            case "B" -> sink.begin(start, xid, micros);
            case "C" -> {
                sink.known(xid);
                sink.endsAt(change.nextLsn == 0 ? place.lsn() : change.nextLsn);
                sink.commit(start + length + 1, micros);
            }
            case "I", "insert" ->
                    sink.change(
                            Op.INSERT,
                            table,
                            layout(table, change, true),
                            Stretch.NONE,
                            image,
                            start);
            case "U", "update" -> {
                if (change.columns.isEmpty()) {
                    throw new MalformedCapture("an update of " + table + " has no columns");
                }
                sink.change(Op.UPDATE, table, layout(table, change, false), image, image, start);
            }
            case "D", "delete" ->
                    sink.change(
                            Op.DELETE,
                            table,
                            layout(table, change, false),
                            image,
                            Stretch.NONE,
                            start);
            case "T", "truncate" -> sink.truncate(List.of(table), start);
            case "M", "message" -> {}
            default -> throw new MalformedCapture("its action is '" + change.action + "'");
        }
    }

    private LogicalLayout layout(TableName table, Wal2JsonChange change, boolean whole) {
        return TableLayouts.of(state, table, change.layout(), whole);
    }
}
