package org.rowback.history.casefile.blocks;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Makes [Packed] blobs, again and again. For one thread; close it.
public final class Packer implements AutoCloseable {
    /// Level 1: half the bytes of lz4 in the same time.
    private static final int LEVEL = 1;

    /// Contents over this are not worth a second look at their neighbour: zstd would not see that far back.
    private static final int PAIR_BYTES = 512 << 10;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ZstdCompressCtx stream = new ZstdCompressCtx();
    private final ByteBuffer in = ByteBuffer.allocateDirect(PAIR_BYTES);
    private final ByteBuffer packed =
            ByteBuffer.allocateDirect((int) Zstd.compressBound(PAIR_BYTES) + 64);
    private byte[] out = new byte[0];

    public Packer() {
        for (ZstdCompressCtx each : new ZstdCompressCtx[] {context, stream}) {
            each.setLevel(LEVEL);
            each.setContentSize(false);
            each.setChecksum(false);
        }
    }

    /// Two blobs; `continues` says whether the second is read by [Packed#unpackAfter] the first, or by itself.
    public record Pair(byte[] first, byte[] second, boolean continues) {}

    /// Packs a content by itself.
    public byte[] pack(byte[] content, int length) {
        long bound = Packed.HEADER_BYTES + Zstd.compressBound(length);
        if (out.length < bound) {
            out = new byte[Math.toIntExact(bound)];
        }
        int size =
                length == 0
                        ? 0
                        : context.compressByteArray(
                                out,
                                Packed.HEADER_BYTES,
                                out.length - Packed.HEADER_BYTES,
                                content,
                                0,
                                length);
        return Packed.headed(Arrays.copyOf(out, Packed.HEADER_BYTES + size), length);
    }

    /// Packs a content, and another that repeats much of it: the second refers to what it shares with the first.
    public Pair pair(byte[] first, int firstLength, byte[] second, int secondLength) {
        if (firstLength == 0
                || secondLength == 0
                || firstLength > PAIR_BYTES
                || secondLength > PAIR_BYTES) {
            return new Pair(pack(first, firstLength), pack(second, secondLength), false);
        }
        stream.setPledgedSrcSize((long) firstLength + secondLength);
        byte[] head = step(first, firstLength, EndDirective.FLUSH, Packed.emptyLastBlock());
        byte[] tail = step(second, secondLength, EndDirective.END, new byte[0]);
        return new Pair(head, tail, true);
    }

    private byte[] step(byte[] content, int length, EndDirective directive, byte[] after) {
        in.clear().put(content, 0, length).flip();
        packed.clear();
        boolean done = stream.compressDirectByteBufferStream(packed, in, directive);
        if (!done || in.hasRemaining()) {
            throw new IllegalStateException("zstd did not take a whole block");
        }
        int size = packed.flip().remaining();
        byte[] blob = new byte[Packed.HEADER_BYTES + size + after.length];
        packed.get(blob, Packed.HEADER_BYTES, size);
        System.arraycopy(after, 0, blob, Packed.HEADER_BYTES + size, after.length);
        return Packed.headed(blob, length);
    }

    @Override
    public void close() {
        context.close();
        stream.close();
    }
}
