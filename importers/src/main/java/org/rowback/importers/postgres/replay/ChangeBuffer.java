package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.ImageBuffer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The changes of one (sub)transaction that has not ended yet, in memory or, when they are many, in a scratch file.
///
/// | bytes | an entry |
/// |---|---|
/// | 1 | what it is, the ordinal of [Entry.Kind] |
/// | 8 | LSN of its record |
/// | 4, 4 | table (of [WalHistory]), number of the row in its record |
/// | 4, 4 | lengths of the images before and after, then both |
final class ChangeBuffer {
    private static final int HEAD = 25;
    static final int FIRST = 512;

    private final Path folder;
    private final long number;
    private byte[] memory;
    private int length;
    private boolean spilled;
    private long spilledBytes;
    private boolean defines;

    /// @param folder for a scratch file where it grows large
    /// @param number names that file
    /// @param memory to begin with
    ChangeBuffer(Path folder, long number, byte[] memory) {
        this.folder = folder;
        this.number = number;
        this.memory = memory;
    }

    private Path scratch() {
        return folder.resolve("changes-" + number);
    }

    /// An entry, read again and again.
    static final class Entry {
        enum Kind {
            INSERT,
            UPDATE,
            DELETE,
            TRUNCATE,
            DEFINITION
        }

        Kind kind = Kind.INSERT;
        long lsn;
        int table;
        int row;

        /// Holds both images, from `offset` on.
        byte[] images = {};

        int offset;
        int beforeLength;
        int afterLength;
    }

    /// Bytes of all entries.
    long bytes() {
        return spilledBytes + length;
    }

    /// Whether a table's definition is among the entries.
    boolean defines() {
        return defines;
    }

    /// Bytes that it has in memory.
    int memoryBytes() {
        return memory.length;
    }

    void add(Entry.Kind kind, long lsn, int table, int row, ImageBuffer before, ImageBuffer after) {
        int size = HEAD + before.length() + after.length();
        if (length + size > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(length + size, 2 * memory.length));
        }
        defines |= kind == Entry.Kind.DEFINITION;
        memory[length] = (byte) kind.ordinal();
        LittleEndian.put64(memory, length + 1, lsn);
        LittleEndian.put32(memory, length + 9, table);
        LittleEndian.put32(memory, length + 13, row);
        LittleEndian.put32(memory, length + 17, before.length());
        LittleEndian.put32(memory, length + 21, after.length());
        System.arraycopy(before.bytes(), 0, memory, length + HEAD, before.length());
        System.arraycopy(after.bytes(), 0, memory, length + HEAD + before.length(), after.length());
        length += size;
    }

    /// Writes what is in memory to the scratch file.
    void spill() {
        try (OutputStream out =
                Files.newOutputStream(
                        scratch(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(memory, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spilled = true;
        spilledBytes += length;
        memory = new byte[FIRST];
        length = 0;
    }

    /// Forgets everything.
    ///
    /// @return the memory that it had
    byte[] drop() {
        if (spilled) {
            try {
                Files.deleteIfExists(scratch());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return memory;
    }

    /// Reads the entries in their order.
    Reader reader() {
        try {
            return new Reader(
                    spilled
                            ? new BufferedInputStream(Files.newInputStream(scratch()), 1 << 16)
                            : null,
                    memory,
                    length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// First what is in the file, then what is in memory, where it lies.
    static final class Reader implements AutoCloseable {
        private static final Entry.Kind[] KINDS = Entry.Kind.values();

        private final byte[] memory;
        private final int end;
        private final Entry entry = new Entry();
        private @Nullable InputStream file;
        private byte[] head = new byte[0];
        private byte[] images = new byte[0];
        private int at;

        Reader(@Nullable InputStream file, byte[] memory, int end) {
            this.file = file;
            this.memory = memory;
            this.end = end;
        }

        Entry entry() {
            return entry;
        }

        /// @return whether there is another entry
        boolean next() {
            InputStream in = file;
            if (in != null && read(in)) {
                return true;
            }
            if (at >= end) {
                return false;
            }
            int size = take(memory, at);
            entry.images = memory;
            entry.offset = at + HEAD;
            at += HEAD + size;
            return true;
        }

        private boolean read(InputStream in) {
            try {
                if (head.length == 0) {
                    head = new byte[HEAD];
                }
                if (in.readNBytes(head, 0, HEAD) == 0) {
                    close();
                    return false;
                }
                int size = take(head, 0);
                if (images.length < size) {
                    images = new byte[Math.max(size, 2 * images.length)];
                }
                if (in.readNBytes(images, 0, size) < size) {
                    throw new EOFException("a scratch file is shorter than it was");
                }
                entry.images = images;
                entry.offset = 0;
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int take(byte[] from, int offset) {
            entry.kind = KINDS[from[offset]];
            entry.lsn = LittleEndian.u64(from, offset + 1);
            entry.table = (int) LittleEndian.u32(from, offset + 9);
            entry.row = (int) LittleEndian.u32(from, offset + 13);
            entry.beforeLength = (int) LittleEndian.u32(from, offset + 17);
            entry.afterLength = (int) LittleEndian.u32(from, offset + 21);
            return entry.beforeLength + entry.afterLength;
        }

        @Override
        public void close() {
            InputStream in = file;
            file = null;
            if (in != null) {
                try {
                    in.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
