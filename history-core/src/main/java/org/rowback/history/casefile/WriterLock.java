package org.rowback.history.casefile;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps other processes from importing into a case at the same time: a lock on a file beside it, which the system
/// gives free when the process dies. (The case itself is SQLite's to lock: closing another channel to it would drop
/// SQLite's locks.)
final class WriterLock {
    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static WriterLock take(Path path) throws RowbackException.CaseFile {
        Path file = path.resolveSibling(path.getFileName() + "-import");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new RowbackException.CaseFile(
                    path + ": the case cannot be written: no permission in its folder", e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new WriterLock(file, channel);
            }
            channel.close();
        } catch (OverlappingFileLockException | IOException e) {
            closeQuietly(channel);
        }
        throw new RowbackException.CaseFile(
                path + ": another import into the case is running: wait until it is done");
    }

    void release() {
        // Before the lock is given free, so that no other holds the file that is deleted; where a
        // system keeps an open
        // file, after.
        if (!deleted()) {
            closeQuietly(channel);
            deleted();
        }
        closeQuietly(channel);
    }

    private boolean deleted() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written through it.
        }
    }
}
