package org.rowback.importers.mysql.event;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A set of GTIDs: for each stream (`uuid`, `uuid:tag`, MariaDB's `domain-server`) intervals of numbers.
public final class GtidSet {
    /// Intervals of a stream by their first number.
    private final Map<String, TreeMap<Long, Interval>> streams = new TreeMap<>();

    /// The stream that was last added to, and its highest interval: numbers mostly come in turn.
    private String lastStream = "";

    private Interval highest = new Interval(Long.MAX_VALUE, -1);

    /// Numbers `first` to `last`, of which `last` may grow.
    private static final class Interval {
        final long first;
        long last;

        Interval(long first, long last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Interval interval
                    && first == interval.first
                    && last == interval.last;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(31 * first + last);
        }
    }

    public boolean isEmpty() {
        return streams.isEmpty();
    }

    public boolean contains(String stream, long number) {
        TreeMap<Long, Interval> intervals = streams.get(stream);
        Map.Entry<Long, Interval> below = intervals == null ? null : intervals.floorEntry(number);
        return below != null && below.getValue().last >= number;
    }

    public void add(String stream, long number) {
        add(stream, number, number);
    }

    /// Adds numbers `first` to `last`.
    public void add(String stream, long first, long last) {
        if (stream.equals(lastStream) && first >= highest.first && first - 1 <= highest.last) {
            highest.last = Math.max(highest.last, last);
            return;
        }
        TreeMap<Long, Interval> intervals = streams.computeIfAbsent(stream, _ -> new TreeMap<>());
        long from = first;
        long to = last;
        Map.Entry<Long, Interval> below = intervals.floorEntry(from);
        if (below != null && below.getValue().last >= from - 1) {
            from = below.getKey();
            to = Math.max(to, below.getValue().last);
        }
        Iterator<Interval> above = intervals.tailMap(from, false).values().iterator();
        while (above.hasNext()) {
            Interval next = above.next();
            if (next.first > to + 1) {
                break;
            }
            to = Math.max(to, next.last);
            above.remove();
        }
        intervals.put(from, new Interval(from, to));
        lastStream = stream;
        highest = intervals.lastEntry().getValue();
    }

    public void addAll(GtidSet other) {
        other.streams.forEach(
                (stream, intervals) ->
                        intervals.values().forEach(i -> add(stream, i.first, i.last)));
    }

    /// Whether `other` holds all that this set holds.
    public boolean isPartOf(GtidSet other) {
        return streams.entrySet().stream()
                .allMatch(
                        stream ->
                                stream.getValue().values().stream()
                                        .allMatch(i -> other.covers(stream.getKey(), i)));
    }

    private boolean covers(String stream, Interval wanted) {
        TreeMap<Long, Interval> intervals = streams.get(stream);
        Map.Entry<Long, Interval> below =
                intervals == null ? null : intervals.floorEntry(wanted.first);
        return below != null && below.getValue().last >= wanted.last;
    }

    /// What this set holds and `other` does not.
    public GtidSet minus(GtidSet other) {
        GtidSet rest = new GtidSet();
        streams.forEach(
                (stream, intervals) -> {
                    TreeMap<Long, Interval> taken =
                            other.streams.getOrDefault(stream, new TreeMap<>());
                    intervals.values().forEach(i -> subtract(rest, stream, i, taken));
                });
        return rest;
    }

    private static void subtract(
            GtidSet rest, String stream, Interval whole, NavigableMap<Long, Interval> taken) {
        long at = whole.first;
        Map.Entry<Long, Interval> below = taken.floorEntry(at);
        if (below != null) {
            at = Math.max(at, below.getValue().last + 1);
        }
        for (Interval next : taken.tailMap(at, true).values()) {
            if (next.first > whole.last) {
                break;
            }
            if (next.first > at) {
                rest.add(stream, at, next.first - 1);
            }
            at = next.last + 1;
        }
        if (at <= whole.last) {
            rest.add(stream, at, whole.last);
        }
    }

    /// The highest number of a stream, 0 where there is none.
    public long highest(String stream) {
        TreeMap<Long, Interval> intervals = streams.get(stream);
        return intervals == null || intervals.isEmpty() ? 0 : intervals.lastEntry().getValue().last;
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
                    intervals
                            .values()
                            .forEach(
                                    i ->
                                            text.append('/')
                                                    .append(i.first)
                                                    .append('-')
                                                    .append(i.last));
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
                    intervals
                            .values()
                            .forEach(
                                    i ->
                                            text.append(':')
                                                    .append(i.first)
                                                    .append(i.first == i.last ? "" : "-" + i.last));
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
