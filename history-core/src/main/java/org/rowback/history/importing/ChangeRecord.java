package org.rowback.history.importing;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Op;

/// A change on its way into the case file: fields are set and the record handed over, again and again, so that
/// import makes no garbage. Not thread-safe.
///
/// Image bytes lie in `buffer`, which the writer copies from before it returns.
public final class ChangeRecord {
    /// From [HistoryWriter#rowFormat]; 0 for DDL and TRUNCATE.
    public int rowFormat;

    /// From [HistoryWriter#table]; 0 where a DDL concerns no table.
    public int table;

    public Op op = Op.DDL;

    /// Where the event begins: bytes into the source, or an LSN.
    public long eventOffset;

    /// Which row of the event, from 0.
    public int row;

    /// From [HistoryWriter#statement]; 0 where the log has no text.
    public long statement;

    public byte[] buffer = Bytes.EMPTY.array();
    public int beforeOffset;
    public int beforeLength;
    public int afterOffset;
    public int afterLength;

    /// [org.rowback.history.model.KeyHasher] over the key before (INSERT: after), as [HistoryWriter#keyColumns] says,
    /// or over the whole image's values where the table has no key.
    public long keyHash;

    /// The same over the key after; equal to `keyHash` where the key did not change.
    public long newKeyHash;
}
