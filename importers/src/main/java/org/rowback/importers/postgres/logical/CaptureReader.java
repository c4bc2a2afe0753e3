package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;

/// Reads the records of one output plugin from a capture that comes to it in pieces.
interface CaptureReader {
    /// Where a piece lies, and what a result table says beside it.
    ///
    /// @param offset of the piece in the capture
    /// @param xid 0 where it is not said
    /// @param lsn 0 where it is not said
    record Place(long offset, long xid, long lsn) {
        Place(long offset) {
            this(offset, 0, 0);
        }
    }

    /// Takes the next piece: a line (or a row of a result table) or a part of one.
    ///
    /// @param endsLine whether a line ends behind it
    void piece(byte[] buffer, int from, int to, boolean endsLine, Place place)
            throws RowbackException;

    /// Whether the next piece begins a record.
    boolean isBetweenRecords();

    /// The capture ends.
    ///
    /// @param offset where
    /// @return whether it ends where a record does
    boolean end(long offset) throws RowbackException;
}
