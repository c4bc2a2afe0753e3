package org.rowback.history.query;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.List;
import java.util.Optional;

/// A row as it was after a change of the log, and how well that is known.
///
/// @param image empty where the row did not exist, or where nothing is known of it
/// @param standing how well the whole answer is known; single columns may still be not logged
/// @param from the change whose image shows the row; 0 where none does
/// @param why one phrase
public record RowState(Optional<RowImage> image, Standing standing, long from, String why) {
    /// How well a state is known.
    public enum Standing {
        /// The log shows it.
        PROVEN,
        /// The log shows it, but log is missing or unreadable between that and the point asked for.
        ASSUMED,
        /// The evidence says nothing of it.
        UNKNOWN
    }

    /// The row that held a key right after a change (0: before the first).
    public static RowState at(History history, int tableId, RowKey key, long afterChange)
            throws RowbackException {
        RowTracer tracer = new RowTracer(history);
        return at(tracer.trace(tableId, key), tracer.doubts(tableId, key), afterChange);
    }

    static RowState at(RowHistory rows, Doubts doubts, long afterChange) {
        RowState best = new RowState(Optional.empty(), Standing.UNKNOWN, 0, "no change names it");
        int count = rows.versions().stream().mapToInt(Version::row).max().orElse(0);
        for (int row = 1; row <= count; row++) {
            RowState state = ofRow(rows.versionsOf(row), doubts, rows.key(), afterChange);
            boolean better =
                    best.standing() == Standing.UNKNOWN
                            || (state.image().isPresent() && best.image().isEmpty())
                            || (state.image().isPresent() == best.image().isPresent()
                                    && state.from() > best.from());
            if (state.standing() != Standing.UNKNOWN && better) {
                best = state;
            }
        }
        return best;
    }

    private static RowState ofRow(
            List<Version> versions, Doubts doubts, RowKey key, long afterChange) {
        int next = 0;
        while (next < versions.size() && versions.get(next).id() <= afterChange) {
            next++;
        }
        if (next > 0) {
            Version last = versions.get(next - 1);
            Optional<RowImage> image = last.after().filter(i -> isKey(i, key));
            return new RowState(
                    image,
                    standing(doubts.between(last.id(), afterChange)),
                    last.id(),
                    image.isPresent() ? "left by it" : gone(last));
        }
        Version first = versions.getFirst();
        Standing standing = standing(doubts.between(afterChange, first.id()));
        boolean inserted = first.change().op() == Op.INSERT;
        Optional<RowImage> shown = inserted ? first.after() : first.before();
        if (!isKey(shown.orElseThrow(), key)) {
            return new RowState(Optional.empty(), Standing.UNKNOWN, 0, "no change names it");
        }
        return inserted
                ? new RowState(Optional.empty(), standing, first.id(), "inserted later")
                : new RowState(shown, standing, first.id(), "found by its first change");
    }

    private static Standing standing(boolean doubt) {
        return doubt ? Standing.ASSUMED : Standing.PROVEN;
    }

    private static String gone(Version last) {
        return last.after().isPresent() ? "its key was changed" : "deleted by it";
    }

    private static boolean isKey(RowImage image, RowKey key) {
        return Canonical.same(RowKey.of(image), key);
    }
}
