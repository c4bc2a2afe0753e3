package org.rowback.importers.postgres.heap;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.wal.WalRecord;

/// What records did to rows. Tuples hold until the call returns.
public interface HeapSink {
    /// The file of a block, where its rows or pages matter; null where they do not.
    @org.jspecify.annotations.Nullable
    HeapFile file(int tablespace, int database, int relation) throws RowbackException;

    /// @param row which of the record's rows, from 0
    void insert(HeapFile file, WalRecord record, int row, Tuple after, int block, int item)
            throws RowbackException;

    /// @param before none where nothing shows it
    /// @param after none where only a part of it was logged, and nothing shows the rest
    void update(HeapFile file, WalRecord record, Old before, Tuple after) throws RowbackException;

    /// @param block where the row was
    void delete(HeapFile file, WalRecord record, Old before, int block, int item)
            throws RowbackException;

    /// An insertion that lost against a conflicting row is taken back (INSERT … ON CONFLICT).
    void takeBack(HeapFile file, WalRecord record, int block, int item) throws RowbackException;

    /// An insertion that might have been taken back stays.
    void confirmed(HeapFile file, WalRecord record) throws RowbackException;

    /// A relation's file is made by the record's transaction.
    void made(int relation, WalRecord record) throws RowbackException;

    /// All of a file's blocks are gone: TRUNCATE by the transaction that made it, or VACUUM of what has no rows.
    void emptied(HeapFile file, WalRecord record) throws RowbackException;

    /// A page is not laid out as PostgreSQL's own.
    void notStock(HeapFile file, WalRecord record) throws RowbackException;
}
