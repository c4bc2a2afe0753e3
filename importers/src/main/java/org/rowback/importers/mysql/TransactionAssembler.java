package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.GtidEvent;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Puts events together into the transactions that the server committed.
///
/// | begins with | ends with |
/// |---|---|
/// | BEGIN, after a GTID event or without | XID; COMMIT (engines without transactions); ROLLBACK |
/// | MariaDB's GTID event without its standalone flag | the same |
/// | XA START, or MariaDB's GTID event with its XA flag | XA_PREPARE: prepared, or committed in one phase |
/// | a GTID event | the one statement that follows it |
/// | rows without any of these | the next beginning |
final class TransactionAssembler {
    private static final long MICROS = 1_000_000;
    private static final Set<Transaction.Flag> NO_FLAGS = Set.of();

    private final HistoryWriter writer;
    private final Findings findings;
    private final LogState state;
    private final Window window;
    private final CommitClock clock;

    private @Nullable GtidEvent pending;
    private long pendingOffset;

    private boolean open;
    private boolean implicit;
    private boolean written;
    private @Nullable GtidEvent gtid;
    private long beginOffset;
    private long beginSeconds;
    private long firstChange;
    private long thread;
    private long serverId;
    private String user = "";
    private String xaName = "";
    private Set<Transaction.Flag> flags = NO_FLAGS;
    private final Map<String, Long> savepoints = new HashMap<>();

    TransactionAssembler(HistoryWriter writer, Findings findings, LogState state, Window window) {
        this.writer = writer;
        this.findings = findings;
        this.state = state;
        this.window = window;
        this.clock = new CommitClock(findings, state);
    }

    boolean isOpen() {
        return open;
    }

    /// Whether a GTID event waits for its transaction.
    boolean isPending() {
        return pending != null;
    }

    /// Whether the open transaction is wanted and goes into the case.
    boolean isWritten() {
        return open && written;
    }

    GtidEvent.AlterPart alterPart() {
        GtidEvent known = open ? gtid : pending;
        return known == null ? GtidEvent.AlterPart.NONE : known.alterPart();
    }

    /// A GTID event: the transaction before it is over.
    void gtid(GtidEvent event, Event at) throws RowbackException {
        finish(at, "the next transaction begins");
        pending = event;
        pendingOffset = at.offset();
        if (event.begins()) {
            open(at, false);
        }
    }

    /// BEGIN, XA START.
    void begin(Event at) throws RowbackException {
        if (open && !implicit && gtid != null && gtid.begins()) {
            return;
        }
        finish(at, "the next transaction begins");
        open(at, false);
    }

    /// Rows, or what announces them: they belong to a transaction even where nothing began one.
    void need(Event at) throws RowbackException {
        if (!open) {
            open(at, pending == null);
        }
    }

    private void open(Event at, boolean withoutBegin) throws RowbackException {
        gtid = pending;
        GtidEvent known = gtid;
        beginOffset = known == null ? at.offset() : pendingOffset;
        pending = null;
        open = true;
        implicit = withoutBegin;
        beginSeconds = at.timestamp();
        thread = known == null ? 0 : known.thread();
        serverId = at.serverId();
        user = "";
        xaName = "";
        flags = NO_FLAGS;
        savepoints.clear();
        written = wanted(at, known);
        if (written) {
            firstChange = writer.lastChange() + 1;
            writer.begin(beginOffset);
        }
    }

    private boolean wanted(Event at, @Nullable GtidEvent known) {
        if (known != null && !known.anonymous()) {
            if (state.seen.contains(known.stream(), known.number())) {
                findings.count(
                        Finding.Kind.OVERLAP,
                        "gtid",
                        at,
                        "%d transactions, the first of them "
                                + known.gtid()
                                + ", are in the case already, from another log");
                return false;
            }
        }
        long commit = known == null ? 0 : known.originalMicros();
        return window.wants(beginOffset, commit, beginSeconds * MICROS);
    }

    /// The connection that the open transaction belongs to.
    void thread(long id) {
        if (id != 0 && thread == 0) {
            thread = id;
        }
    }

    void user(String name) {
        if (!name.isEmpty()) {
            user = name;
        }
    }

    void xaName(String name) {
        xaName = name;
    }

