package org.rowback.history.casefile.blocks;

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
///
/// A second blob may continue the first one's frame ([Packer#pair]): the first ends with an empty last block, so that
/// it is a frame by itself; with these three bytes taken off and the second one's put there it is a frame of both.
public final class Packed {
    static final int HEADER_BYTES = 8;

    /// A block header of zstd's format (RFC 8878, 3.1.1.2): last block, raw, of no bytes.
    private static final byte[] EMPTY_LAST_BLOCK = {1, 0, 0};

    private final byte[] blob;
    private final int contentLength;

    private Packed(byte[] blob, int contentLength) {
        this.blob = blob;
        this.contentLength = contentLength;
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

    /// How much memory it takes together with its content.
    long weightBytes() {
        return (long) blob.length + contentLength;
    }

    /// The content. Fails only for bytes that this class never wrote.
    public byte[] unpack() {
        if (contentLength == 0) {
            return new byte[0];
        }
        byte[] content = new byte[contentLength];
        long size = Unpacker.unpack(content, blob, HEADER_BYTES, blob.length - HEADER_BYTES);
        if (size != contentLength) {
            throw new IllegalStateException("a block with a right checksum does not unpack");
        }
        return content;
    }

    /// The content of a blob that continues another one's frame. Fails only for bytes that this class never wrote.
    public byte[] unpackAfter(Packed first) {
        int head = first.blob.length - EMPTY_LAST_BLOCK.length;
        byte[] frame = Arrays.copyOfRange(first.blob, HEADER_BYTES, head + size());
        System.arraycopy(blob, HEADER_BYTES, frame, head - HEADER_BYTES, size());
        byte[] both = new byte[Math.addExact(first.contentLength, contentLength)];
        long size = Unpacker.unpack(both, frame, 0, frame.length);
        if (size != both.length) {
            throw new IllegalStateException("blocks with right checksums do not unpack");
        }
        return Arrays.copyOfRange(both, first.contentLength, both.length);
    }

    private int size() {
        return blob.length - HEADER_BYTES;
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

    static byte[] emptyLastBlock() {
        return EMPTY_LAST_BLOCK.clone();
    }

    /// Writes the header of a blob whose other bytes are there.
    static byte[] headed(byte[] blob, int contentLength) {
        ByteBuffer header = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, contentLength);
        header.putInt(0, crc(blob));
        return blob;
    }

    private static int crc(byte[] blob) {
        CRC32C crc = new CRC32C();
        crc.update(blob, 4, blob.length - 4);
        return (int) crc.getValue();
    }
}
