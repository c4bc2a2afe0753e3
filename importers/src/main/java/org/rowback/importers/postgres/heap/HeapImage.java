package org.rowback.importers.postgres.heap;

/// A row image as the case keeps it.
///
/// | bytes | meaning |
/// |---|---|
/// | 1 | 0 nothing is known of the row; 1 a tuple; 2 a tuple in which NULL means not logged; 3 a tuple of which only the row key's columns are known; 4 a tuple as its record wrote it, with fewer columns than the table is known with |
/// | 4 | bytes of the tuple from the next on |
/// | 5 | columns, flags, where values begin: bytes 18 to 22 of a tuple |
/// | | the tuple from its byte 23 on |
/// | 1, 4, n | for each pointer to a value kept outside, in column order: whether it is known, and where it is, its length and its bytes as its chunks hold them |
/// | 4, n | where the layout says so, for each column that prints names for OIDs (`regclass` and its kin, `aclitem`), in column order: the length of its text, -1 for none, and the text in UTF-8, with the names of that moment |
final class HeapImage {
    static final int NOTHING = 0;
    static final int TUPLE = 1;
    static final int NULL_NOT_LOGGED = 2;
    static final int KEY_ONLY = 3;

    /// A row just written has all columns that its table had then: one with fewer is older than what is known of the
    /// table, because the log of a change of the table is lost.
    static final int OLDER_THAN_TABLE = 4;

    /// Bytes before the logged header.
    static final int HEAD = 5;

    /// What the bytes of a tuple before its map of NULLs, as the image leaves them out, are long.
    static final int LEFT_OUT = 18;

    /// Why a row, or a part of it, is not known.
    static final String NO_IMAGE = "no full-page image of this block yet in the evidence";

    /// Why a value kept outside of its row is not known.
    static final String NO_CHUNKS = "the value lies in TOAST chunks that are not in the evidence";

    /// Why a column that a row was written without is not known.
    static final String NO_COLUMN =
            "the row was written before the table had the column; the change of the table is not in"
                    + " the evidence";

    private HeapImage() {}
}
