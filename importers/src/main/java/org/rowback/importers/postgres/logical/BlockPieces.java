package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.CaptureReader.Place;

import java.io.IOException;
import java.io.InputStream;

/// A binary capture in blocks as they are read.
final class BlockPieces implements PieceSource {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private long offset;

    BlockPieces(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    @Override
    public boolean next(CaptureReader reader) throws IOException, RowbackException {
        int got = in.read(buffer, 0, buffer.length);
        if (got <= 0) {
            return false;
        }
        long place = offset;
        offset += got;
        reader.piece(buffer, 0, got, false, new Place(place));
        return true;
    }

    @Override
    public long offset() {
        return offset;
    }
}
