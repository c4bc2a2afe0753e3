package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/// The rows of a plan. A few are held in memory; more lie in a scratch file that goes with the last reference to them,
/// and are read when somebody asks, fastest in order. May be read from several threads.
final class PlannedRows extends AbstractList<PlannedRow> implements RandomAccess {
    private static final int KEPT = Integer.getInteger("rowback.plan.rows", 5_000);
    private static final int WINDOW_BYTES = 1 << 18;

    private final int keep;
    private final List<PlannedRow> kept = new ArrayList<>();
    private final PlannedRowBytes codec = new PlannedRowBytes();
    private @Nullable FileChannel file;
    private long[] offsets = new long[0];
    private int size;
    private long end;

    /// What is not written to the file yet, from `written` on.
    private ByteBuffer pending = ByteBuffer.allocate(0);

    private long written;

    /// What was read last.
    private ByteBuffer window = ByteBuffer.allocate(0);

    private long windowStart;

    private final BitSet withUndo = new BitSet();
    private final BitSet withClaims = new BitSet();
    private final BitSet withDetour = new BitSet();
    private final BitSet open = new BitSet();
    private final Map<TableName, Map<RowState, Long>> tables = new LinkedHashMap<>();

    PlannedRows() {
        this(KEPT);
    }

    /// @param keep so many are held in memory
    PlannedRows(int keep) {
        this.keep = keep;
    }

    static PlannedRows of(List<PlannedRow> rows) {
        if (rows instanceof PlannedRows already) {
            return already;
        }
        PlannedRows made = new PlannedRows(Integer.MAX_VALUE);
        for (PlannedRow row : rows) {
            made.kept.add(row);
            made.note(made.size++, row, 1);
        }
        return made;
    }

    /// Puts a row behind the others.
    ///
    /// @throws RowbackException where the scratch file cannot be written
    synchronized void append(PlannedRow row) throws RowbackException {
        try {
            if (file == null && size < keep) {
                kept.add(row);
            } else {
                spill();
                write(size, row);
            }
        } catch (UncheckedIOException e) {
            throw new RowbackException.CaseFile(String.valueOf(e.getMessage()), e);
        }
        note(size, row, 1);
        size++;
    }

    /// Puts another row in place of one.
    ///
    /// @throws RowbackException where the scratch file cannot be written
    synchronized void replace(int index, PlannedRow row) throws RowbackException {
        note(index, get(index), -1);
        note(index, row, 1);
        try {
            if (file == null) {
                kept.set(index, row);
            } else {
                write(index, row);
            }
        } catch (UncheckedIOException e) {
            throw new RowbackException.CaseFile(String.valueOf(e.getMessage()), e);
        }
    }

    private void note(int index, PlannedRow row, int by) {
        withUndo.set(index, row.undo().isPresent());
        withClaims.set(index, !row.claims().isEmpty());
        withDetour.set(index, !row.detour().equals(Detour.NONE));
        open.set(index, row.isOpen());
        Map<RowState, Long> states =
                tables.computeIfAbsent(row.table(), _ -> new EnumMap<>(RowState.class));
        states.merge(row.state(), (long) by, PlannedRows::sum);
    }

    private static @Nullable Long sum(Long a, Long b) {
        return a + b == 0 ? null : a + b;
    }

    @Override
    public synchronized PlannedRow get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return file == null ? kept.get(index) : codec.read(bytes(offsets[index]));
    }

    @Override
    public int size() {
        return size;
    }

    boolean hasUndo(int index) {
        return withUndo.get(index);
    }

    /// Rows with claims, rising.
    BitSet withClaims() {
        return withClaims;
    }

    BitSet withDetour() {
        return withDetour;
    }

    /// Rows that keep a plan from being exported whole.
    BitSet open() {
        return open;
    }

    /// How many rows from the first on have a statement.
    int statements() {
        return Math.min(size, withUndo.nextClearBit(0));
    }

    Map<TableName, Map<RowState, Long>> tables() {
        return tables;
    }

    /// Moves the rows in memory to a file.
    private void spill() {
        if (file != null) {
            return;
        }
        try {
            // The file has no name any more when this returns, or goes when it is closed, which the
            // last reference does.
            Path path = Files.createTempFile("rowback-plan-", ".rows");
            file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
        pending = ByteBuffer.allocate(WINDOW_BYTES);
        for (int i = 0; i < kept.size(); i++) {
            write(i, kept.get(i));
        }
        kept.clear();
    }

    private void write(int index, PlannedRow row) {
        byte[] bytes = codec.write(row);
        if (index >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(1024, 2 * offsets.length));
        }
        offsets[index] = end;
        if (pending.remaining() < bytes.length + Integer.BYTES) {
            flush();
            if (pending.capacity() < bytes.length + Integer.BYTES) {
                pending = ByteBuffer.allocate(2 * (bytes.length + Integer.BYTES));
            }
        }
        pending.putInt(bytes.length).put(bytes);
        end += Integer.BYTES + bytes.length;
    }

    private void flush() {
        FileChannel channel = file;
        if (channel == null) {
            return;
        }
        pending.flip();
        try {
            while (pending.hasRemaining()) {
                written += channel.write(pending, written);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        pending.clear();
    }

    private byte[] bytes(long offset) {
        if (offset >= written) {
            flush();
        }
        byte[] bytes = new byte[read(offset, Integer.BYTES).getInt()];
        read(offset + Integer.BYTES, bytes.length).get(bytes);
        return bytes;
    }

    /// Some bytes of the file, ready to be taken.
    private ByteBuffer read(long offset, int length) {
        boolean there = offset >= windowStart && offset + length <= windowStart + window.limit();
        if (!there) {
            fill(offset, length);
        }
        window.position((int) (offset - windowStart));
        return window;
    }

    private void fill(long offset, int length) {
        FileChannel channel = file;
        if (channel == null) {
            throw new IllegalStateException("no file");
        }
        // Whoever jumps about is not made to read a whole window each time.
        boolean next = offset >= windowStart && offset <= windowStart + 2L * WINDOW_BYTES;
        int wanted = Math.max(length, next ? WINDOW_BYTES : 4096);
        if (window.capacity() < wanted) {
            window = ByteBuffer.allocate(wanted);
        }
        window.clear().limit(wanted);
        windowStart = offset;
        try {
            while (window.hasRemaining() && channel.read(window, offset + window.position()) >= 0) {
                // reads until the window is full or the file ends
            }
        } catch (IOException e) {
            throw failed(e);
        }
        window.flip();
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "the scratch file in %s cannot be used (%s): free some space there or set -Djava.io.tmpdir"
                        .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                e);
    }
}
