package org.rowback.importers.mysql.event;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Opens one TRANSACTION_PAYLOAD event after the other: most are small, so that what uncompresses them and the room for it
/// are used again. Close it when the log was read. Not thread-safe.
public final class PayloadReader implements AutoCloseable {
    /// Larger ones are uncompressed piece by piece.
    private static final int MOST_AT_ONCE = 4 << 20;

    private @Nullable ZstdDecompressCtx zstd;
    private byte[] expanded = new byte[1 << 16];

    /// The events inside; those of the payload that was opened before are gone. What cannot be uncompressed is damage of
    /// the walk, after all that can.
    public EventReader open(TransactionPayload payload, FormatDescription format)
            throws IOException {
        if (!payload.isCompressed()) {
            int end = payload.start() + payload.length();
            return EventReader.ofPayload(payload.buffer(), payload.start(), end, format);
        }
        long size = payload.expandedLength();
        return size >= 0 && size <= MOST_AT_ONCE && expands(payload, (int) size)
                ? EventReader.ofPayload(expanded, 0, (int) size, format)
                : EventReader.ofPayload(payload.open(), format);
    }

    /// Whether all of it is there and is as long as it says.
    private boolean expands(TransactionPayload payload, int size) {
        ZstdDecompressCtx context = zstd;
        if (context == null) {
            context = new ZstdDecompressCtx();
            zstd = context;
        }
        if (expanded.length < size) {
            expanded = new byte[Math.max(size, Math.min(MOST_AT_ONCE, 2 * expanded.length))];
        }
        try {
            return context.decompressByteArray(
                            expanded,
                            0,
                            expanded.length,
                            payload.buffer(),
                            payload.start(),
                            payload.length())
                    == size;
        } catch (ZstdException e) {
            // Reading it piece by piece finds how much of it is sound.
            return false;
        }
    }

    @Override
    public void close() {
        ZstdDecompressCtx context = zstd;
        if (context != null) {
            context.close();
            zstd = null;
        }
    }
}
