package org.rowback.importers.mysql;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.importers.mysql.event.BodyReader;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.event.EventType;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.GtidReader;
import org.rowback.importers.mysql.event.GtidSets;
import org.rowback.importers.mysql.event.MalformedEvent;
import org.rowback.importers.mysql.event.PartialRows;
import org.rowback.importers.mysql.event.PayloadReader;
import org.rowback.importers.mysql.event.PlainEvents;
import org.rowback.importers.mysql.event.RotateEvent;
import org.rowback.importers.mysql.event.RowsEvent;
import org.rowback.importers.mysql.event.TransactionPayload;
import org.rowback.importers.mysql.event.XaName;

import java.io.IOException;
import java.util.Arrays;

/// Gives each event to whoever needs it, and counts: an event is used, or set aside with a finding.
final class EventImport implements AutoCloseable {
    private final Findings findings;
    private final LogState state;
    private final TransactionAssembler transactions;
    private final StatementImport statements;
    private final RowsImport rows;
    private final TableNotes notes;
    private final PayloadReader payloads = new PayloadReader();
    private final GtidReader gtids = new GtidReader();
    private final BodyReader body = new BodyReader();
    private final PartialRows fragments = new PartialRows();
    private String createdFile = "";
    private int rowsOfEvent;

    EventImport(
            Findings findings,
            LogState state,
            TransactionAssembler transactions,
            StatementImport statements,
            RowsImport rows,
            TableNotes notes) {
        this.findings = findings;
        this.state = state;
        this.transactions = transactions;
        this.statements = statements;
        this.rows = rows;
        this.notes = notes;
    }

    @Override
    public void close() {
        payloads.close();
    }

    /// Takes an event of the file.
    void take(Event event, FormatDescription format) throws RowbackException {
        rowsOfEvent = 0;
        take(event, event, format);
    }

    /// @param at the event of the file that holds it; itself where it stands alone
    private void take(Event event, Event at, FormatDescription format) throws RowbackException {
        state.eventsRead++;
        boolean used;
        try {
            used = use(event, at, format);
        } catch (MalformedEvent e) {
            findings.event(
                    Finding.Kind.UNDECODABLE_EVENT,
                    at,
                    "this "
                            + EventType.name(event.type())
                            + " event cannot be read: "
                            + e.getMessage());
            used = false;
        }
        if (used) {
            state.eventsUsed++;
        } else {
            state.eventsSetAside++;
        }
    }

    private boolean use(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        int type = event.type();
        if (fragments.isUnfinished()
                && (type != EventType.MARIA_PARTIAL_ROW_DATA || PartialRows.isFirst(event))) {
            fragments.forget();
            findings.event(
                    Finding.Kind.UNDECODABLE_EVENT,
                    at,
                    "the rows event whose parts come before this event has no last part: its rows"
                            + " cannot be read");
        }
        switch (type) {
            case EventType.TABLE_MAP -> {
                transactions.need(at);
                rows.tableMap(event, format);
            }
            case EventType.QUERY, EventType.MARIA_QUERY_COMPRESSED ->
                    statements.query(event, at, format);
            case EventType.XID ->
                    transactions.end(
                            at, Transaction.Status.COMMITTED, PlainEvents.xid(event, format), -1);
            case EventType.GTID,
                    EventType.ANONYMOUS_GTID,
                    EventType.GTID_TAGGED,
                    EventType.MARIA_GTID ->
                    transactions.gtid(gtids.read(event), at);
            case EventType.ROWS_QUERY -> statements.text(event, at, 1);
            case EventType.MARIA_ANNOTATE_ROWS -> statements.text(event, at, 0);
            case EventType.FORMAT_DESCRIPTION, EventType.START_V3 -> format(event, at, format);
            case EventType.ROTATE -> rotate(RotateEvent.read(event, format), event);
            case EventType.PREVIOUS_GTIDS -> GtidSets.previousGtids(event);
            case EventType.MARIA_GTID_LIST -> GtidSets.gtidList(event);
            case EventType.INTVAR -> statements.context(PlainEvents.intvar(event));
            case EventType.RAND -> statements.context(PlainEvents.rand(event));
            case EventType.USER_VAR -> statements.context(PlainEvents.userVariable(event));
            case EventType.XA_PREPARE -> xaPrepare(event, at);
            case EventType.TRANSACTION_PAYLOAD -> payload(event, at, format);
            case EventType.INCIDENT ->
                    findings.event(Finding.Kind.INCIDENT, at, PlainEvents.incident(event));
            case EventType.EXECUTE_LOAD_QUERY -> statements.loadQuery(event, at, format);
            case EventType.LOAD, EventType.NEW_LOAD ->
                    statements.oldLoad(at, PlainEvents.load(event));
            case EventType.CREATE_FILE -> createdFile = PlainEvents.load(event);
            case EventType.EXEC_LOAD -> {
                PlainEvents.check(event, format);
                statements.oldLoad(at, createdFile);
            }
            case EventType.MARIA_PARTIAL_ROW_DATA -> fragment(event, at, format);
            case EventType.WRITE_ROWS_V0, EventType.UPDATE_ROWS_V0, EventType.DELETE_ROWS_V0 ->
                    throw new MalformedEvent(
                            "it is of a form that only test versions of MySQL 5.1 wrote");
            case EventType.STOP,
                    EventType.SLAVE,
                    EventType.APPEND_BLOCK,
                    EventType.BEGIN_LOAD_QUERY,
                    EventType.DELETE_FILE,
                    EventType.HEARTBEAT,
                    EventType.HEARTBEAT_V2,
                    EventType.TRANSACTION_CONTEXT,
                    EventType.VIEW_CHANGE,
                    EventType.MARIA_BINLOG_CHECKPOINT,
                    EventType.MARIA_START_ENCRYPTION ->
                    PlainEvents.check(event, format);
            default -> {
                if (RowsEvent.isRows(type)) {
                    rows(event, at, format);
                } else {
                    return unknown(event, at);
                }
            }
        }
        return true;
    }

