package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.RowCodec;

import java.util.List;

/// The row codecs of logical captures: one for each output plugin.
public final class LogicalCodecs {
    private LogicalCodecs() {}

    /// New ones.
    public static List<RowCodec> all() {
        return List.of(new TestDecodingCodec(), new Wal2JsonCodec(), new PgoutputCodec());
    }
}
