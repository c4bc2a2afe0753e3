package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.heap.HeapTable;

/// A table as it is at some time of the log, with its ids in the case. Counts are the log's own thread's, ids are of the
/// thread that writes commits.
final class LoggedTable {
    private final HeapTable heap;
    private int rowFormat;
    private int table;
    private int[] key = {};
    private int generation = -1;
    long changed;
    long partial;

    LoggedTable(HeapTable heap) {
        this.heap = heap;
    }

    HeapTable heap() {
        return heap;
    }

    /// Looks its ids up.
    ///
    /// @param definitions changes with each definition that was written
    void ready(HistoryWriter writer, int definitions) throws RowbackException {
        if (generation != definitions) {
            table = writer.table(heap.relation().name());
            rowFormat = writer.rowFormat(heap.format());
            key = writer.keyColumns(rowFormat);
            generation = definitions;
        }
    }

    int rowFormat() {
        return rowFormat;
    }

    int table() {
        return table;
    }

    int[] key() {
        return key;
    }
}
