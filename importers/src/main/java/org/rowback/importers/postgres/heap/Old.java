package org.rowback.importers.postgres.heap;

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

    void from(From newFrom) {
        from = newFrom;
    }
}
