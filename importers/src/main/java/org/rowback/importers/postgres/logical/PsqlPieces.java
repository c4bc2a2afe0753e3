package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.CaptureReader.Place;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The data of each row of `lsn | xid | data` (or of `data` alone) as psql prints it, aligned or unaligned.
///
/// | form | a line break inside the data |
/// |---|---|
/// | unaligned | as it is: what follows is a row again only where no quote is open |
/// | aligned | the line is filled with blanks and ends with `+`; the next has empty cells before |
///
/// Aligned output does not tell blanks at a line's end from filling, so a value with line breaks is then in doubt: it is
/// said once.
final class PsqlPieces implements PieceSource {
    private static final Pattern ROW =
            Pattern.compile(
                    "( *)([0-9A-F]{1,8}/[0-9A-F]{1,8})( *\\| *)(\\d+)( *\\|)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("-[-+]*");
    private static final Pattern COUNT = Pattern.compile("\\(\\d+ rows?\\)");

    private final ByteQueue in;
    private final long from;
    private final LogicalSink sink;
    private final ByteLine line = new ByteLine();
    private final ByteLine data = new ByteLine();
    private long dataStart;
    private long xid;
    private long lsn;
    private int indent = -1;
    private boolean aligned;
    private boolean onlyData;
    private boolean continues;
    private boolean inSingle;
    private boolean inDouble;
    private boolean started;

    /// @param from where to go on: rows that begin before are left out
    PsqlPieces(InputStream in, long from, LogicalSink sink) {
        this.in = new ByteQueue(in);
        this.from = from;
        this.sink = sink;
    }

    @Override
    public boolean next(CaptureReader reader) throws IOException, RowbackException {
        while (true) {
            long start = in.offset();
            if (!readLine()) {
                return hand(reader);
            }
            String text = line.text();
            boolean open = continues || inSingle || inDouble;
            if (open) {
                more(text);
                continue;
            }
            if (isRow(text)) {
                boolean handed = hand(reader);
                begin(text, start);
                if (handed) {
                    return true;
                }
            } else if (hand(reader)) {
                return true;
            }
        }
    }

    private boolean readLine() throws IOException {
        line.clear();
        int b = in.next();
        if (b < 0) {
            return false;
        }
        while (b >= 0 && b != '\n') {
            line.add(b);
            b = in.next();
        }
        return true;
    }

    /// Whether a line begins a row; headings tell how rows look.
    private boolean isRow(String text) {
        String bare = text.strip();
        if (RULE.matcher(bare).matches() && !bare.isEmpty()) {
            aligned = true;
            return false;
        }
        if (bare.equals("data")) {
            onlyData = true;
            return false;
        }
        if (bare.isEmpty() || COUNT.matcher(bare).matches()) {
            return false;
        }
        return onlyData ? text.startsWith(" ") : ROW.matcher(text).lookingAt();
    }

    private void begin(String text, long start) {
        dataStart = start;
        data.clear();
        started = true;
        xid = 0;
        lsn = 0;
        indent = 1;
        if (!onlyData) {
            Matcher row = ROW.matcher(text);
            if (row.lookingAt()) {
                aligned = !row.group(5).equals("|") || !row.group(3).equals("|");
                xid = CsvPieces.number(row.group(4));
                lsn = Lsn.parse(row.group(2));
                indent = row.end() + (aligned ? 1 : 0);
            }
        } else {
            aligned = true;
        }
        add(indent);
    }

    /// A further line of a row's data.
    private void more(String text) {
        data.add('\n');
        add(aligned ? Math.min(indent, text.length()) : 0);
    }

    private void add(int skip) {
        int end = line.length;
        continues = aligned && end > 0 && line.bytes[end - 1] == '+';
        if (continues) {
            end--;
            while (end > skip && line.bytes[end - 1] == ' ') {
                end--;
            }
        }
        for (int i = skip; i < end; i++) {
            byte b = line.bytes[i];
            data.add(b);
            inSingle ^= b == '\'' && !inDouble && isTable();
            inDouble ^= b == '"' && !inSingle && isTable();
        }
        if (aligned) {
            inSingle = false;
            inDouble = false;
        }
    }

    private boolean isTable() {
        return data.length > 5 && data.bytes[0] == 't' && data.bytes[1] == 'a';
    }

    private boolean hand(CaptureReader reader) throws RowbackException {
        if (!started) {
            return false;
        }
        started = false;
        inSingle = false;
        inDouble = false;
        continues = false;
        boolean several = data.text().indexOf('\n') >= 0;
        if (aligned && several) {
            sink.once(
                    "aligned",
                    Finding.Kind.UNDECODABLE_VALUE,
                    dataStart,
                    "psql's aligned table does not show blanks before a line break, so values with"
                            + " line breaks may differ in them: print the result as CSV");
        }
        if (dataStart < from) {
            return false;
        }
        reader.piece(data.bytes, 0, data.length, true, new Place(dataStart, xid, lsn));
        return true;
    }

    @Override
    public long offset() {
        return started ? dataStart : in.offset();
    }
}
