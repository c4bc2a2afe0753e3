package org.rowback.importers.content;

import com.github.luben.zstd.ZstdInputStream;

import net.jpountz.lz4.LZ4FrameInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// How a file is compressed as a whole, by its first bytes.
enum Compression {
    NONE(0, 0),
    GZIP(0x1F8BL, 2),
    ZSTD(0x28B52FFDL, 4),
    /// The LZ4 frame format.
    LZ4(0x04224D18L, 4);

    /// How many first bytes tell.
    static final int HEAD = 4;

    private final long magic;
    private final int length;

    /// @param magic the first `length` bytes, the first of them highest
    Compression(long magic, int length) {
        this.magic = magic;
        this.length = length;
    }

    static Compression of(byte[] head) {
        for (Compression each : values()) {
            if (each != NONE && each.begins(head)) {
                return each;
            }
        }
        return NONE;
    }

    private boolean begins(byte[] head) {
        if (head.length < length) {
            return false;
        }
        long first = 0;
        for (int i = 0; i < length; i++) {
            first = first << 8 | (head[i] & 0xFF);
        }
        return first == magic;
    }

    /// What `file` uncompresses to; `file` itself where it is not compressed.
    InputStream open(InputStream file) throws IOException {
        return switch (this) {
            case NONE -> file;
            case GZIP -> new GZIPInputStream(file, 1 << 16);
            case ZSTD -> new ZstdInputStream(file);
            case LZ4 -> new LZ4FrameInputStream(file);
        };
    }
}
