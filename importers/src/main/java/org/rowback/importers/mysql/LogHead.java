package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.event.EventType;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.GtidSet;
import org.rowback.importers.mysql.event.GtidSets;
import org.rowback.importers.mysql.event.MalformedEvent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What a log's first events say of it.
///
/// @param format null where no event could be read
/// @param beginSeconds when it was begun, seconds since 1970
/// @param serverId of the server that wrote it
/// @param gtids the transactions before it; empty where there are none or they are not known
/// @param gtidsKnown whether it says which transactions came before it
/// @param inUse whether it was not closed
/// @param encryption what MariaDB's START_ENCRYPTION says, empty where there is none
/// @param formatBytes the format description as it stands in the log, empty where it could not be read
/// @param fingerprint the same for every copy of the log, however long, that holds its first transaction's beginning
record LogHead(
        @Nullable FormatDescription format,
        long beginSeconds,
        long serverId,
        GtidSet gtids,
        boolean gtidsKnown,
        boolean inUse,
        String encryption,
        Bytes formatBytes,
        Bytes fingerprint) {
    /// How many bytes of content suffice.
    static final int BYTES = 64 << 10;

    private static final int FINGERPRINT_EVENTS = 3;

    /// Reads the content's first bytes, magic included.
    static LogHead read(byte[] head) {
        MessageDigest digest = sha256();
        FormatDescription format = null;
        long beginSeconds = 0;
        long serverId = 0;
        GtidSet gtids = new GtidSet();
        boolean gtidsKnown = false;
        boolean inUse = false;
        String encryption = "";
        Bytes formatBytes = Bytes.EMPTY;
        int from = Math.min(BinlogMagic.LENGTH, head.length);
        try {
            EventReader reader =
                    EventReader.ofFile(
                            new ByteArrayInputStream(head, from, head.length - from),
                            from,
                            -1,
                            null);
            for (int i = 0; i < FINGERPRINT_EVENTS; i++) {
                EventReader.Step step = reader.next();
                if (step == EventReader.Step.END || !reader.hasFormat()) {
                    break;
                }
                if (step == EventReader.Step.DAMAGE) {
                    continue;
                }
                Event event = reader.event();
                if (format == null) {
                    format = reader.format();
                    beginSeconds = event.timestamp();
                    serverId = event.serverId();
                    inUse = event.has(Event.IN_USE);
                    if (event.type() == EventType.FORMAT_DESCRIPTION
                            || event.type() == EventType.START_V3) {
                        formatBytes = Bytes.copyOf(event.buffer(), event.start(), event.length());
                    }
                }
                mark(digest, event);
                switch (event.type()) {
                    case EventType.PREVIOUS_GTIDS -> {
                        gtids = GtidSets.previousGtids(event);
                        gtidsKnown = true;
                    }
                    case EventType.MARIA_GTID_LIST -> {
                        gtids = GtidSets.gtidList(event);
                        gtidsKnown = true;
                    }
                    case EventType.MARIA_START_ENCRYPTION ->
                            encryption = "MariaDB's START_ENCRYPTION";
                    default -> {
                        // says nothing of the whole log
                    }
                }
                if (!encryption.isEmpty()) {
                    break;
                }
            }
        } catch (MalformedEvent e) {
            // Reading the log itself will report it.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        return new LogHead(
                format,
                beginSeconds,
                serverId,
                gtids,
                gtidsKnown,
                inUse,
                encryption,
                formatBytes,
                Bytes.of(digest.digest()));
    }

    /// A server clears the in-use flag of the first event when it closes the log: it does not count, nor does the
    /// checksum, which leaves it out as well.
    private static void mark(MessageDigest digest, Event event) {
        byte[] b = event.buffer();
        int at = event.start();
        digest.update(b, at, 17);
        digest.update((byte) (b[at + 17] & ~Event.IN_USE));
        digest.update(b, at + 18, event.length() - 18);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
