package org.rowback.history.casefile.blocks;

import com.github.luben.zstd.ZstdDecompressCtx;

import java.util.concurrent.ConcurrentLinkedQueue;

/// Uncompresses zstd frames. What it needs for that is kept and used again: to make it takes as long as a small block.
/// Thread-safe.
final class Unpacker {
    private static final ConcurrentLinkedQueue<ZstdDecompressCtx> IDLE =
            new ConcurrentLinkedQueue<>();

    private Unpacker() {}

    /// @return how many bytes the frame held
    static long unpack(byte[] to, byte[] frame, int offset, int length) {
        ZstdDecompressCtx idle = IDLE.poll();
        ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
        long size = context.decompressByteArray(to, 0, to.length, frame, offset, length);
        IDLE.add(context);
        return size;
    }
}
