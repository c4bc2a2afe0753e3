package org.rowback.app.bench;

import com.github.luben.zstd.Zstd;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/// Writes transactions as binlog files of at most a size, each event with its CRC32. Not thread-safe.
///
/// Source of the layouts: MySQL 9.4 `libs/mysql/binlog/event/`; MariaDB 11.8 `sql/log_event.cc`.
final class LogFiles implements AutoCloseable {
    static final int QUERY = 2;
    static final int ROTATE = 4;
    static final int FORMAT = 15;
    static final int XID = 16;
    static final int TABLE_MAP = 19;
    static final int MYSQL_GTID = 33;
    static final int PREVIOUS_GTIDS = 35;
    static final int PAYLOAD = 40;
    static final int ANNOTATE_ROWS = 160;
    static final int MARIADB_GTID = 162;
    static final int GTID_LIST = 163;
    private static final int HEADER = 19;
    private static final int CHECKSUM = 4;

    /// What a MySQL GTID event is long without its transaction's length.
    private static final int GTID_FIXED = HEADER + 42 + 7 + 4 + CHECKSUM;

    private final Path folder;
    private final Vendor vendor;
    private final long maxBytes;
    private final boolean compressed;
    private final CRC32 crc = new CRC32();
    private final LogBytes out = new LogBytes();
    private final LogBytes head = new LogBytes();
    final List<Path> files = new ArrayList<>();
    private OutputStream stream = OutputStream.nullOutputStream();
    private long position;
    private long bytes;
    private int eventStart;
    private int seconds;

    LogFiles(Path folder, Vendor vendor, long maxBytes, boolean compressed) {
        this.folder = folder;
        this.vendor = vendor;
        this.maxBytes = maxBytes;
        this.compressed = compressed;
    }

    /// Begins a transaction; its events follow, without the one that names it.
    void begin(int atSeconds) throws IOException {
        seconds = atSeconds;
        if (files.isEmpty() || position >= maxBytes) {
            next();
        }
        out.clear();
    }

    /// Begins an event; its body is written to what this returns.
    LogBytes event(int type) {
        return event(out, type, 0);
    }

    private LogBytes event(LogBytes to, int type, int flags) {
        eventStart = to.length;
        return to.le(seconds, 4).le(type, 1).le(1, 4).le(0, 4).le(0, 4).le(flags, 2);
    }

    void endEvent() {
        endEvent(out, !compressed);
    }

    private void endEvent(LogBytes of, boolean checked) {
        of.le(0, checked ? CHECKSUM : 0);
        of.put(eventStart + 9, of.length - eventStart, 4);
    }

    /// Ends a transaction.
    ///
    /// @param number of its GTID
    void end(long number, long commitMicros) throws IOException {
        if (vendor == Vendor.MARIADB) {
            event(head, MARIADB_GTID, 8).le(number, 8).le(0, 4).le(12, 1).le(0, 6);
            endEvent(head, true);
            flush(head);
            flush(out);
            return;
        }
        if (compressed) {
            byte[] packed = Zstd.compress(Arrays.copyOf(out.array, out.length), 3);
            int raw = out.length;
            out.clear();
            event(out, PAYLOAD, 0);
            out.packed(2).packed(1).packed(0);
            out.packed(3).packed(LogBytes.packedBytes(raw)).packed(raw);
            out.packed(1).packed(LogBytes.packedBytes(packed.length)).packed(packed.length);
            out.packed(0).bytes(packed, 0, packed.length);
            endEvent(out, true);
        }
        long length = (long) out.length + GTID_FIXED;
        length += LogBytes.packedBytes(length + 9);
        event(head, MYSQL_GTID, 0).le(1, 1).text("rowback-bench-01").le(number, 8).le(2, 1);
        head.le(number - 1, 8).le(number, 8).le(commitMicros, 7).packed(length).le(90704, 4);
        endEvent(head, true);
        flush(head);
        flush(out);
    }

    private void next() throws IOException {
        String name = String.format(Locale.ROOT, "binlog.%06d", files.size() + 1);
        if (!files.isEmpty()) {
            event(head, ROTATE, 0).le(4, 8).text(name);
            endEvent(head, true);
            flush(head);
        }
        stream.close();
        Path file = folder.resolve(name);
        stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        files.add(file);
        stream.write(new byte[] {(byte) 0xFE, 'b', 'i', 'n'});
        position = 4;
        bytes += 4;
        event(head, FORMAT, 0).le(4, 2).text(vendor.version);
        head.le(0, 8).le(0, 8).le(0, 8).le(0, 8).le(0, 8).le(0, 8);
        head.length = HEADER + 52;
        head.le(files.size() == 1 ? seconds : 0, 4).le(HEADER, 1);
        head.bytes(vendor.postHeaderLengths, 0, vendor.postHeaderLengths.length).le(1, 1);
        endEvent(head, true);
        flush(head);
        if (vendor == Vendor.MYSQL) {
            event(head, PREVIOUS_GTIDS, 0x80).le(0, 8);
        } else {
            // An empty list is padded.
            event(head, GTID_LIST, 0).le(0, 6);
        }
        endEvent(head, true);
        flush(head);
    }

    /// Gives every event its end position and checksum, and writes them.
    private void flush(LogBytes events) throws IOException {
        int at = 0;
        while (at < events.length) {
            int length = 0;
            for (int i = 3; i >= 0; i--) {
                length = length << 8 | events.array[at + 9 + i] & 0xFF;
            }
            position += length;
            events.put(at + 13, position, 4);
            crc.reset();
            crc.update(events.array, at, length - CHECKSUM);
            events.put(at + length - CHECKSUM, crc.getValue(), 4);
            at += length;
        }
        stream.write(events.array, 0, events.length);
        bytes += events.length;
        events.clear();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
