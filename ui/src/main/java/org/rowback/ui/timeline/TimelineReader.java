package org.rowback.ui.timeline;

import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Density;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks a history for what the timeline draws; on a worker.
final class TimelineReader {
    private TimelineReader() {}

    /// @param pinned tables that get a lane whatever their counts
    /// @param hits counts by table of what answers the filter, over the same bins; empty where there is no filter
    static TimelineData read(
            History history,
            Bins bins,
            int mostLanes,
            Set<Integer> pinned,
            Optional<Map<Integer, long[]>> hits)
            throws RowbackException {
        Density density = history.density(bins.fromMicros(), bins.toMicros(), bins.count());
        Map<Integer, String> names = new HashMap<>();
        for (TableSummary table : history.tables()) {
            names.put(table.id(), table.name().toString());
        }
        List<TableLane> lanes = new ArrayList<>();
        density.lanes()
                .forEach(
                        (id, counts) ->
                                lanes.add(
                                        new TableLane(
                                                id,
                                                names.getOrDefault(id, "#" + id),
                                                counts,
                                                hits.map(h -> hits(h, id, bins.count())))));
        lanes.removeIf(lane -> lane.total() == 0);
        lanes.sort(
                Comparator.comparing((TableLane lane) -> !pinned.contains(lane.tableId()))
                        .thenComparing(Comparator.comparingLong((TableLane lane) -> -lane.total()))
                        .thenComparing(TableLane::name));
        int tables = lanes.size();
        return new TimelineData(bins, folded(lanes, Math.max(1, mostLanes)), tables);
    }

    private static long[] hits(Map<Integer, long[]> hits, int table, int bins) {
        return hits.getOrDefault(table, new long[bins]);
    }

    /// The last lane sums up those that there is no room for. Lanes with a place keep the order of their names.
    private static List<TableLane> folded(List<TableLane> lanes, int most) {
        int own = lanes.size() <= most ? lanes.size() : most - 1;
        List<TableLane> shown = new ArrayList<>(lanes.subList(0, own));
        if (own < lanes.size()) {
            shown.add(sum(lanes.subList(own, lanes.size())));
        }
        return shown;
    }

    private static TableLane sum(List<TableLane> lanes) {
        int bins = lanes.getFirst().bins();
        long[][] counts = new long[Op.values().length][bins];
        boolean filtered = lanes.getFirst().hits().isPresent();
        long[] hits = new long[bins];
        for (TableLane lane : lanes) {
            for (int bin = 0; bin < bins; bin++) {
                for (int op = 0; op < counts.length; op++) {
                    counts[op][bin] += lane.counts()[op][bin];
                }
                hits[bin] += lane.hits().isPresent() ? lane.hits().get()[bin] : 0;
            }
        }
        Set<String> names = new HashSet<>();
        lanes.forEach(lane -> names.add(lane.name()));
        String name =
                names.size() == 1
                        ? names.iterator().next()
                        : Text.of("timeline.others", names.size());
        return new TableLane(0, name, counts, filtered ? Optional.of(hits) : Optional.empty());
    }
}
