package org.rowback.importers.mysql.event;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A set of GTIDs: for each stream (`uuid`, `uuid:tag`, MariaDB's `domain-server`) intervals of numbers.
public final class GtidSet {
    /// Intervals of a stream: first number to last number.
    private final Map<String, TreeMap<Long, Long>> streams = new TreeMap<>();

    private String lastStream = "";
    private TreeMap<Long, Long> lastIntervals = new TreeMap<>();

    public boolean isEmpty() {
        return streams.isEmpty();
    }

    public boolean contains(String stream, long number) {
        TreeMap<Long, Long> intervals = streams.get(stream);
        Map.Entry<Long, Long> below = intervals == null ? null : intervals.floorEntry(number);
        return below != null && below.getValue() >= number;
    }

    public void add(String stream, long number) {
        add(stream, number, number);
    }

    /// Adds numbers `first` to `last`.
    public void add(String stream, long first, long last) {
        if (!stream.equals(lastStream)) {
            lastIntervals = streams.computeIfAbsent(stream, _ -> new TreeMap<>());
            lastStream = stream;
        }
        TreeMap<Long, Long> intervals = lastIntervals;
        long from = first;
        long to = last;
        Map.Entry<Long, Long> below = intervals.floorEntry(from);
        if (below != null && below.getValue() >= from - 1) {
            from = below.getKey();
            to = Math.max(to, below.getValue());
        }
        Iterator<Map.Entry<Long, Long>> above =
                intervals.tailMap(from, false).entrySet().iterator();
        while (above.hasNext()) {
            Map.Entry<Long, Long> next = above.next();
            if (next.getKey() > to + 1) {
                break;
            }
            to = Math.max(to, next.getValue());
            above.remove();
        }
        intervals.put(from, to);
    }

    public void addAll(GtidSet other) {
        other.streams.forEach(
                (stream, intervals) -> intervals.forEach((a, b) -> add(stream, a, b)));
    }

    /// What this set holds and `other` does not.
    public GtidSet minus(GtidSet other) {
        GtidSet rest = new GtidSet();
        streams.forEach(
                (stream, intervals) -> {
                    TreeMap<Long, Long> taken = other.streams.getOrDefault(stream, new TreeMap<>());
                    intervals.forEach((first, last) -> subtract(rest, stream, first, last, taken));
                });
        return rest;
    }

    private static void subtract(
            GtidSet rest, String stream, long first, long last, NavigableMap<Long, Long> taken) {
        long at = first;
        Map.Entry<Long, Long> below = taken.floorEntry(at);
        if (below != null) {
            at = Math.max(at, below.getValue() + 1);
        }
        for (Map.Entry<Long, Long> next : taken.tailMap(at, true).entrySet()) {
            if (next.getKey() > last) {
                break;
            }
            if (next.getKey() > at) {
                rest.add(stream, at, next.getKey() - 1);
            }
            at = next.getValue() + 1;
        }
        if (at <= last) {
            rest.add(stream, at, last);
        }
    }

    /// The highest number of a stream, 0 where there is none.
    public long highest(String stream) {
        TreeMap<Long, Long> intervals = streams.get(stream);
        return intervals == null || intervals.isEmpty() ? 0 : intervals.lastEntry().getValue();
    }

    public Iterable<String> streams() {
        return streams.keySet();
    }

    /// Reads what `toString` printed.
    public static GtidSet parse(String text) {
        GtidSet set = new GtidSet();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            int at = part.indexOf('/');
            String stream = part.substring(0, at);
            for (String interval : part.substring(at + 1).split("/")) {
                int dash = interval.indexOf('-');
                set.add(
                        stream,
                        Long.parseLong(interval.substring(0, dash)),
                        Long.parseLong(interval.substring(dash + 1)));
            }
        }
        return set;
    }

    /// A compact form: `stream/first-last/first-last,stream/…`.
    public String encode() {
        StringBuilder text = new StringBuilder();
        streams.forEach(
                (stream, intervals) -> {
                    text.append(text.isEmpty() ? "" : ",").append(stream);
                    intervals.forEach((a, b) -> text.append('/').append(a).append('-').append(b));
                });
        return text.toString();
    }

    /// For people: MySQL's own form, and MariaDB's with ranges.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        streams.forEach(
                (stream, intervals) -> {
                    text.append(text.isEmpty() ? "" : ", ").append(stream);
                    intervals.forEach(
                            (a, b) ->
                                    text.append(':').append(a).append(a.equals(b) ? "" : "-" + b));
                });
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GtidSet set && streams.equals(set.streams);
    }

    @Override
    public int hashCode() {
        return streams.hashCode();
    }
}
