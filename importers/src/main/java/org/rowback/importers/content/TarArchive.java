package org.rowback.importers.content;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.rowback.history.importing.Evidence;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A tar archive, uncompressed where it is gzip, zstd or lz4, read from its beginning to its end.
public final class TarArchive {
    private static final Pattern NAME = Pattern.compile(".*\\.(tar(\\.(gz|lz4|zst))?|tgz)");
    private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AT = 257;

    private TarArchive() {}

    /// Takes the files of an archive.
    public interface Taker {
        /// @param name as the archive has it, with folders
        /// @param content to be read before this returns, or not at all
        void file(String name, InputStream content) throws IOException, RowbackException.Cancelled;
    }

    /// Whether evidence is one, by its first bytes, or where these are compressed in too large a block, by its name.
    public static boolean is(Evidence evidence, byte[] head) {
        byte[] first = LogContent.uncompressedHead(head);
        return first.length < MAGIC_AT + MAGIC.length
                ? NAME.matcher(evidence.name()).matches()
                : java.util.Arrays.equals(
                        first, MAGIC_AT, MAGIC_AT + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /// Reads all of it.
    public static void read(Evidence archive, Taker taker)
            throws IOException, RowbackException.Cancelled {
        try (LogContent content = LogContent.openUnhashed(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(content.stream())) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                if (entry.isFile()) {
                    taker.file(entry.getName(), tar);
                }
            }
        }
    }
}
