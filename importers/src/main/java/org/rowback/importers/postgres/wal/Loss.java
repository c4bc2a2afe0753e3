package org.rowback.importers.postgres.wal;

/// A stretch of WAL that could not be read.
///
/// @param from LSN of its first byte
/// @param to LSN of the first record after it; where nothing follows, `from`
/// @param why what is wrong at `from`
/// @param detail the same in words, a sentence's beginning in lower case
public record Loss(long from, long to, Why why, String detail) {
    /// What kind of end or damage it is.
    public enum Why {
        /// Nothing was written here yet: zeros, or the old content of a recycled segment.
        UNWRITTEN,
        /// The file ends here.
        CUT_OFF,
        /// Segments are missing.
        MISSING,
        /// A checksum does not fit, or what should be a record or a page header is none.
        DAMAGED
    }
}
