package org.rowback.importers.postgres.wal;

import org.rowback.history.model.RowbackException;

/// What [RecordReader] hands on, in log order.
public interface RecordSink {
    /// A record whose checksum is right. Holds until the call returns.
    void record(WalRecord record) throws RowbackException;

    /// Records between two positions that are not there or cannot be read; the first after them comes next.
    void lost(Loss loss) throws RowbackException;
}
