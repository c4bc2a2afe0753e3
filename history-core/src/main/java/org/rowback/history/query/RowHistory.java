package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;

import java.util.List;
import java.util.Optional;

/// Every change of the rows that ever held a key, across changes of their key.
///
/// A row is followed backward and forward through UPDATEs that change its key; a DELETE followed by an INSERT of the
/// same key is one row with a break. Where another row takes a key that the first one left, the two are different
/// rows and are told apart by [Version#row].
///
/// @param versions by rising change id
/// @param voided changes of these rows that do not count as history (rolled back, never committed), as logged
/// @param names how the table came to other names, and whether the rows were followed through it, in order
public record RowHistory(
        RowKey key, List<Version> versions, List<Change> voided, List<Rename> names) {
    public RowHistory {
        versions = List.copyOf(versions);
        voided = List.copyOf(voided);
        names = List.copyOf(names);
    }

    /// The history of a key of a table, under every name that the table is proven to have had. For many rows of one case,
    /// keep a [RowTracer].
    public static RowHistory of(History history, int tableId, RowKey key) throws RowbackException {
        return of(history, tableId, key, ImportMonitor.NONE);
    }

    /// The same, which stops where the monitor wants it.
    public static RowHistory of(History history, int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        return of(Renames.of(history, monitor), tableId, key, monitor);
    }

    /// The same, of a history whose renames are known.
    public static RowHistory of(Renames renames, int tableId, RowKey key, ImportMonitor monitor)
            throws RowbackException {
        RowHistory rows =
                new RowTracer(renames.history(), monitor).trace(renames.now(tableId), key);
        return new RowHistory(key, rows.versions, rows.voided, renames.of(tableId));
    }

    /// The versions of one row.
    public List<Version> versionsOf(int row) {
        return versions.stream().filter(v -> v.row() == row).toList();
    }

    /// The versions of the row that a change belongs to; empty where it is not among them.
    public List<Version> versionsOf(Change change) {
        return versions.stream()
                .filter(v -> v.id() == change.id())
                .findFirst()
                .map(v -> versionsOf(v.row()))
                .orElse(List.of());
    }

    /// The versions of the row that the newest change of the key belongs to.
    public List<Version> current() {
        for (Version version : versions.reversed()) {
            boolean names =
                    version.before().map(this::isKey).orElse(false)
                            || version.after().map(this::isKey).orElse(false);
            if (names) {
                return versionsOf(version.row());
            }
        }
        return List.of();
    }

    private boolean isKey(RowImage image) {
        return Canonical.same(RowKey.of(image), key);
    }

    public Optional<Version> version(long changeId) {
        return versions.stream().filter(v -> v.id() == changeId).findFirst();
    }

    public boolean isEmpty() {
        return versions.isEmpty();
    }
}
