package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Reads one capture from where it is to its end into the case.
final class CaptureImport {
    private static final int CHECKPOINT_BYTES = 1 << 20;

    private final HistoryWriter writer;
    private final LogicalState state;
    private final TransactionWindow window;
    private final ImportMonitor monitor;
    private final String name;
    private long settled;

    CaptureImport(
            HistoryWriter writer,
            LogicalState state,
            TransactionWindow window,
            ImportMonitor monitor,
            String name) {
        this.writer = writer;
        this.state = state;
        this.window = window;
        this.monitor = monitor;
        this.name = name;
    }

    /// @param head the content's first bytes, which were read
    /// @param offset where to go on
    /// @param size of the content, -1 where not known
    void run(CaptureKind kind, LogContent content, byte[] head, long offset, long size)
            throws RowbackException, IOException {
        LogicalCodec codec =
                switch (kind.plugin()) {
                    case TEST_DECODING -> new TestDecodingCodec();
                    case WAL2JSON -> new Wal2JsonCodec();
                    case PGOUTPUT -> new PgoutputCodec();
                };
        LogicalSink sink = new LogicalSink(writer, state, codec, window);
        CaptureReader reader =
                switch (kind.plugin()) {
                    case TEST_DECODING -> new TestDecodingReader(sink, state);
                    case WAL2JSON -> new Wal2JsonReader(sink, state);
                    case PGOUTPUT ->
                            new PgoutputReader(sink, state, PgoutputTypes.of(writer.catalogs()));
                };
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(head), content.stream());
        PieceSource pieces =
                switch (kind.wrapping()) {
                    case PLAIN -> {
                        in.skipNBytes(offset);
                        yield kind.plugin() == CaptureKind.Plugin.PGOUTPUT
                                ? new BlockPieces(in, offset)
                                : new LinePieces(in, offset);
                    }
                    case CSV -> new CsvPieces(in, offset);
                    case PSQL -> new PsqlPieces(in, offset, sink);
                };
        settled = offset;
        boolean whole = read(pieces, reader, sink, Math.max(size, 0));
        boolean open = sink.isOpen();
        sink.cutShort(pieces.offset());
        boolean complete = whole && !open;
        if (!complete) {
            // Read again from the last settled place when the file has grown.
            writer.endSource(state.at(settled), content.sha256(), false);
            return;
        }
        reportPrepared(sink, pieces.offset());
        state.settle();
        state.sha256 = content.sha256();
        writer.endSource(state.at(pieces.offset()), state.sha256, true);
    }

    private boolean read(PieceSource pieces, CaptureReader reader, LogicalSink sink, long total)
            throws RowbackException, IOException {
        long lastCheckpoint = pieces.offset();
        long lastReport = lastCheckpoint;
        while (pieces.next(reader)) {
            boolean between = reader.isBetweenRecords() && !sink.isOpen();
            if (between) {
                settled = pieces.offset();
                state.settle();
            }
            if (pieces.offset() - lastReport >= CHECKPOINT_BYTES) {
                lastReport = pieces.offset();
                monitor.progress("reading " + name, pieces.offset(), total, "bytes");
                monitor.check();
            }
            if (between && settled - lastCheckpoint >= CHECKPOINT_BYTES) {
                lastCheckpoint = settled;
                writer.checkpoint(state.at(settled));
            }
        }
        monitor.progress("reading " + name, pieces.offset(), total, "bytes");
        boolean whole = reader.end(pieces.offset());
        return whole && !pieces.isCut();
    }

    private void reportPrepared(LogicalSink sink, long offset) throws RowbackException {
        for (String gid : state.prepared) {
            sink.finding(
                    Finding.Kind.UNRESOLVED_XA,
                    offset,
                    0,
                    "the prepared transaction '"
                            + gid
                            + "' is neither committed nor rolled back in"
                            + " the capture");
        }
    }
}
