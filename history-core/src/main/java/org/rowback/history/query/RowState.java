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
        return at(RowHistory.of(history, tableId, key), afterChange);
    }

    static RowState at(RowHistory rows, long afterChange) {
        RowState best = new RowState(Optional.empty(), Standing.UNKNOWN, 0, "no change names it");
        int count = rows.versions().stream().mapToInt(Version::row).max().orElse(0);
        for (int row = 1; row <= count; row++) {
            RowState state = ofRow(rows.versionsOf(row), rows.key(), afterChange);
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

    private static RowState ofRow(List<Version> versions, RowKey key, long afterChange) {
        int next = 0;
        while (next < versions.size() && versions.get(next).id() <= afterChange) {
            next++;
        }
        boolean doubt = next > 0 && next < versions.size() && isDoubtful(versions.get(next).link());
        Standing standing = doubt ? Standing.ASSUMED : Standing.PROVEN;
        if (next > 0) {
            Version last = versions.get(next - 1);
            Optional<RowImage> image = last.after().filter(i -> isKey(i, key));
            return new RowState(
                    image, standing, last.id(), image.isPresent() ? "left by it" : gone(last));
        }
        Version first = versions.getFirst();
        if (first.change().op() == Op.INSERT) {
            boolean here = isKey(first.after().orElseThrow(), key);
            return here
                    ? new RowState(Optional.empty(), standing, first.id(), "inserted later")
                    : new RowState(Optional.empty(), Standing.UNKNOWN, 0, "no change names it");
        }
        Optional<RowImage> image = first.before().filter(i -> isKey(i, key));
        return image.isPresent()
                ? new RowState(image, standing, first.id(), "found by its first change")
                : new RowState(Optional.empty(), Standing.UNKNOWN, 0, "no change names it");
    }

    private static String gone(Version last) {
        return last.after().isPresent() ? "its key was changed" : "deleted by it";
    }

    private static boolean isDoubtful(Version.Link link) {
        return link == Version.Link.GAP || link == Version.Link.HOLE;
    }

    private static boolean isKey(RowImage image, RowKey key) {
        return Canonical.same(RowKey.of(image), key);
    }
}
