package org.rowback.importers.mysql.event;

import com.github.luben.zstd.ZstdInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A TRANSACTION_PAYLOAD event: a transaction's events, compressed as one.
///
/// Fields stand one after the other, each as its type, its length and its value (packed integers), ended by type 0:
/// 1 size of the payload, 2 compression (0 zstd, 255 none), 3 size when expanded. The payload is the rest.
///
/// Source: MySQL 9.4 `libs/mysql/binlog/event/codecs/binary.cpp` (`Transaction_payload`) and
/// `compression/base.h`.
///
/// @param start where the payload begins in the event's buffer
/// @param expandedLength how many bytes the events inside have, as it says; -1 where it does not
public record TransactionPayload(
        byte[] buffer, int start, int length, long compression, long expandedLength) {
    private static final long ZSTD = 0;
    private static final long NONE = 255;

    /// Reads an event.
    public static TransactionPayload read(Event event) throws MalformedEvent {
        BodyReader in = new BodyReader().over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long compression = NONE;
        long size = -1;
        long expanded = -1;
        while (true) {
            long field = in.packed("a field's type");
            if (field == 0) {
                break;
            }
            int length = in.length(in.packed("a field's length"), "a field's length");
            int end = in.position() + length;
            if (field == 1) {
                size = in.packed("its payload's size");
            } else if (field == 2) {
                compression = in.packed("its compression");
            } else if (field == 3) {
                expanded = in.packed("its expanded size");
            }
            in.skip(end - in.position(), "a field");
        }
        if (compression != ZSTD && compression != NONE) {
            throw new MalformedEvent("its compression " + compression + " is not known");
        }
        int left = in.remaining();
        if (size > left) {
            throw new MalformedEvent(
                    "its payload is " + size + " bytes and " + left + " are there");
        }
        int length = size < 0 ? left : (int) size;
        return new TransactionPayload(
                event.buffer(), in.take(length, "its payload"), length, compression, expanded);
    }

    public boolean isCompressed() {
        return compression != NONE;
    }

    /// The events inside, uncompressed.
    public InputStream open() throws IOException {
        InputStream raw = new ByteArrayInputStream(buffer, start, length);
        return compression == NONE ? raw : new ZstdInputStream(raw);
    }
}
