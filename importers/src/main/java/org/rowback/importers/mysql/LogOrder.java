package org.rowback.importers.mysql;

import org.rowback.history.importing.Evidence;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.GtidSet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts logs into the order in which they were written, by what they hold.
///
/// Of two logs of one server that one is first whose end names the other as the next, or whose transactions before it
/// are a part of the other's; else the one that was begun first; the names' numbers decide only between equals.
final class LogOrder {
    private static final int TAIL = 600;

    private record Log(Evidence evidence, LogName name, LogHead head, String nextName) {}

    private static final Comparator<Log> BY_TIME =
            Comparator.comparingLong((Log l) -> l.head.beginSeconds())
                    .thenComparing(l -> l.name.base())
                    .thenComparingLong(l -> l.name.number())
                    .thenComparing(l -> l.name.text());

    private LogOrder() {}

    static List<Evidence> of(List<Evidence> evidence) throws RowbackException {
        if (evidence.size() < 2) {
            return List.copyOf(evidence);
        }
        List<Log> logs = new ArrayList<>();
        for (Evidence one : evidence) {
            logs.add(read(one));
        }
        logs.sort(BY_TIME);
        List<Evidence> ordered = new ArrayList<>();
        while (!logs.isEmpty()) {
            Log next = first(logs);
            logs.remove(next);
            ordered.add(next.evidence);
        }
        return ordered;
    }

    /// The first by time that no other must come before; the first by time where they contradict each other.
    private static Log first(List<Log> logs) {
        for (Log candidate : logs) {
            if (logs.stream()
                    .noneMatch(other -> !other.equals(candidate) && precedes(other, candidate))) {
                return candidate;
            }
        }
        return logs.getFirst();
    }

    private static boolean precedes(Log a, Log b) {
        if (a.head.serverId() != b.head.serverId()) {
            return false;
        }
        if (!a.nextName.isEmpty() && a.nextName.equals(b.name.text())) {
            return true;
        }
        if (!b.nextName.isEmpty() && b.nextName.equals(a.name.text())) {
            return false;
        }
        GtidSet before = a.head.gtids();
        GtidSet after = b.head.gtids();
        return a.head.gtidsKnown()
                && b.head.gtidsKnown()
                && before.isPartOf(after)
                && !after.isPartOf(before);
    }

    private static Log read(Evidence evidence) throws RowbackException {
        LogName name = LogName.of(evidence.name());
        if (evidence.name().equals("-")) {
            return new Log(evidence, name, LogHead.read(new byte[0]), "");
        }
        try {
            byte[] file = head(evidence);
            return BinlogMagic.isPlain(file, 0)
                    ? new Log(evidence, name, LogHead.read(file), nextName(evidence))
                    : new Log(evidence, name, LogHead.read(content(evidence)), "");
        } catch (IOException e) {
            return new Log(evidence, name, LogHead.read(new byte[0]), "");
        }
    }

    private static byte[] head(Evidence evidence) throws IOException {
        try (InputStream in = evidence.open()) {
            return in.readNBytes(LogHead.BYTES);
        }
    }

    private static byte[] content(Evidence evidence) throws IOException {
        try (LogContent content = LogContent.openUnhashed(evidence)) {
            return content.stream().readNBytes(LogHead.BYTES);
        }
    }

    /// The name in the ROTATE event that a file ends with, or empty.
    private static String nextName(Evidence evidence) throws IOException {
        byte[] tail;
        try (SeekableByteChannel file = Files.newByteChannel(evidence.path())) {
            long size = file.size();
            file.position(Math.max(0, size - TAIL));
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(TAIL, size));
            while (buffer.hasRemaining() && file.read(buffer) > 0) {
                // until it is full
            }
            tail = buffer.array();
        }
        for (int at = tail.length - 28; at >= 0; at--) {
            int length = tail.length - at;
            if (tail[at + 4] == 4 && u32(tail, at + 9) == length) {
                String rest = new String(tail, at + 27, length - 27, StandardCharsets.ISO_8859_1);
                return LogName.of(rest.replaceFirst("[^0-9]{0,4}$", "")).text();
            }
        }
        return "";
    }

    private static long u32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
