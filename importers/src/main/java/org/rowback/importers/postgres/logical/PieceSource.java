package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;

import java.io.IOException;

/// Cuts a capture's content into pieces for its reader.
interface PieceSource {
    /// Hands the next piece over.
    ///
    /// @return false at the end, where nothing was handed over
    boolean next(CaptureReader reader) throws IOException, RowbackException;

    /// Where the next piece begins.
    long offset();

    /// Whether the content ended inside a line or row.
    default boolean isCut() {
        return false;
    }
}
