package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.MalformedRecord;

import java.util.Arrays;

/// A tuple in a buffer of its own, or none. Used again and again.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 18 | transactions that made and deleted it, where its newer version is |
/// | 18 | 2 | low 11 bits: how many columns it has |
/// | 20 | 2 | flags: 1 has NULLs, 4 has values kept outside |
/// | 22 | 1 | where its values begin |
/// | 23 | | a bit for each column that is not NULL, where one is; then, aligned to 8, the values |
///
/// Little-endian. Source: PostgreSQL 18 `src/include/access/htup_details.h`.
public final class Tuple {
    /// Bytes before the map of NULLs.
    public static final int HEADER = 23;

    /// Bytes of `xl_heap_header`: offsets 18 to 22 of the above.
    static final int LOGGED_HEADER = 5;

    private static final int NULLS = 1;
    private static final int EXTERNAL = 4;

    private byte[] bytes = new byte[1024];
    private int length;

    /// Whether there is one.
    public boolean isKnown() {
        return length > 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /// Takes a tuple off a page; is none where the page has none there.
    void take(byte[] page, int item) {
        int at = HeapPage.tuple(page, item);
        length = at == 0 ? 0 : HeapPage.length(page, item);
        room(length);
        System.arraycopy(page, at, bytes, 0, length);
    }

    /// Takes the row that a record wrote off the page that the record holds.
    void ofImage(byte @Nullable [] page, int item) throws MalformedRecord {
        if (page == null) {
            throw new MalformedRecord("it holds neither the row nor the page");
        }
        take(page, item);
        if (!isKnown()) {
            throw new MalformedRecord("the page that it holds has no row where it says");
        }
    }

    /// Makes it of a row as records have it: its header, and what follows a tuple's header.
    void logged(byte[] b, int at, int count) throws MalformedRecord {
        if (count < LOGGED_HEADER) {
            throw new MalformedRecord("its row is shorter than a row's header");
        }
        build(b, at, at + LOGGED_HEADER, count - LOGGED_HEADER);
    }

    /// Makes it of a logged header and what follows a tuple's header.
    void build(byte[] buffer, int header, int data, int count) {
        start(buffer, header, HEADER + count);
        System.arraycopy(buffer, data, bytes, HEADER, count);
    }

    void start(byte[] buffer, int header, int total) {
        length = total;
        room(total);
        Arrays.fill(bytes, 0, 18, (byte) 0);
        System.arraycopy(buffer, header, bytes, 18, LOGGED_HEADER);
    }

    private void room(int count) {
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
    }

    public int columns() {
        return columns(bytes, 0);
    }

    static int columns(byte[] b, int at) {
        return LittleEndian.u16(b, at + 18) & 0x7FF;
    }

    static boolean hasNulls(byte[] b, int at) {
        return (b[at + 20] & NULLS) != 0;
    }

    static boolean hasExternal(byte[] b, int at) {
        return (b[at + 20] & EXTERNAL) != 0;
    }

    static int values(byte[] b, int at) {
        return b[at + 22] & 0xFF;
    }

    /// Whether a column of a tuple is NULL.
    static boolean isNull(byte[] b, int at, int column) {
        return hasNulls(b, at) && (b[at + HEADER + (column >> 3)] >> (column & 7) & 1) == 0;
    }
}
