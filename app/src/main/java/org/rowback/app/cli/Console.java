package org.rowback.app.cli;

import java.io.PrintStream;

/// Where a command writes: answers to `out`, progress and complaints to `err`.
///
/// @param interactive whether a person watches, so that progress may redraw a line
public record Console(PrintStream out, PrintStream err, boolean interactive) {
    private static final long LOOK_EVERY = 1024;

    /// Whether the reader has gone away (`rowback changes … | head`); looks only now and then, as looking flushes.
    boolean readerGone(long count) {
        return count % LOOK_EVERY == LOOK_EVERY - 1 && out.checkError();
    }
}
