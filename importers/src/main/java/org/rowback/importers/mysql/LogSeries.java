package org.rowback.importers.mysql;

import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.HistoryWriter.Earlier;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.GtidSet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The logs of each server that the case holds, as far as the next log of it must know them.
final class LogSeries {
    private static final String UNRESOLVED = "UNRESOLVED_XA ";

    private final Map<String, LogState> newest = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private final LogState shared = new LogState();
    private LogState before = new LogState();
    private boolean hasBefore;

    LogSeries(List<Earlier> earlier) {
        for (Earlier source : earlier) {
            know(LogState.decode(source.state()));
        }
    }

    private static String key(long serverId, LogName name) {
        return serverId + " " + name.base();
    }

    private static String identity(String name, long beginSeconds) {
        return name + " " + beginSeconds;
    }

    /// A log was read.
    void know(LogState state) {
        LogName name = LogName.of(state.name);
        newest.put(key(state.serverId, name), state);
        held.add(identity(state.name, state.beginSeconds));
        shared.shareFrom(state);
        shared.preparedXa.clear();
        shared.preparedXa.addAll(state.preparedXa);
    }

    /// Logs are taken in their order only: changes of one server are numbered as its logs have them.
    void refuseOlder(Evidence evidence, LogName name, LogHead head)
            throws RowbackException.BadInput {
        LogState known = newest.get(key(head.serverId(), name));
        if (known == null || held.contains(identity(name.text(), head.beginSeconds()))) {
            return;
        }
        LogName newestName = LogName.of(known.name);
        boolean older =
                head.beginSeconds() < known.beginSeconds
                        && (!name.sameSeries(newestName) || name.number() < newestName.number());
        if (older) {
            throw new RowbackException.BadInput(
                    evidence.path()
                            + ": it is older than "
                            + known.name
                            + " of the same server, which the case holds already; import all logs"
                            + " together into a new case");
        }
    }

    /// The state that a log is read with from its beginning.
    LogState begin(LogName name, LogHead head) {
        LogState known = newest.get(key(head.serverId(), name));
        hasBefore = known != null;
        before = known == null ? new LogState() : known;
        LogState state = new LogState();
        state.shareFrom(shared);
        state.name = name.text();
        state.beginSeconds = head.beginSeconds();
        state.serverId = head.serverId();
        state.lastCommitMicros = before.lastCommitMicros;
        state.gtidsKnown = head.gtidsKnown();
        state.executed.addAll(head.gtids());
        state.executed.addAll(before.executed);
        state.format = head.formatBytes().array();
        FormatDescription format = head.format();
        state.server = format == null ? "" : format.server().toString();
        state.touch();
        return state;
    }

    /// A log is read on whose beginning is in the case.
    void goOn(LogState state) {
        hasBefore = false;
        state.shareFrom(shared);
        // What was said of the log's end was taken back, and is said again at its new one.
        state.reported.removeIf(key -> key.startsWith(UNRESOLVED));
    }

    /// Reports what is missing between the log before and this one.
    void reportGap(Findings findings, LogHead head, ImportOptions options) throws RowbackException {
        String gap = hasBefore && options.equals(ImportOptions.ALL) ? gap(head) : "";
        if (!gap.isEmpty()) {
            findings.place(Finding.Kind.GAP, 4, gap);
        }
    }

    private LogName current = LogName.of("");

    /// The log's name, for `reportGap`.
    void current(LogName name) {
        current = name;
    }

    private String gap(LogHead head) {
        boolean byGtid = head.gtidsKnown() && before.gtidsKnown && !head.gtids().isEmpty();
        if (byGtid) {
            GtidSet missing = head.gtids().minus(before.executed);
            return missing.isEmpty()
                    ? ""
                    : "between "
                            + before.name
                            + " and this log transactions are missing: "
                            + StatementText.brief(missing.toString());
        }
        LogName expected = LogName.of(before.nextName);
        LogName previous = LogName.of(before.name);
        if (!before.nextName.isEmpty()) {
            boolean other =
                    current.sameSeries(expected)
                            ? current.number() != expected.number()
                            : current.sameSeries(previous);
            return other
                    ? before.name
                            + " goes on in "
                            + before.nextName
                            + ", which is missing before this log"
                    : "";
        }
        boolean skipped = current.sameSeries(previous) && current.number() > previous.number() + 1;
        return skipped ? "logs are missing between " + before.name + " and " + current.text() : "";
    }

    /// Reports transactions that were prepared and are not decided by the end of what is imported.
    void reportPrepared(Findings findings, LogState state, long offset) throws RowbackException {
        for (String name : state.preparedXa) {
            if (state.reported.add(UNRESOLVED + name)) {
                state.touch();
                findings.place(
                        Finding.Kind.UNRESOLVED_XA,
                        offset,
                        "by the end of this log the XA transaction "
                                + name
                                + " is prepared, and neither committed nor rolled back");
            }
        }
    }
}
