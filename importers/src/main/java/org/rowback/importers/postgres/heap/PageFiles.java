package org.rowback.importers.postgres.heap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;

/// Pages in scratch files, one for each relation, each block at its own place. For one thread; another may use
/// the same folder through files of its own.
final class PageFiles implements AutoCloseable {
    private static final int OPEN_FILES = 64;

    private final Path folder;
    private final LinkedHashMap<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    /// What lies between the heap and the file: the channel's own would be made for each page.
    private final ByteBuffer direct = ByteBuffer.allocateDirect(HeapPage.SIZE);

    PageFiles(Path folder) {
        this.folder = folder;
    }

    void read(int file, int block, byte[] into) {
        try {
            long at = (long) block * HeapPage.SIZE;
            direct.clear();
            while (direct.hasRemaining()) {
                if (channel(file).read(direct, at + direct.position()) < 0) {
                    throw new IOException("a scratch file is shorter than it was");
                }
            }
            direct.flip();
            direct.get(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(int file, int block, byte[] page) {
        try {
            long at = (long) block * HeapPage.SIZE;
            direct.clear();
            direct.put(page).flip();
            while (direct.hasRemaining()) {
                channel(file).write(direct, at + direct.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel channel(int file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() >= OPEN_FILES) {
                open.pollFirstEntry().getValue().close();
            }
            channel =
                    FileChannel.open(
                            folder.resolve("pages-" + file),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.SPARSE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            open.put(file, channel);
        }
        return channel;
    }

    @Override
    public void close() {
        try {
            for (FileChannel channel : open.values()) {
                channel.close();
            }
            open.clear();
            try (var files = Files.newDirectoryStream(folder, "pages-*")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
