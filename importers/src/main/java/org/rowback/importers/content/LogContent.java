package org.rowback.importers.content;

import org.rowback.history.importing.Evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A log's content, uncompressed where the file is gzip, zstd or lz4, with the SHA-256 of the file as it is.
public final class LogContent implements AutoCloseable {
    private final HashingInput file;
    private final InputStream stream;
    private final boolean compressed;

    private LogContent(HashingInput file, InputStream stream, boolean compressed) {
        this.file = file;
        this.stream = stream;
        this.compressed = compressed;
    }

    /// Opens evidence from its beginning.
    public static LogContent open(Evidence evidence) throws IOException {
        return open(evidence, true);
    }

    /// Opens evidence from its beginning, for reading that is not the import itself: its hash is not computed.
    public static LogContent openUnhashed(Evidence evidence) throws IOException {
        return open(evidence, false);
    }

    private static LogContent open(Evidence evidence, boolean hashes) throws IOException {
        HashingInput file = new HashingInput(evidence.open(), evidence.sizeBytes(), hashes);
        try {
            InputStream stream = Compression.of(file.peek(Compression.HEAD)).open(file);
            return new LogContent(file, stream, stream != file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// The first bytes of what `head` uncompresses to, as many as can be had of it.
    ///
    /// @param head the first bytes of a file
    public static byte[] uncompressedHead(byte[] head) {
        Compression compression = Compression.of(head);
        if (compression == Compression.NONE) {
            return head;
        }
        if (compression == Compression.LZ4) {
            return Lz4Head.of(head);
        }
        byte[] result = new byte[1 << 16];
        int have = 0;
        try (InputStream raw = new java.io.ByteArrayInputStream(head);
                InputStream in = new BufferedInputStream(compression.open(raw), 1)) {
            int got;
            while (have < result.length
                    && (got = in.read(result, have, Math.min(512, result.length - have))) > 0) {
                have += got;
            }
        } catch (IOException e) {
            // The head ends in the middle of the compressed stream: what came out before is the
            // answer.
            return java.util.Arrays.copyOf(result, have);
        }
        return java.util.Arrays.copyOf(result, have);
    }

    /// The content from its beginning.
    public InputStream stream() {
        return stream;
    }

    /// How many bytes the content has, -1 where only its end will tell.
    public long size(Evidence evidence) {
        return compressed || evidence.sizeBytes() == 0 ? -1 : evidence.sizeBytes();
    }

    /// How many bytes of the file were read so far.
    public long fileBytes() {
        return file.taken();
    }

    /// Reads the file to its end and says its SHA-256.
    public String sha256() throws IOException {
        return file.digestToEnd();
    }

    @Override
    public void close() {
        file.close();
    }
}
