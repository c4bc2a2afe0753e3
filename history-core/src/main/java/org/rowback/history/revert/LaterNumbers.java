package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Differences.Motion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts, while a plan is made, the writes that might be differences: good ones of numbers that selected changes had
/// written before, and selected ones whose statement says so. A write that the plan meets twice counts once.
final class LaterNumbers {
    private record Place(int tableId, String column) {}

    private static final class Count {
        final TableName table;
        final BitSet writes = new BitSet();
        final BitSet said = new BitSet();
        final BitSet shown = new BitSet();
        final BitSet open = new BitSet();
        final BitSet bad = new BitSet();
        String evidence = "";

        Count(TableName table) {
            this.table = table;
        }
    }

    private final Map<Place, Count> counts = new LinkedHashMap<>();

    /// A good write of a number after a selected one.
    void good(Change change, Column column, Motion motion) {
        Count count = count(change, column);
        int id = Math.toIntExact(change.id());
        count.writes.set(id);
        switch (motion.kind()) {
            case MOVED -> (motion.evidence().isEmpty() ? count.said : count.shown).set(id);
            case OPEN -> count.open.set(id);
            case SET -> {}
        }
        if (!motion.evidence().isEmpty()) {
            count.evidence = motion.evidence();
        }
    }

    /// A selected write, the last of its column, whose statement moved it.
    void bad(Change change, Column column) {
        count(change, column).bad.set(Math.toIntExact(change.id()));
    }

    private Count count(Change change, Column column) {
        return counts.computeIfAbsent(
                new Place(change.tableId(), column.name()), _ -> new Count(change.table()));
    }

    /// What was counted of columns that tell no rows apart and tie none to others.
    List<RelativeColumn> columns(Tables tables) {
        List<RelativeColumn> found = new ArrayList<>();
        counts.forEach(
                (place, count) -> {
                    if (!tables.isTied(place.tableId(), place.column())) {
                        found.add(
                                new RelativeColumn(
                                        count.table,
                                        place.column(),
                                        count.writes.cardinality(),
                                        count.said.cardinality(),
                                        count.shown.cardinality(),
                                        count.open.cardinality(),
                                        count.bad.cardinality(),
                                        count.evidence));
                    }
                });
        return found;
    }
}
