package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.Evidence;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts captures into the order in which they were recorded: by the first LSN that each says, else by the first commit
/// time, else, where one of them says neither in its first bytes, by name.
final class CaptureOrder {
    private static final int HEAD = 1 << 16;
    private static final int PGOUTPUT_LSN = 9;
    private static final Pattern JSON_LSN =
            Pattern.compile("\"(?:nextlsn|lsn)\"\\s*:\\s*\"([0-9A-F]+/[0-9A-F]+)\"");
    private static final Pattern COLUMN_LSN =
            Pattern.compile("(?m)^ *([0-9A-F]{1,8}/[0-9A-F]{1,8}) *[,|]");
    private static final Pattern COMMIT =
            Pattern.compile("(?m)^COMMIT(?: \\d+)? \\(at ([^)\\n]+)\\)$");
    private static final Pattern JSON_TIME =
            Pattern.compile("\"timestamp\"\\s*:\\s*\"([^\"\\n]+)\"");

    /// What a capture's first bytes say; 0 for nothing.
    private record Head(Evidence evidence, long lsn, long micros) {}

    private CaptureOrder() {}

    static List<Evidence> of(List<Evidence> evidence) throws RowbackException {
        Comparator<Head> byName = Comparator.comparing(head -> head.evidence.name());
        List<Head> heads = new ArrayList<>();
        for (Evidence each : evidence) {
            heads.add(evidence.size() == 1 ? new Head(each, 0, 0) : head(each));
        }
        return heads.stream()
                .sorted(
                        by(heads, Head::lsn)
                                .thenComparing(by(heads, Head::micros))
                                .thenComparing(byName))
                .map(Head::evidence)
                .toList();
    }

    /// Only where all of them say it.
    private static Comparator<Head> by(List<Head> heads, ToLongFunction<Head> what) {
        boolean all = heads.stream().allMatch(head -> what.applyAsLong(head) != 0);
        return (a, b) -> all ? Long.compareUnsigned(what.applyAsLong(a), what.applyAsLong(b)) : 0;
    }

    private static Head head(Evidence evidence) throws RowbackException {
        try (LogContent content = LogContent.openUnhashed(evidence)) {
            byte[] head = content.stream().readNBytes(HEAD);
            CaptureKind kind = CaptureKind.of(head).orElse(null);
            return kind == null
                    ? new Head(evidence, 0, 0)
                    : new Head(evidence, lsn(kind, head), micros(kind, head));
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    evidence.path() + ": reading it failed (" + e.getMessage() + ")", e);
        }
    }

    private static long lsn(CaptureKind kind, byte[] head) {
        if (kind.plugin() == CaptureKind.Plugin.PGOUTPUT) {
            boolean begins = head.length >= PGOUTPUT_LSN && (head[0] == 'B' || head[0] == 'b');
            return begins ? ByteBuffer.wrap(head).getLong(1) : 0;
        }
        Pattern pattern = kind.wrapping() == CaptureKind.Wrapping.PLAIN ? JSON_LSN : COLUMN_LSN;
        Matcher lsn = pattern.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return lsn.find() ? Lsn.parse(lsn.group(1)) : 0;
    }

    private static long micros(CaptureKind kind, byte[] head) {
        Pattern pattern = kind.plugin() == CaptureKind.Plugin.WAL2JSON ? JSON_TIME : COMMIT;
        Matcher time = pattern.matcher(new String(head, StandardCharsets.ISO_8859_1));
        try {
            return time.find() ? CaptureTime.micros(time.group(1)) : 0;
        } catch (MalformedCapture e) {
            return 0;
        }
    }
}
