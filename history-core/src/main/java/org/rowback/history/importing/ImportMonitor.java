package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

/// What long work reports to, and asks whether to stop. Implementations are thread-safe.
public interface ImportMonitor {
    /// Work that nobody watches.
    ImportMonitor NONE = (phase, done, total, unit) -> {};

    /// Says how far the work is.
    ///
    /// @param phase what is being done, e.g. `reading binlog.000412`
    /// @param total 0 where not known
    /// @param unit e.g. `bytes`, `changes`
    void progress(String phase, long done, long total, String unit);

    /// Whether the user wants the work to stop.
    default boolean cancelled() {
        return false;
    }

    /// Stops the work where the user wants it.
    default void check() throws RowbackException.Cancelled {
        if (cancelled()) {
            throw new RowbackException.Cancelled();
        }
    }
}