    private boolean unknown(Event event, Event at) throws RowbackException {
        String name = EventType.name(event.type());
        if (event.type() == EventType.IGNORABLE || event.has(Event.IGNORABLE)) {
            findings.count(
                    Finding.Kind.IGNORED_EVENT,
                    name,
                    at,
                    "%d events (" + name + ") that may be ignored were set aside, the first here");
        } else {
            findings.event(Finding.Kind.UNKNOWN_EVENT, at, "events of " + name + " are not known");
        }
        return false;
    }

    private void format(Event event, Event at, FormatDescription format) throws RowbackException {
        boolean ofServer = !event.has(Event.ARTIFICIAL) && format.created() != 0;
        if (ofServer && event.offset() > 4 && transactions.isOpen()) {
            transactions.finish(at, "the server was started again");
        }
        state.format =
                Arrays.copyOfRange(event.buffer(), event.start(), event.start() + event.length());
        state.touch();
        rows.forget();
        notes.server(format.server());
    }

    private void rotate(RotateEvent rotate, Event event) {
        if (!event.has(Event.ARTIFICIAL)) {
            state.nextName = rotate.nextName();
            state.touch();
        }
    }

    private void xaPrepare(Event event, Event at) throws MalformedEvent, RowbackException {
        body.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        boolean onePhase = body.u8("its phase") != 0;
        transactions.need(at);
        transactions.xaName(XaName.ofPrepare(body));
        transactions.flag(Transaction.Flag.XA);
        transactions.end(
                at, onePhase ? Transaction.Status.COMMITTED : Transaction.Status.PREPARED, 0, -1);
    }

    private void rows(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        RowsEvent read = rows.read(event, format);
        transactions.need(at);
        boolean ends = read.endsStatement();
        try {
            if (!read.isDummy() || read.columns() > 0) {
                if (read.foreignKeyChecksOff()) {
                    statements.foreignKeyChecksOff(at);
                }
                if (read.uniqueChecksOff()) {
                    statements.uniqueChecksOff(at);
                }
                if (transactions.isWritten()) {
                    rowsOfEvent += rows.write(at, rowsOfEvent, statements.statement());
                }
            }
        } finally {
            if (ends) {
                statements.statementEnds();
            }
        }
    }

    private void fragment(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        transactions.need(at);
        if (fragments.add(event)) {
            rows(fragments.whole(event), at, format);
        }
    }

    private void payload(Event event, Event at, FormatDescription format)
            throws MalformedEvent, RowbackException {
        TransactionPayload payload = TransactionPayload.read(event);
        try {
            EventReader inner = payloads.open(payload, format);
            for (EventReader.Step step = inner.next();
                    step != EventReader.Step.END;
                    step = inner.next()) {
                if (step == EventReader.Step.DAMAGE) {
                    state.eventsRead++;
                    state.eventsSetAside++;
                    findings.inside(at, inner.damage());
                } else if (inner.event().type() == EventType.TRANSACTION_PAYLOAD) {
                    throw new MalformedEvent("it holds another one of its kind");
                } else {
                    take(inner.event(), at, inner.format());
                }
            }
        } catch (IOException e) {
            throw new MalformedEvent("what it holds is damaged (" + e.getMessage() + ")");
        }
    }
}
