package org.rowback.importers.postgres.replay;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.Lsn;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.List;
import java.util.stream.Collectors;

/// What is wrong with a log, in words. Of what the case holds already nothing is said again.
final class WalFindings {
    private static final int KEPT_BYTES = 4096;

    private final CommitThread commits;
    private final long done;
    private boolean minimal;

    /// @param done up to where the case holds the log already
    WalFindings(CommitThread commits, long done) {
        this.commits = commits;
        this.done = done;
    }

    void malformed(WalRecord record, MalformedRecord why) throws RowbackException {
        say(
                Finding.Kind.UNDECODABLE_EVENT,
                record.lsn(),
                record.length(),
                Bytes.copyOf(
                        record.buffer(), record.start(), Math.min(KEPT_BYTES, record.length())),
                "The record at "
                        + Lsn.text(record.lsn())
                        + " is not laid out as PostgreSQL "
                        + record.version().major()
                        + " does: "
                        + why.getMessage()
                        + "; all that was known of pages is forgotten.");
    }

    void minimal(WalRecord record) throws RowbackException {
        if (!minimal) {
            minimal = true;
            say(
                    Finding.Kind.STATEMENT_DML,
                    record.lsn(),
                    0,
                    "From "
                            + Lsn.text(record.lsn())
                            + " on wal_level is minimal: rows of tables made or truncated in"
                            + " their own transaction may not be in the log.");
        }
    }

    void incomplete(WalRecord commit, int xid) throws RowbackException {
        say(
                Finding.Kind.INCOMPLETE_TRANSACTION,
                commit.lsn(),
                0,
                "Transaction "
                        + Integer.toUnsignedString(xid)
                        + " was open where log is missing: what it wrote there is not among"
                        + " its changes.");
    }

    /// @param from where the log goes on after the loss
    /// @param to where the last of them committed
    void mayBeIncomplete(long count, long from, long to) throws RowbackException {
        say(
                Finding.Kind.INCOMPLETE_TRANSACTION,
                to,
                0,
                count
                        + " transactions that committed from "
                        + Lsn.text(from)
                        + " to "
                        + Lsn.text(to)
                        + " may have begun where log is missing before: what they wrote there is"
                        + " not among their changes.");
    }

    void notStock(HeapFile file, WalRecord record) throws RowbackException {
        say(
                Finding.Kind.UNDECODABLE_EVENT,
                record.lsn(),
                record.length(),
                "A page of file "
                        + Integer.toUnsignedString(file.relation())
                        + " is not laid out as PostgreSQL's own heap: the server is a fork with"
                        + " another heap format; its rows are not read.");
    }

    /// @param tables that another access method keeps than PostgreSQL's own
    void notHeaps(List<CatalogRelation> tables, long reached) throws RowbackException {
        if (!tables.isEmpty()) {
            say(
                    Finding.Kind.UNDECODABLE_EVENT,
                    reached,
                    0,
                    "Rows of tables that another access method than heap keeps are not read: "
                            + tables.stream()
                                    .limit(10)
                                    .map(t -> t.name() + " (" + t.accessMethod() + ")")
                                    .collect(Collectors.joining(", "))
                            + (tables.size() > 10 ? ", and " + (tables.size() - 10) + " more" : "")
                            + ".");
        }
    }

    void lost(Loss loss) throws RowbackException {
        say(
                loss.why() == Loss.Why.MISSING ? Finding.Kind.GAP : Finding.Kind.BAD_CHECKSUM,
                loss.from(),
                loss.to() - loss.from(),
                "Log is lost from "
                        + Lsn.text(loss.from())
                        + " to "
                        + Lsn.text(loss.to())
                        + ": "
                        + loss.detail()
                        + "; rows, commits and changes of tables in it are not known, and old rows"
                        + " are known again from the next full-page image of their block on.");
    }

    /// @param count of changes of the server's own tables
    void unreadableCatalog(long count, long lsn) throws RowbackException {
        say(
                Finding.Kind.UNDECODABLE_EVENT,
                lsn,
                0,
                count
                        + " changes of the server's own tables cannot be read, as no image of their"
                        + " pages comes before them in the evidence: before them tables may be"
                        + " shown as they were after, and rows in files that the tables had before"
                        + " are set aside. Import from an earlier checkpoint on to have them.");
    }

    /// What stands at the end of the log.
    void end(Loss last) throws RowbackException {
        boolean unwritten = last.why() == Loss.Why.UNWRITTEN;
        say(
                unwritten
                        ? Finding.Kind.IN_USE
                        : last.why() == Loss.Why.CUT_OFF
                                ? Finding.Kind.TRUNCATED_TAIL
                                : Finding.Kind.BAD_CHECKSUM,
                last.from(),
                0,
                "The log ends at " + Lsn.text(last.from()) + ": " + last.detail() + ".");
    }

    /// @param xids of transactions that have changes and no end
    void unfinished(int[] xids, long reached) throws RowbackException {
        say(
                Finding.Kind.INCOMPLETE_TRANSACTION,
                reached,
                0,
                xids.length
                        + " transactions have changes and no end in the evidence (first "
                        + Integer.toUnsignedString(xids[0])
                        + "): they are no history.");
    }

    void prepared(int xid, String name, long reached) throws RowbackException {
        say(
                Finding.Kind.UNRESOLVED_XA,
                reached,
                0,
                "Transaction "
                        + Integer.toUnsignedString(xid)
                        + " was prepared as '"
                        + name
                        + "', and its end is not in the evidence: its changes are no history.");
    }

    private void say(Finding.Kind kind, long lsn, long length, String message)
            throws RowbackException {
        say(kind, lsn, length, Bytes.EMPTY, message);
    }

    private void say(Finding.Kind kind, long lsn, long length, Bytes bytes, String message)
            throws RowbackException {
        if (lsn >= done) {
            commits.settled().finding(kind, lsn, length, bytes, message);
        }
    }
}
