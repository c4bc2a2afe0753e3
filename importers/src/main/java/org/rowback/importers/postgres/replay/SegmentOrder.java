package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.Evidence;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.wal.SegmentHead;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts WAL segments in the order of the log: by address, each address once, following the newest timeline.
final class SegmentOrder {
    private static final Pattern NAME = Pattern.compile("([0-9A-F]{8})[0-9A-F]{16}.*");
    private static final int HEAD = 1 << 16;

    /// @param timeline of the file's name where it has a segment's name, else of its first page
    record Segment(Evidence evidence, SegmentHead head, int timeline) {
        boolean partial() {
            return evidence.name().contains(".partial");
        }
    }

    /// Pieces that cannot be used, each with the reason.
    private final Map<Evidence, String> refused = new HashMap<>();

    /// Pieces that are not needed, each with the reason.
    private final Map<Evidence, String> leftOut = new HashMap<>();

    private final List<Segment> segments = new ArrayList<>();

    SegmentOrder(List<Evidence> evidence) {
        List<Segment> all = new ArrayList<>();
        for (Evidence each : evidence) {
            Optional<SegmentHead> head = head(each);
            if (head.isEmpty()) {
                refused.put(each, "its beginning cannot be read as a WAL segment");
            } else {
                add(all, each, head.get());
            }
        }
        chooseSystem(all);
        all.sort(
                Comparator.comparing((Segment s) -> s.head().address(), Long::compareUnsigned)
                        .thenComparing(s -> -s.timeline())
                        .thenComparing(Segment::partial)
                        .thenComparing(s -> -s.evidence().sizeBytes()));
        int timeline = 0;
        for (Segment each : all) {
            Segment last = segments.isEmpty() ? null : segments.getLast();
            if (last != null && last.head().address() == each.head().address()) {
                leftOut.put(
                        each.evidence(),
                        "it holds the same part of the log as " + last.evidence().name());
            } else if (each.timeline() < timeline) {
                leftOut.put(
                        each.evidence(),
                        "it is of timeline "
                                + each.timeline()
                                + ", which the log left for timeline "
                                + timeline
                                + " before it");
            } else {
                timeline = each.timeline();
                segments.add(each);
            }
        }
    }

    private void add(List<Segment> all, Evidence each, SegmentHead head) {
        Matcher name = NAME.matcher(each.name().toUpperCase(Locale.ROOT));
        if (!name.matches()) {
            all.add(new Segment(each, head, head.timeline()));
            return;
        }
        int timeline = (int) Long.parseLong(name.group(1), 16);
        if (!each.name().toUpperCase(Locale.ROOT).startsWith(head.name(timeline))) {
            leftOut.put(
                    each,
                    "it is recycled and not written yet: it still holds "
                            + head.name(head.timeline()));
            return;
        }
        all.add(new Segment(each, head, timeline));
    }

    /// Of several clusters or versions the one with most segments is read.
    private void chooseSystem(List<Segment> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(s -> counts.merge(system(s), 1, Integer::sum));
        if (counts.size() < 2) {
            return;
        }
        String most =
                counts.entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue())
                        .orElseThrow()
                        .getKey();
        all.removeIf(
                s -> {
                    boolean other = !system(s).equals(most);
                    if (other) {
                        refused.put(
                                s.evidence(),
                                "it is of another cluster ("
                                        + system(s)
                                        + ") than most of the segments ("
                                        + most
                                        + "); import it into a case of its own");
                    }
                    return other;
                });
    }

    private static String system(Segment s) {
        return "system identifier "
                + Long.toUnsignedString(s.head().system())
                + ", PostgreSQL "
                + s.head().version().major();
    }

    private static Optional<SegmentHead> head(Evidence evidence) {
        if (evidence.name().equals("-")) {
            return Optional.empty();
        }
        try (InputStream in = evidence.open()) {
            return SegmentHead.of(LogContent.uncompressedHead(in.readNBytes(HEAD)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    List<Segment> segments() {
        return segments;
    }

    Map<Evidence, String> leftOut() {
        return leftOut;
    }

    Map<Evidence, String> refused() {
        return refused;
    }
}
