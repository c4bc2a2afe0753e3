package org.rowback.importers.postgres.logical;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.logical.LogicalSink.Stretch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// The messages of one streamed transaction, in a temporary file until it ends.
final class StreamSpool implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;
    private final Set<Long> aborted = new HashSet<>();
    private long messages;

    private StreamSpool(Path file) throws IOException {
        this.file = file;
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    static StreamSpool create() throws IOException {
        Path file = Files.createTempFile("rowback-stream", ".spool");
        file.toFile().deleteOnExit();
        return new StreamSpool(file);
    }

    static RowbackException failed(IOException e) {
        return new RowbackException.BadInput(
                "a streamed transaction cannot be kept in the temporary folder ("
                        + e.getMessage()
                        + "): make room there, or set TMPDIR",
                e);
    }

    void add(Stretch message, long offset) throws IOException {
        int length = message.to() - message.from();
        out.writeLong(offset);
        out.writeInt(length);
        out.write(message.buffer(), message.from(), length);
        messages++;
    }

    /// Messages of a subtransaction so far do not count.
    void abort(long subxid) {
        aborted.add(subxid);
    }

    interface Taker {
        void take(Stretch message, long offset) throws RowbackException, MalformedCapture;
    }

    /// Hands over all messages but those of subtransactions that were rolled back.
    void replay(Taker taker) throws IOException, RowbackException, MalformedCapture {
        out.flush();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long i = 0; i < messages; i++) {
                long offset = in.readLong();
                byte[] message = in.readNBytes(in.readInt());
                long xid = new PgoutputCursor(message, 1, message.length).unsigned32();
                boolean describes = message[0] == 'R' || message[0] == 'Y';
                if (describes || !aborted.contains(xid)) {
                    taker.take(new Stretch(message, 0, message.length), offset);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