    /// Whether it was not flagged so before.
    boolean flag(Transaction.Flag flag) {
        if (flags.contains(flag)) {
            return false;
        }
        EnumSet<Transaction.Flag> more = EnumSet.of(flag);
        more.addAll(flags);
        flags = more;
        return true;
    }

    void savepoint(String name) {
        if (isWritten()) {
            savepoints.put(name, writer.lastChange() + 1);
        }
    }

    void rollbackTo(String name, Event at) throws RowbackException {
        Long first = savepoints.get(name);
        if (!isWritten() || first == null || first > writer.lastChange()) {
            return;
        }
        writer.voidSince(first);
        findings.event(
                Finding.Kind.VOIDED,
                at,
                (writer.lastChange() - first + 1)
                        + " changes were rolled back to savepoint "
                        + name);
    }

    /// The open transaction ends.
    ///
    /// @param micros microseconds within the second of the event's timestamp, -1 where they are not logged
    void end(Event at, Transaction.Status status, long xid, int micros) throws RowbackException {
        if (!open) {
            consumeGtid();
            return;
        }
        GtidEvent known = gtid;
        boolean exact = micros >= 0;
        long seconds = at.timestamp() == 0 ? beginSeconds : at.timestamp();
        long time = seconds * MICROS + Math.max(0, micros);
        if (known != null && known.originalMicros() > 0) {
            exact = true;
            time = known.originalMicros();
        }
        clock.committed(
                known != null && known.immediateMicros() > 0 ? known.immediateMicros() : time,
                exact,
                at);
        open = false;
        done(known, status);
        if (!written) {
            return;
        }
        long changes = writer.lastChange() - firstChange + 1;
        if (status == Transaction.Status.ROLLED_BACK && changes > 0) {
            findings.event(
                    Finding.Kind.VOIDED,
                    at,
                    "a transaction of " + changes + " changes was rolled back");
        }
        if (status == Transaction.Status.PREPARED && state.preparedXa.add(xaName)) {
            state.touch();
        }
        writer.end(
                new HistoryWriter.TransactionEnd(
                        at.endOffset(),
                        time,
                        exact,
                        status,
                        flags,
                        known == null ? Gtid.NONE : known.gtid(),
                        xid,
                        0,
                        thread,
                        serverId,
                        user,
                        xaName));
    }

    /// A statement that needs no transaction of its own took the GTID: COMMIT of an XA transaction and the like.
    void consumeGtid() {
        done(pending, Transaction.Status.COMMITTED);
        pending = null;
    }

    private void done(@Nullable GtidEvent known, Transaction.Status status) {
        if (known != null && !known.anonymous() && status != Transaction.Status.INCOMPLETE) {
            state.executed.add(known.stream(), known.number());
            if (written) {
                state.seen.add(known.stream(), known.number());
            }
        }
    }

    /// What is open cannot go on, because `why`.
    void finish(Event at, String why) throws RowbackException {
        if (!open) {
            return;
        }
        if (implicit) {
            flag(Transaction.Flag.NON_TRANSACTIONAL);
            end(before(at), Transaction.Status.COMMITTED, 0, -1);
            return;
        }
        if (written) {
            findings.event(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    at,
                    "the transaction that began at "
                            + beginOffset
                            + " has no end: "
                            + why
                            + " (changes so far: "
                            + (writer.lastChange() - firstChange + 1)
                            + ")");
        }
        end(before(at), Transaction.Status.INCOMPLETE, 0, -1);
    }

    /// The log ends at `endOffset`.
    void finishLog(long endOffset) throws RowbackException {
        if (pending != null) {
            findings.place(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    pendingOffset,
                    "the log ends after the GTID event that stands here");
            pending = null;
        }
        if (!open) {
            return;
        }
        if (written && !implicit) {
            findings.place(
                    Finding.Kind.INCOMPLETE_TRANSACTION,
                    beginOffset,
                    "the log ends inside the transaction that begins here (changes so far: "
                            + (writer.lastChange() - firstChange + 1)
                            + ")");
        }
        if (implicit) {
            flag(Transaction.Flag.NON_TRANSACTIONAL);
        }
        end(
                Event.place(endOffset, beginSeconds),
                implicit ? Transaction.Status.COMMITTED : Transaction.Status.INCOMPLETE,
                0,
                -1);
    }

    private Event before(Event at) {
        return Event.place(at.offset(), beginSeconds);
    }
}
