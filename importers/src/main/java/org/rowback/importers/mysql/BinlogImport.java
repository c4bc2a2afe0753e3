package org.rowback.importers.mysql;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.Damage;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.event.EventType;

import java.io.IOException;

/// Reads one log from where it is to its end into the case.
final class BinlogImport {
    private static final String WAS_OPEN =
            "the server had this log open, or ended without closing it";
    private static final int CHECKPOINT_BYTES = 1 << 20;
    private static final long MICROS = 1_000_000;

    private final HistoryWriter writer;
    private final LogState state;
    private final ImportMonitor monitor;
    private final EventReader reader;
    private final Findings findings;
    private final TransactionAssembler transactions;
    private final EventImport events;
    private long settledOffset;
    private long settledRead;
    private long settledUsed;
    private boolean truncated;
    private boolean inUse;
    private boolean closed;

    BinlogImport(
            HistoryWriter writer,
            SchemaReader schemas,
            RowReaders readers,
            LogState state,
            Window window,
            EventReader reader,
            ImportMonitor monitor) {
        this.writer = writer;
        this.state = state;
        this.monitor = monitor;
        this.reader = reader;
        findings = new Findings(writer, state);
        transactions = new TransactionAssembler(writer, findings, state, window);
        TableNotes notes = new TableNotes(findings);
        RowsImport rows = new RowsImport(writer, readers, findings, notes);
        DdlImport ddl = new DdlImport(writer, schemas, findings, notes, rows, state.server);
        StatementImport statements =
                new StatementImport(writer, findings, transactions, ddl, window, state);
        events = new EventImport(findings, state, transactions, statements, rows, notes);
        if (reader.hasFormat()) {
            notes.server(reader.format().server());
        }
        settle();
    }

    Findings findings() {
        return findings;
    }

    /// Goes on with a log whose format description, which is not read again, says that it was not closed.
    void goOnInUse(Bytes format) throws RowbackException {
        inUse = true;
        findings.begin(Finding.Kind.IN_USE, format, WAS_OPEN);
    }

    /// Reads to the log's end.
    ///
    /// @param total of the content, 0 where not known
    void run(long total) throws RowbackException, IOException {
        try (events) {
            walk(total);
        }
    }

    private void walk(long total) throws RowbackException, IOException {
        long lastCheckpoint = reader.offset();
        long lastReport = lastCheckpoint;
        EventReader.Step step = reader.next();
        while (step != EventReader.Step.END) {
            if (step == EventReader.Step.DAMAGE) {
                damage(reader.damage());
            } else {
                event(reader.event());
            }
            if (!transactions.isOpen() && !transactions.isPending() && !truncated) {
                settle();
            }
            if (reader.offset() - lastReport >= CHECKPOINT_BYTES) {
                lastReport = reader.offset();
                monitor.progress("reading " + state.name, reader.offset(), total, "bytes");
                monitor.check();
            }
            if (settledOffset == reader.offset()
                    && settledOffset - lastCheckpoint >= CHECKPOINT_BYTES) {
                lastCheckpoint = settledOffset;
                writer.checkpoint(sourceState(settledOffset));
            }
            step = reader.next();
        }
        monitor.progress("reading " + state.name, reader.offset(), total, "bytes");
    }

    private void damage(Damage damage) throws RowbackException {
        state.eventsRead++;
        state.eventsSetAside++;
        truncated |= damage.kind() == Finding.Kind.TRUNCATED_TAIL;
        closed = false;
        findings.damage(damage);
    }

    private void event(Event event) throws RowbackException {
        int type = event.type();
        if (event.timestamp() != 0 && !event.has(Event.ARTIFICIAL)) {
            long micros = event.timestamp() * MICROS;
            state.firstMicros = state.firstMicros == 0 ? micros : state.firstMicros;
            state.lastMicros = micros;
        }
        if (type == EventType.FORMAT_DESCRIPTION && event.has(Event.IN_USE)) {
            inUse = true;
            findings.event(Finding.Kind.IN_USE, event, WAS_OPEN);
        }
        closed =
                type == EventType.STOP
                        || (type == EventType.ROTATE && !event.has(Event.ARTIFICIAL));
        events.take(event, reader.format());
    }

    private void settle() {
        settledOffset = reader.offset();
        settledRead = state.eventsRead;
        settledUsed = state.eventsUsed;
        findings.settle();
    }

    /// Ends the source after `run`.
    ///
    /// @param sha256 of the file
    void end(String sha256) throws RowbackException {
        boolean broken = transactions.isOpen() || transactions.isPending();
        transactions.finishLog(reader.offset());
        findings.reportCounts();
        boolean complete = !truncated && !broken && (closed || !inUse);
        state.sha256 = sha256;
        if (complete) {
            writer.endSource(sourceState(reader.offset()), sha256, true);
            return;
        }
        long read = state.eventsRead;
        long used = state.eventsUsed;
        state.eventsRead = settledRead;
        state.eventsUsed = settledUsed;
        long setAside = state.eventsSetAside;
        state.eventsSetAside = settledRead - settledUsed;
        findings.forgetUnsettled();
        HistoryWriter.SourceState settled = sourceState(settledOffset);
        state.eventsRead = read;
        state.eventsUsed = used;
        state.eventsSetAside = setAside;
        writer.endSource(
                new HistoryWriter.SourceState(
                        settled.server(),
                        settled.serverId(),
                        settled.contentOffset(),
                        settled.state(),
                        read,
                        used,
                        setAside,
                        settled.firstTimeMicros(),
                        settled.lastTimeMicros()),
                sha256,
                false);
    }

    /// Ends the source where reading had to stop: what came after the last checkpoint will be read again.
    void stop() throws RowbackException {
        transactions.finishLog(reader.offset());
        writer.endSource(sourceState(settledOffset), "", false);
    }

    private HistoryWriter.SourceState sourceState(long offset) {
        return new HistoryWriter.SourceState(
                state.server,
                state.serverId,
                offset,
                state.encode(),
                state.eventsRead,
                state.eventsUsed,
                state.eventsSetAside,
                state.firstMicros,
                state.lastMicros);
    }
}
