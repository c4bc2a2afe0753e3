package org.rowback.importers.postgres.wal;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;

/// Feeds a segment's pages to a [RecordReader].
public final class SegmentReader {
    private static final int PAGES = 64;

    private final InputStream in;
    private final RecordReader records;
    private final byte[] buffer = new byte[PAGES * WalPage.SIZE];
    private long read;

    public SegmentReader(InputStream in, RecordReader records) {
        this.in = in;
        this.records = records;
    }

    /// Uncompressed bytes read so far.
    public long readBytes() {
        return read;
    }

    /// Reads pages until the record is whole that is not yet; it hands on no other.
    public void finish() throws IOException, RowbackException {
        while (records.isInRecord()) {
            int have = in.readNBytes(buffer, 0, WalPage.SIZE);
            if (have == 0) {
                return;
            }
            read += have;
            records.rest(buffer, 0, have);
        }
    }

    /// Reads some pages.
    ///
    /// @return whether there may be more
    public boolean next() throws IOException, RowbackException {
        int have = in.readNBytes(buffer, 0, buffer.length);
        read += have;
        for (int at = 0; at < have; at += WalPage.SIZE) {
            records.page(buffer, at, Math.min(WalPage.SIZE, have - at));
        }
        return have == buffer.length;
    }
}
