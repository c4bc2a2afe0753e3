package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.CaptureReader.Place;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.io.InputStream;

/// The data of each row of `lsn,xid,data` as COPY … CSV writes it (RFC 4180: quotes doubled inside quotes).
final class CsvPieces implements PieceSource {
    private final ByteQueue in;
    private final long from;
    private final ByteLine field = new ByteLine();
    private boolean cut;

    /// @param from where to go on: rows that begin before are left out
    CsvPieces(InputStream in, long from) {
        this.in = new ByteQueue(in);
        this.from = from;
    }

    @Override
    public boolean next(CaptureReader reader) throws IOException, RowbackException {
        while (in.peek() >= 0) {
            long start = in.offset();
            boolean more = field();
            String lsn = field.text();
            long xid = 0;
            if (more) {
                more = field();
                xid = number(field.text());
            }
            if (more) {
                field();
                while (!atRowEnd) {
                    ByteLine rest = new ByteLine();
                    field(rest);
                }
            }
            boolean header = lsn.equalsIgnoreCase("lsn") || lsn.equalsIgnoreCase("location");
            if (!header && start >= from && !cut) {
                reader.piece(
                        field.bytes, 0, field.length, true, new Place(start, xid, Lsn.parse(lsn)));
                return true;
            }
        }
        return false;
    }

    private boolean atRowEnd;

    private boolean field() throws IOException {
        return field(field);
    }

    /// Reads a field and what ends it.
    ///
    /// @return whether another follows in the row
    private boolean field(ByteLine into) throws IOException {
        into.clear();
        atRowEnd = false;
        boolean quoted = in.peek() == '"';
        if (quoted) {
            in.next();
        }
        while (true) {
            int b = in.next();
            if (b < 0) {
                cut = quoted;
                atRowEnd = true;
                return false;
            }
            if (quoted) {
                if (b != '"') {
                    into.add(b);
                } else if (in.peek() == '"') {
                    into.add(in.next());
                } else {
                    quoted = false;
                }
            } else if (b == ',') {
                return true;
            } else if (b == '\n') {
                if (into.length > 0 && into.bytes[into.length - 1] == '\r') {
                    into.length--;
                }
                atRowEnd = true;
                return false;
            } else {
                into.add(b);
            }
        }
    }

    static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    @Override
    public long offset() {
        return in.offset();
    }

    @Override
    public boolean isCut() {
        return cut;
    }
}
