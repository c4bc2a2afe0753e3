package org.rowback.importers.mysql;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.Event;

/// Watches commit times: a server's clock that went back makes spans of time doubtful, and is a finding.
///
/// Transactions commit in another order than they began in, so a little is allowed: a minute where times are exact, an
/// hour where they are those of events.
final class CommitClock {
    private static final long MICROS = 1_000_000;

    private final Findings findings;
    private final LogState state;

    CommitClock(Findings findings, LogState state) {
        this.findings = findings;
        this.state = state;
    }

    /// @param time of a commit, microseconds since 1970
    void committed(long time, boolean exact, Event at) throws RowbackException {
        long allowed = exact ? 60 * MICROS : 3600 * MICROS;
        long back = state.lastCommitMicros - time;
        if (back > allowed) {
            findings.event(
                    Finding.Kind.CLOCK_JUMP,
                    at,
                    "the clock went back by " + back / MICROS + " seconds before this event");
        }
        if (back > allowed || back < 0) {
            state.lastCommitMicros = time;
        }
    }
}
