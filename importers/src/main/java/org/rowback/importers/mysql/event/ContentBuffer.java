package org.rowback.importers.mysql.event;

import com.github.luben.zstd.ZstdIOException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// A window over a stream: bytes from a moving position on, as many as asked for, in one array.
///
/// It grows only as far as bytes really arrive, so that a damaged length costs no memory.
final class ContentBuffer {
    private static final int SMALL = 1 << 17;
    private static final int LARGE = 1 << 20;

    private final InputStream in;
    private byte[] bytes;
    private int position;
    private int limit;
    private long base;
    private boolean ended;
    private String problem = "";

    /// @param offset how many bytes of content were read from `in` before
    /// @param size of the content, -1 where not known
    ContentBuffer(InputStream in, long offset, long size) {
        this.in = in;
        this.base = offset;
        this.bytes = new byte[size < 0 ? SMALL : Math.clamp(size, 64, LARGE)];
    }

    /// Content that is there already, from `start` to `end`; its first byte is at offset 0.
    ContentBuffer(byte[] bytes, int start, int end) {
        this.in = InputStream.nullInputStream();
        this.base = -start;
        this.bytes = bytes;
        position = start;
        limit = end;
        ended = true;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Index in `bytes` of the position.
    int position() {
        return position;
    }

    /// The position in the content.
    long offset() {
        return base + position;
    }

    int available() {
        return limit - position;
    }

    void advance(int count) {
        position += count;
    }

    /// Why compressed content ended early, or empty.
    String problem() {
        return problem;
    }

    /// Tries to have `need` bytes from the position on, and says whether they are there.
    boolean fill(int need) throws IOException {
        while (limit - position < need && !ended) {
            if (limit == bytes.length) {
                makeRoom();
                if (limit == bytes.length) {
                    return false;
                }
            }
            int got = read();
            if (got < 0) {
                ended = true;
            } else {
                limit += got;
            }
        }
        return limit - position >= need;
    }

    private void makeRoom() {
        byte[] target = bytes;
        if (position < bytes.length / 2) {
            long bigger = Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L);
            target = new byte[(int) bigger];
        }
        System.arraycopy(bytes, position, target, 0, limit - position);
        base += position;
        limit -= position;
        position = 0;
        bytes = target;
    }

    private int read() throws IOException {
        try {
            return in.read(bytes, limit, bytes.length - limit);
        } catch (EOFException e) {
            problem = "the compressed file ends early";
        } catch (ZipException e) {
            problem = "the compressed file is damaged (" + e.getMessage() + ")";
        } catch (ZstdIOException e) {
            problem = "the compressed file is damaged (" + e.getMessage() + ")";
        }
        return -1;
    }
}
