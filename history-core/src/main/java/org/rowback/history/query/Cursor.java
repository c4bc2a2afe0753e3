package org.rowback.history.query;

import org.rowback.history.model.RowbackException;

/// A stream of answers that may fail and can be left at any time.
///
/// ```java
/// try (Cursor<Change> changes = history.changes(scan)) {
///     while (changes.next()) { use(changes.get()); }
/// }
/// ```
public interface Cursor<T> extends AutoCloseable {
    /// Moves to the next answer; false at the end.
    boolean next() throws RowbackException;

    /// The answer moved to.
    T get();

    @Override
    default void close() {}
}
