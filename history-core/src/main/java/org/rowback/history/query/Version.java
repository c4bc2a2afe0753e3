package org.rowback.history.query;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// One step of a row's life: a change with its images, in which columns that were not logged are filled in where
/// earlier changes of the same row prove them ([RowImage#filledFrom] says by which).
///
/// A TRUNCATE or a DROP of the table ends a row: its `before` is then all filled in, its `after` empty.
///
/// @param before empty for INSERT
/// @param after empty where the row is gone after it
/// @param link how it follows from the version before it
/// @param previous the id of that version's change; 0 for the first of a row
/// @param broken names of columns whose value before differs from what the previous version left, for HOLE
/// @param row which of the rows that held the key it belongs to, from 1 in order of their first change
public record Version(
        Change change,
        Optional<RowImage> before,
        Optional<RowImage> after,
        Link link,
        long previous,
        List<String> broken,
        int row) {
    public Version {
        broken = List.copyOf(broken);
    }

    /// How a version follows from the one before it.
    public enum Link {
        /// Nothing of the row lies before it in the evidence.
        FIRST,
        /// What it found is what the previous version left, as far as both are known.
        NEXT,
        /// The key was deleted and inserted again.
        REINSERTED,
        /// Log is missing or unreadable between the two: nothing was filled in across, though what both logged agrees.
        GAP,
        /// It found another row than the previous version left: a hole in the evidence or corruption, which of them
        /// cannot be told.
        HOLE
    }

    public long id() {
        return change.id();
    }

    /// Columns of the change's schema whose value this version set: for INSERT and DELETE all, for UPDATE those that
    /// differ; a column whose value before is not known counts as set where the log has a value after.
    public BitSet setColumns() {
        BitSet set = new BitSet();
        if (before.isEmpty() || after.isEmpty()) {
            set.set(0, before.or(() -> after).map(RowImage::size).orElse(0));
            return set;
        }
        for (int i = 0; i < after.get().size(); i++) {
            ColumnValue now = after.get().value(i);
            set.set(
                    i,
                    !(now instanceof ColumnValue.NotLogged)
                            && !Canonical.same(now, before.get().value(i)));
        }
        return set;
    }

    /// Names of the columns of [#setColumns()].
    public List<String> setColumnNames() {
        List<Column> columns =
                before.or(() -> after).map(image -> image.schema().columns()).orElse(List.of());
        return setColumns().stream().mapToObj(i -> columns.get(i).name()).toList();
    }

    /// Whether the row does not exist after it.
    public boolean endsRow() {
        return change.op() != Op.INSERT && after.isEmpty();
    }
}
