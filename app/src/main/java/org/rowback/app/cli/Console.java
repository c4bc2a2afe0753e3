package org.rowback.app.cli;

import java.io.PrintStream;

/// Where a command writes: answers to `out`, progress and complaints to `err`.
///
/// @param interactive whether a person watches, so that progress may redraw a line
public record Console(PrintStream out, PrintStream err, boolean interactive) {
    /// Flushes and tells whether the reader has gone away (`rowback changes … | head`).
    boolean readerGone() {
        return out.checkError();
    }
}
