package org.rowback.ui.fx;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

/// Something to find out away from the FX thread.
@FunctionalInterface
public interface Work<T> {
    /// Runs on a worker; asks `monitor` now and then whether a newer question has overtaken it.
    T run(ImportMonitor monitor) throws RowbackException;
}
