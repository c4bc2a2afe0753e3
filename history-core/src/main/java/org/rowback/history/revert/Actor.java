package org.rowback.history.revert;

import java.util.List;

/// Who made selected changes, as far as the log says.
///
/// @param user the server's user; empty where the log does not name one
/// @param application what the statements' comments say; empty where they say nothing
/// @param threads the connections' ids, the first few; empty where not logged
/// @param otherThreads how many more there are
public record Actor(
        String user,
        String application,
        List<Long> threads,
        long otherThreads,
        long transactions,
        long changes,
        long firstTimeMicros,
        long lastTimeMicros) {
    public Actor {
        threads = List.copyOf(threads);
    }
}
