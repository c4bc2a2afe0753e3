package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When parent rows stopped holding the values that children refer to: deleted, or given other values, by a change
/// of their own or in silence by a foreign key of theirs.
final class Departures {
    private static final int CACHED = 10_000;

    /// Foreign keys of foreign keys are followed so far.
    private static final int DEPTH = 32;

    private final Tables tables;
    private final Replay replay;
    private final Holders holders;

    private final Set<Long> inProgress = new HashSet<>();

    /// Whether foreign keys were not followed to their end, for what is in progress.
    private boolean isCut;

    private final Map<Long, List<Departure>> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<Departure>> eldest) {
                    return size() > CACHED;
                }
            };

    /// A parent row that stopped holding the values.
    ///
    /// @param cause the logged change that made it so
    /// @param movedTo what it holds instead; empty where it is gone
    /// @param bad whether it would not have left them without the selected changes
    record Departure(Change cause, List<ColumnValue> movedTo, boolean bad) {
        Departure {
            movedTo = List.copyOf(movedTo);
        }
    }

    Departures(Tables tables, Replay replay, Holders holders) {
        this.tables = tables;
        this.replay = replay;
        this.holders = holders;
    }

    /// By rising id of the cause; none where foreign-key checks were off.
    List<Departure> of(Tables.Link link, List<ColumnValue> reference) throws RowbackException {
        long hash = hash(link, reference);
        List<Departure> known = cache.get(hash);
        if (known != null) {
            return known;
        }
        if (inProgress.size() >= DEPTH || !inProgress.add(hash)) {
            isCut = true;
            return List.of();
        }
        try {
            List<Departure> found = find(link, reference);
            if (!isCut || inProgress.size() == 1) {
                cache.put(hash, found);
            }
            return found;
        } finally {
            inProgress.remove(hash);
            isCut &= !inProgress.isEmpty();
        }
    }

    private List<Departure> find(Tables.Link link, List<ColumnValue> reference)
            throws RowbackException {
        Optional<SchemaVersion> parent = tables.head(link.parent());
        if (parent.isEmpty()) {
            return List.of();
        }
        Set<Long> seen = new HashSet<>();
        List<Departure> found = new ArrayList<>();
        for (Change holder : holders.of(link.parent(), link.key().parentColumns(), reference)) {
            if (!seen.contains(holder.id())) {
                Watch watch = new Watch(link, parent.get(), reference, holder, found);
                replay.follow(holder, watch)
                        .ifPresent(row -> row.versions().forEach(v -> seen.add(v.id())));
            }
        }
        found.sort(Comparator.comparingLong(d -> d.cause().id()));
        return List.copyOf(found);
    }

    /// Watches one parent row leave and come.
    private final class Watch implements Replay.Steps {
        private final Tables.Link link;
        private final SchemaVersion parent;
        private final List<ColumnValue> reference;
        private final Change holder;
        private final List<Departure> found;

        Watch(
                Tables.Link link,
                SchemaVersion parent,
                List<ColumnValue> reference,
                Change holder,
                List<Departure> found) {
            this.link = link;
            this.parent = parent;
            this.reference = reference;
            this.holder = holder;
            this.found = found;
        }

        @Override
        public void step(
                Change cause,
                boolean isHidden,
                boolean bad,
                ColumnValue @Nullable [] before,
                ColumnValue @Nullable [] after) {
            if (before == null || !cause.op().isRow() || !HiddenEffects.checksOn(cause)) {
                return;
            }
            List<String> columns = link.key().parentColumns();
            Optional<List<ColumnValue>> held = HiddenEffects.reference(parent, columns, before);
            Optional<List<ColumnValue>> holds =
                    after == null
                            ? Optional.empty()
                            : HiddenEffects.reference(parent, columns, after);
            boolean held1 = held.isPresent() && Claim.same(held.get(), reference);
            if (isHidden && holds.isPresent() && !holds.equals(held)) {
                holders.movedIn(link.parent(), columns, holds.get(), holder);
            }
            if (held1 && after == null) {
                found.add(new Departure(cause, List.of(), bad));
            } else if (held1 && holds.isPresent() && !Claim.same(holds.get(), reference)) {
                found.add(new Departure(cause, holds.get(), bad));
            }
        }
    }

    private static long hash(Tables.Link link, List<ColumnValue> values) {
        return Values.hash(link.parent(), link.key().parentColumns(), values);
    }
}
