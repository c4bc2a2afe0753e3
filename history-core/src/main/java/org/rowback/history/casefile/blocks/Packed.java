package org.rowback.history.casefile.blocks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Compressed bytes with a checksum, as every blob of a case lies in its row.
///
/// | offset | width | meaning |
/// |---|---|---|
/// | 0 | 4 | CRC-32C of everything after it, little-endian |
/// | 4 | 4 | length of the content uncompressed, little-endian |
/// | 8 | … | one zstd frame; absent where the length is 0 |
public final class Packed {
    private static final int HEADER_BYTES = 8;

    /// Level 1: half the bytes of lz4 in the same time.
    private static final int LEVEL = 1;

    private final byte[] blob;
    private final int contentLength;

    private Packed(byte[] blob, int contentLength) {
        this.blob = blob;
        this.contentLength = contentLength;
    }

    /// Packs for one thread, again and again.
    public static final class Packer implements AutoCloseable {
        private final ZstdCompressCtx context = new ZstdCompressCtx();
        private byte[] out = new byte[0];

        public Packer() {
            context.setLevel(LEVEL);
            context.setContentSize(false);
            context.setChecksum(false);
        }

        public byte[] pack(byte[] content, int length) {
            long bound = HEADER_BYTES + Zstd.compressBound(length);
            if (out.length < bound) {
                out = new byte[Math.toIntExact(bound)];
            }
            int size =
                    length == 0
                            ? 0
                            : context.compressByteArray(
                                    out,
                                    HEADER_BYTES,
                                    out.length - HEADER_BYTES,
                                    content,
                                    0,
                                    length);
            byte[] blob = Arrays.copyOf(out, HEADER_BYTES + size);
            ByteBuffer header = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(4, length);
            header.putInt(0, crc(blob));
            return blob;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /// Checks a blob's checksum; what passes unpacks.
    public static Packed check(byte @Nullable [] blob) throws DamagedBlock {
        if (blob == null || blob.length < HEADER_BYTES) {
            throw new DamagedBlock("a block is missing or too short");
        }
        ByteBuffer header = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int length = header.getInt(4);
        if (header.getInt(0) != crc(blob) || length < 0) {
            throw new DamagedBlock("a block's checksum is wrong");
        }
        return new Packed(blob, length);
    }

    public int contentLength() {
        return contentLength;
    }

    /// The content. Fails only for bytes that this class never wrote.
    public byte[] unpack() {
        if (contentLength == 0) {
            return new byte[0];
        }
        byte[] content = new byte[contentLength];
        long size =
                Zstd.decompressByteArray(
                        content, 0, contentLength, blob, HEADER_BYTES, blob.length - HEADER_BYTES);
        if (size != contentLength) {
            throw new IllegalStateException("a block with a right checksum does not unpack");
        }
        return content;
    }

    /// Bytes that do not compress, with the checksum before them.
    public static byte[] sealed(byte[] content, int length) {
        byte[] blob = new byte[length + 4];
        System.arraycopy(content, 0, blob, 4, length);
        ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).putInt(0, crc(blob));
        return blob;
    }

    /// The content of what `sealed` made.
    public static byte[] unsealed(byte @Nullable [] blob) throws DamagedBlock {
        if (blob == null
                || blob.length < 4
                || ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).getInt(0) != crc(blob)) {
            throw new DamagedBlock("its checksum is wrong");
        }
        return Arrays.copyOfRange(blob, 4, blob.length);
    }

    private static int crc(byte[] blob) {
        CRC32C crc = new CRC32C();
        crc.update(blob, 4, blob.length - 4);
        return (int) crc.getValue();
    }
}
