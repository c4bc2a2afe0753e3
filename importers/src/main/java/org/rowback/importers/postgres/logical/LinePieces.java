package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.CaptureReader.Place;

import java.io.IOException;
import java.io.InputStream;

/// The lines of a text, long ones in parts.
final class LinePieces implements PieceSource {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long offset;

    /// @param offset of the first byte of `in`
    LinePieces(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    @Override
    public boolean next(CaptureReader reader) throws IOException, RowbackException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
            if (limit == 0) {
                return false;
            }
        }
        int end = at;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        boolean endsLine = end < limit;
        int from = at;
        long place = offset;
        at = endsLine ? end + 1 : end;
        offset += at - from;
        reader.piece(buffer, from, end, endsLine, new Place(place));
        return true;
    }

    @Override
    public long offset() {
        return offset;
    }
}
