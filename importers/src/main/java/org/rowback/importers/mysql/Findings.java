package org.rowback.importers.mysql;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.Damage;
import org.rowback.importers.mysql.event.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reports findings of the log that is read: each one, or some kinds once, or counted and said at the end.
final class Findings {
    private static final int KEPT_BYTES = 4096;

    private final HistoryWriter writer;
    private final LogState state;
    private final List<String> recent = new ArrayList<>();

    Findings(HistoryWriter writer, LogState state) {
        this.writer = writer;
        this.state = state;
    }

    void event(Finding.Kind kind, Event event, String message) throws RowbackException {
        writer.finding(kind, event.offset(), event.length(), bytes(event), message);
    }

    void damage(Damage damage) throws RowbackException {
        writer.finding(
                damage.kind(), damage.offset(), damage.length(), damage.bytes(), damage.message());
    }

    /// Damage inside an event that holds others.
    void inside(Event outer, Damage damage) throws RowbackException {
        writer.finding(
                Finding.Kind.UNDECODABLE_EVENT,
                outer.offset(),
                outer.length(),
                damage.bytes(),
                "inside the compressed transaction: " + damage.message());
    }

    /// Reports what the first event after the magic says.
    void begin(Finding.Kind kind, Bytes event, String message) throws RowbackException {
        writer.finding(kind, BinlogMagic.LENGTH, event.length(), event, message);
    }

    /// Reports what concerns the whole source, or a place without an event.
    void place(Finding.Kind kind, long offset, String message) throws RowbackException {
        writer.finding(kind, offset, 0, Bytes.EMPTY, message);
    }

    /// Reports something the first time that its key is met in the case.
    void once(String key, Finding.Kind kind, Event event, String message) throws RowbackException {
        if (state.reported.add(kind + " " + key)) {
            recent.add(kind + " " + key);
            state.touch();
            event(kind, event, message);
        }
    }

    /// Counts something that is reported once, at the source's end.
    ///
    /// @param message in which `%d` stands for the count
    void count(Finding.Kind kind, String key, Event event, String message) {
        state.touch();
        state.tallies.computeIfAbsent(
                        kind.name() + " " + key,
                        _ -> new LogState.Tally(message, event.offset(), event.length(), 0))
                .count++;
    }

    /// Reports what was counted.
    void reportCounts() throws RowbackException {
        for (Map.Entry<String, LogState.Tally> entry : state.tallies.entrySet()) {
            String kind = entry.getKey().substring(0, entry.getKey().indexOf(' '));
            LogState.Tally tally = entry.getValue();
            writer.finding(
                    Finding.Kind.valueOf(kind),
                    tally.offset,
                    tally.length,
                    Bytes.EMPTY,
                    tally.message.replace("%d", Long.toString(tally.count)));
        }
        state.tallies.clear();
        state.touch();
    }

    /// All up to here is complete and is not read again.
    void settle() {
        recent.clear();
    }

    /// What was reported since the last `settle` will be read, and so reported, again.
    void forgetUnsettled() {
        recent.forEach(state.reported::remove);
        recent.clear();
        state.touch();
    }

    private static Bytes bytes(Event event) {
        return Bytes.copyOf(event.buffer(), event.start(), Math.min(KEPT_BYTES, event.length()));
    }
}
