package org.rowback.history.importing;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Transaction;

import java.util.Collection;
import java.util.List;

/// Where an importer puts what it reads, in log order, from one thread. Nothing is durable before `checkpoint`.
public interface HistoryWriter extends KnownTables {
    /// What is known of a piece of evidence before it is read.
    ///
    /// @param head a fingerprint of its first bytes, the same however often it is imported
    /// @param sizeBytes of the file; 0 where not known (standard input)
    /// @param position of the content's first byte, in what positions of its transactions and findings count: 0, but for
    ///     a part of a log that counts from the log's beginning
    record SourceStart(
            String name, String path, String format, Bytes head, long sizeBytes, long position) {
        public SourceStart(String name, String path, String format, Bytes head, long sizeBytes) {
            this(name, path, format, head, sizeBytes, 0);
        }
    }

    /// Where to go on.
    ///
    /// @param sourceId the source's id
    /// @param contentOffset how many bytes of content are already in the case; 0 for a new source
    /// @param state what the importer gave to the last checkpoint, empty at first
    /// @param complete whether the source was read to its end before
    record Resume(int sourceId, long contentOffset, Bytes state, boolean complete) {}

    /// What is known of a source once it was read, or so far.
    record SourceState(
            String server,
            long serverId,
            long contentOffset,
            Bytes state,
            long eventsRead,
            long eventsUsed,
            long eventsSetAside,
            long firstTimeMicros,
            long lastTimeMicros) {}

    /// A source that the case holds, with the state that its importer gave last.
    record Earlier(
            String name,
            String server,
            long serverId,
            long firstTimeMicros,
            long lastTimeMicros,
            Bytes state) {}

    /// The sources of a format that the case holds, in the order in which they were begun.
    default List<Earlier> earlier(String format) throws RowbackException {
        return List.of();
    }

    /// The catalog files that the case was given (`schema` of a PostgreSQL server), whole, in the order given.
    default List<Bytes> catalogs() throws RowbackException {
        return List.of();
    }

    /// Begins a source, or goes on with one that was begun before.
    Resume source(SourceStart start) throws RowbackException;

    /// Ends the source that is open.
    ///
    /// @param sha256 of the file as it is, hexadecimal; empty where its end was not reached
    /// @param complete whether nothing more can follow: false for a truncated or in-use file, which may be imported
    ///     again when it has grown
    void endSource(SourceState state, String sha256, boolean complete) throws RowbackException;

    /// The id of a table, the same for the case's life.
    int table(TableName name) throws RowbackException;

    /// The id of a row format, the same for equal formats.
    int rowFormat(RowFormat format) throws RowbackException;

    /// The schema version that now reads a row format: layout, log metadata, DDL so far and schema files merged.
    SchemaVersion schema(int rowFormat) throws RowbackException;

    /// Indexes of the columns that name a row of a format now; empty where the whole image does.
    int[] keyColumns(int rowFormat) throws RowbackException;

    /// Keeps a DDL statement for deriving definitions anew when a better schema file arrives; its effect begins after
    /// the newest change. Called for every statement that [SchemaReader#apply] calls TABLE_DDL or OTHER_DDL.
    void ddl(DdlStatement statement) throws RowbackException;

    /// A table's definition changes from here on (DDL in the log). `columns` empty: the table is gone.
    void define(int table, SchemaVersion definition) throws RowbackException;

    /// Opens a transaction. What is not known yet may be given to `commit`.
    ///
    /// @return its id
    long begin(long eventOffset) throws RowbackException;

    /// The id of a statement's text, for the changes of this transaction that follow.
    long statement(byte[] utf8, int offset, int length) throws RowbackException;

    /// Appends a change to the open transaction.
    ///
    /// @return its id
    long change(ChangeRecord change) throws RowbackException;

    /// Changes from `firstChange` to the newest, of the open transaction, were rolled back to a savepoint.
    void voidSince(long firstChange) throws RowbackException;

    /// What is known of a transaction at its end; see [Transaction].
    record TransactionEnd(
            long endOffset,
            long commitTimeMicros,
            boolean timeExactToMicros,
            Transaction.Status status,
            Collection<Transaction.Flag> flags,
            Gtid gtid,
            long xid,
            long lsn,
            long thread,
            long serverId,
            String user,
            String xaName) {}

    /// Ends the open transaction.
    void end(TransactionEnd end) throws RowbackException;

    /// An XA transaction that was prepared (maybe in an earlier source) is committed or rolled back.
    ///
    /// @return false where no such prepared transaction is known
    boolean resolveXa(String xaName, Transaction.Status status, long commitTimeMicros)
            throws RowbackException;

    /// The id of the newest change, 0 where there is none.
    long lastChange();

    void finding(Finding.Kind kind, long offset, long length, Bytes bytes, String message)
            throws RowbackException;

    /// Here import could go on after a crash: no transaction is open. The writer commits when it has gathered enough.
    void checkpoint(SourceState state) throws RowbackException;
}
