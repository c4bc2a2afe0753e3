package org.rowback.history.query;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns the changes of one row, in order, into versions: fills in what was not logged where the changes so far
/// prove it, and finds where the chain is broken.
///
/// Where log is missing between two changes, nothing is filled in across.
///
/// What a change left is what the next one finds. A column that the image after an UPDATE does not hold kept its
/// value, unless the server computes it. Across an ALTER columns are matched by name, and only where their type stayed the same.
final class RowFiller {
    private final int row;
    private final Doubts doubts;
    private @Nullable RowImage known;
    private long knownFrom;
    private boolean gone;

    RowFiller(int row, Doubts doubts) {
        this.row = row;
        this.doubts = doubts;
    }

    /// @param change the next change of the row, by rising id
    Version next(Change change) {
        long previous = knownFrom;
        Version version =
                change.op() == Op.INSERT
                        ? inserted(change, previous)
                        : change.op().isRow()
                                ? changed(change, previous)
                                : emptied(change, previous);
        known = version.after().or(version::before).orElse(null);
        gone = version.after().isEmpty();
        knownFrom = change.id();
        return version;
    }

    private Version inserted(Change change, long previous) {
        Version.Link link =
                previous == 0
                        ? Version.Link.FIRST
                        : gone ? Version.Link.REINSERTED : Version.Link.HOLE;
        return new Version(
                change, Optional.empty(), change.after(), link, previous, List.of(), row);
    }

    private Version emptied(Change change, long previous) {
        Optional<RowImage> before = Optional.ofNullable(known).map(this::allFilled);
        return new Version(
                change, before, Optional.empty(), Version.Link.NEXT, previous, List.of(), row);
    }

    private Version changed(Change change, long previous) {
        RowImage before = change.before().orElseThrow();
        List<String> broken = new ArrayList<>();
        Version.Link link = Version.Link.FIRST;
        if (previous != 0) {
            RowImage left = known;
            if (left != null && !gone) {
                broken.addAll(differences(left, before));
            }
            boolean hole = gone || !broken.isEmpty();
            boolean gap = doubts.between(previous, change.id());
            link = hole ? Version.Link.HOLE : gap ? Version.Link.GAP : Version.Link.NEXT;
            if (!hole && !gap && left != null) {
                before = filledFrom(left, previous, before);
            }
        }
        RowImage found = before;
        Optional<RowImage> after =
                change.after(found).map(image -> kept(change.id(), found, image));
        return new Version(change, Optional.of(before), after, link, previous, broken, row);
    }

    private RowImage allFilled(RowImage left) {
        RowImage filled = left;
        for (int i = 0; i < left.size(); i++) {
            if (!(left.value(i) instanceof ColumnValue.NotLogged) && left.filledFrom(i) == 0) {
                filled = filled.filled(i, left.value(i), knownFrom);
            }
        }
        return filled;
    }

    /// What a change found, with what the one before it left filled in.
    static RowImage filledFrom(RowImage left, long knownFrom, RowImage before) {
        RowImage filled = before;
        for (int i = 0; i < before.size(); i++) {
            int from = sameColumn(before.schema(), i, left.schema());
            if (from >= 0
                    && before.value(i) instanceof ColumnValue.NotLogged
                    && isKnown(left.value(from))) {
                long by = left.filledFrom(from);
                filled = filled.filled(i, left.value(from), by != 0 ? by : knownFrom);
            }
        }
        return filled;
    }

    /// What a change left, with what it found and did not touch filled in.
    static RowImage kept(long id, RowImage before, RowImage after) {
        RowImage filled = after;
        for (int i = 0; i < after.size(); i++) {
            boolean kept =
                    after.value(i) instanceof ColumnValue.NotLogged
                            && !after.schema().columns().get(i).isGenerated();
            if (kept && isKnown(before.value(i))) {
                long by = before.filledFrom(i);
                filled = filled.filled(i, before.value(i), by != 0 ? by : id);
            }
        }
        return filled;
    }

    /// Names of columns that are known in both and differ.
    static List<String> differences(RowImage left, RowImage found) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int from = sameColumn(found.schema(), i, left.schema());
            if (from >= 0
                    && isKnown(found.value(i))
                    && isKnown(left.value(from))
                    && !Canonical.same(found.value(i), left.value(from))) {
                names.add(found.schema().columns().get(i).name());
            }
        }
        return names;
    }

    private static boolean isKnown(ColumnValue value) {
        return !(value instanceof ColumnValue.NotLogged)
                && !(value instanceof ColumnValue.Undecodable);
    }

    /// The index in another version of the table of the column of the same name and type, or -1.
    private static int sameColumn(SchemaVersion schema, int column, SchemaVersion other) {
        if (schema.equals(other)) {
            return column;
        }
        Column wanted = schema.columns().get(column);
        int index = other.indexOf(wanted.name());
        return index >= 0 && other.columns().get(index).type().equals(wanted.type()) ? index : -1;
    }
}
