package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.query.Version;

import java.util.List;
import java.util.Optional;

/// Which of two rows that had one key, one after the other, a reference means: that which was there when the reference
/// was last in the hands of the good.
final class RowReferences {
    private RowReferences() {}

    /// The id of the change by which a row came to hold values that it holds now.
    static long since(Replay.Row holder, Claim claim) {
        long since = 0;
        boolean held = false;
        for (Version version : holder.versions()) {
            Optional<ColumnValue[]> after =
                    version.change().after().map(i -> Values.onto(holder.head(), i));
            if (after.isPresent() && !isShown(holder, claim, after.get())) {
                continue;
            }
            boolean holds =
                    after.flatMap(a -> HiddenEffects.reference(holder.head(), claim.columns(), a))
                            .filter(v -> Claim.same(v, claim.values()))
                            .isPresent();
            boolean comes = version.change().op() == Op.INSERT;
            since = holds && (comes || !held) ? version.id() : since;
            held = holds;
        }
        return since;
    }

    private static boolean isShown(Replay.Row row, Claim claim, ColumnValue[] values) {
        return claim.columns().stream()
                .allMatch(c -> Values.isKnown(values[row.head().indexOf(c)]));
    }

    /// The id of the first bad change since which a row does not hold any more what it is to hold in some columns: the
    /// reference is older.
    static long writtenFrom(Replay.Row row, List<String> columns) {
        RowFold fold = row.fold();
        RowFold.Reuse reuse = fold.reused();
        long first = Long.MAX_VALUE;
        if (fold.exists() && reuse == null) {
            for (String column : columns) {
                Change bad = fold.track(row.head().indexOf(column)).first;
                first = bad == null ? first : Math.min(first, bad.id());
            }
            return first;
        }
        @Nullable Change gone = fold.badDelete();
        return reuse != null ? lastBefore(row, reuse.by().id()) : gone == null ? first : gone.id();
    }

    /// The change of a row before another.
    private static long lastBefore(Replay.Row row, long id) {
        return row.versions().stream().mapToLong(Version::id).filter(v -> v < id).max().orElse(0);
    }
}
