package org.rowback.history.query;

import org.rowback.history.model.RowKey;

/// A row as a change left it.
///
/// @param key that names the row after the change; after a DELETE, that named it before
public record RowAt(int tableId, RowKey key, long changeId) {}
