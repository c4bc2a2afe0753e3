package org.rowback.importers.mysql;

import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.event.EventType;
import org.rowback.importers.mysql.event.GtidReader;
import org.rowback.importers.mysql.event.MalformedEvent;
import org.rowback.importers.mysql.event.QueryEvent;

import java.io.IOException;

/// Reads a log's transaction borders ahead of its import, where the user wants a span of time: most servers say when a
/// transaction was committed only at its end.
final class CommitTimeScan {
    private static final long MICROS = 1_000_000;

    private final Window window;
    private final CommitTimes times = new CommitTimes();
    private final QueryEvent query = new QueryEvent();
    private final GtidReader gtids = new GtidReader();
    private long begin = -1;
    private boolean inside;

    private CommitTimeScan(Window window) {
        this.window = window;
    }

    static CommitTimes read(
            Evidence evidence, LogName name, ImportOptions options, ImportMonitor monitor)
            throws RowbackException, IOException {
        CommitTimeScan scan = new CommitTimeScan(new Window(options, name));
        try (LogContent content = LogContent.open(evidence)) {
            content.stream().skipNBytes(BinlogMagic.LENGTH);
            EventReader reader =
                    EventReader.ofFile(
                            content.stream(), BinlogMagic.LENGTH, content.size(evidence), null);
            int count = 0;
            EventReader.Step step;
            while ((step = reader.next()) != EventReader.Step.END) {
                if (step == EventReader.Step.EVENT) {
                    scan.take(reader.event(), reader);
                }
                if ((++count & 0xFFFF) == 0) {
                    monitor.progress(
                            "finding times in " + name.text(), reader.offset(), 0, "bytes");
                    monitor.check();
                }
            }
        }
        return scan.times;
    }

    private void take(Event event, EventReader reader) {
        try {
            switch (event.type()) {
                case EventType.GTID,
                        EventType.ANONYMOUS_GTID,
                        EventType.GTID_TAGGED,
                        EventType.MARIA_GTID -> {
                    begin = event.offset();
                    inside = gtids.read(event).begins();
                }
                case EventType.XID, EventType.XA_PREPARE -> end(event);
                case EventType.QUERY, EventType.MARIA_QUERY_COMPRESSED -> {
                    query.read(event, reader.format());
                    statement(event);
                }
                default -> {
                    if (begin < 0 && event.type() == EventType.TABLE_MAP) {
                        begin = event.offset();
                        inside = true;
                    }
                }
            }
        } catch (MalformedEvent e) {
            // The import itself will report it.
        }
    }

    private void statement(Event event) {
        if (begin < 0) {
            begin = event.offset();
        }
        switch (Verb.of(query.textBuffer(), query.textStart(), query.textEnd())) {
            case BEGIN, XA_START -> inside = true;
            case COMMIT, ROLLBACK, XA_PREPARE, XA_COMMIT, XA_ROLLBACK -> end(event);
            case SAVEPOINT, ROLLBACK_TO, XA_END -> {
                // the transaction goes on
            }
            case DDL, DML, OTHER -> {
                if (!inside) {
                    end(event);
                }
            }
        }
    }

    private void end(Event event) {
        if (begin >= 0) {
            times.add(begin, window.wantsTime(event.timestamp() * MICROS));
        }
        begin = -1;
        inside = false;
    }
}
