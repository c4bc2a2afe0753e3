package org.rowback.importers.postgres.replay;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.ImageBuffer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
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
    private static final int FIRST = 512;

    private final Path spill;
    private byte[] memory = new byte[FIRST];
    private int length;
    private boolean spilled;

    /// @param spill the scratch file to use where it grows large
    ChangeBuffer(Path spill) {
        this.spill = spill;
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
        byte[] images = new byte[1024];
        int beforeLength;
        int afterLength;
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
                        spill, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(memory, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spilled = true;
        memory = new byte[FIRST];
        length = 0;
    }

    /// Forgets everything.
    void drop() {
        if (spilled) {
            try {
                Files.deleteIfExists(spill);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Reads the entries in their order.
    Reader reader() {
        try {
            InputStream rest = new ByteArrayInputStream(memory, 0, length);
            return new Reader(
                    spilled
                            ? new SequenceInputStream(
                                    new BufferedInputStream(Files.newInputStream(spill), 1 << 16),
                                    rest)
                            : rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Reader implements AutoCloseable {
        private final InputStream in;
        private final byte[] head = new byte[HEAD];
        private final Entry entry = new Entry();

        Reader(InputStream in) {
            this.in = in;
        }

        Entry entry() {
            return entry;
        }

        /// @return whether there is another entry
        boolean next() {
            try {
                int got = in.readNBytes(head, 0, HEAD);
                if (got == 0) {
                    return false;
                }
                entry.kind = KINDS[head[0]];
                entry.lsn = LittleEndian.u64(head, 1);
                entry.table = (int) LittleEndian.u32(head, 9);
                entry.row = (int) LittleEndian.u32(head, 13);
                entry.beforeLength = (int) LittleEndian.u32(head, 17);
                entry.afterLength = (int) LittleEndian.u32(head, 21);
                int size = entry.beforeLength + entry.afterLength;
                if (entry.images.length < size) {
                    entry.images = new byte[Math.max(size, 2 * entry.images.length)];
                }
                if (in.readNBytes(entry.images, 0, size) < size) {
                    throw new EOFException("a scratch file is shorter than it was");
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static final Entry.Kind[] KINDS = Entry.Kind.values();
    }
}
