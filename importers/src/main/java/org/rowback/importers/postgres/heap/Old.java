package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

/// A row before a change, and who says so.
public final class Old {
    /// From where it is known.
    public enum From {
        /// Nothing shows it.
        NOWHERE,
        /// The page, as an image and the records since leave it.
        PAGE,
        /// The record itself, whole: values kept outside of the row are in it.
        RECORD,
        /// The record itself, only the replica identity's columns: the others are NULL in it.
        RECORD_KEY,
        /// The record is of `wal_level=logical` and says that the key did not change: the new row has it.
        SAME_KEY
    }

    private final Tuple tuple = new Tuple();
    private From from = From.NOWHERE;

    public Tuple tuple() {
        return tuple;
    }

    public From from() {
        return from;
    }

    /// What the page, where it is known, has before the record changes it.
    void onPage(byte @Nullable [] page, int item) {
        from = From.NOWHERE;
        tuple.clear();
        if (page != null) {
            tuple.take(page, item);
            if (tuple.isKnown()) {
                from = From.PAGE;
            }
        }
    }

    /// What the record itself says of the old row: all of it, or its key where nothing better is known.
    ///
    /// @param offset in the record's main data
    void logged(WalRecord record, int offset, boolean whole) throws MalformedRecord {
        if (whole || from == From.NOWHERE) {
            int at = record.main(offset + Tuple.LOGGED_HEADER) + offset;
            tuple.logged(record.buffer(), at, record.mainLength() - offset);
            from = whole ? From.RECORD : From.RECORD_KEY;
        }
    }

    void from(From newFrom) {
        from = newFrom;
    }
}
