package org.rowback.history.model;

/// Where in the evidence something stands.
///
/// @param file the source's name without folders, e.g. `binlog.000412`
/// @param offset bytes from the file's start (of the uncompressed content), or an LSN
/// @param row which row of the event, from 0
public record LogPosition(String file, long offset, int row) {
    /// `binlog.000412:91822`.
    @Override
    public String toString() {
        return file + ":" + offset;
    }
}
