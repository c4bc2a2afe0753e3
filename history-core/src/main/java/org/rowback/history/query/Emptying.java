package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.partition.PartitionFinder;
import org.rowback.history.partition.Place;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A statement after which rows of a table are gone that it does not name: all of them, or those of some partitions.
///
/// The columns that divide a table are part of its primary key, so the key alone tells in which partition a row was,
/// as far as the definition before the statement decides it.
public final class Emptying {
    private static final ColumnValue OPEN = new ColumnValue.NotLogged("the key does not hold it");

    private final Change change;
    private final Optional<AlteredColumns.Taken> partitions;
    private final Set<Integer> places = new TreeSet<>();
    private Optional<SchemaVersion> before = Optional.empty();
    private Optional<PartitionFinder> finder = Optional.empty();

    private Emptying(Change change, Optional<AlteredColumns.Taken> partitions) {
        this.change = change;
        this.partitions = partitions;
    }

    /// Empty where a change is none.
    public static Optional<Emptying> of(History history, Change change) throws RowbackException {
        if (change.op().isRow()) {
            return Optional.empty();
        }
        TableFate fate = TableFate.of(change);
        if (fate == TableFate.EMPTIED && CutOver.of(history, change).isPresent()) {
            return Optional.empty();
        }
        if (fate == TableFate.EMPTIED) {
            return Optional.of(new Emptying(change, Optional.empty()));
        }
        Optional<AlteredColumns.Taken> taken =
                fate == TableFate.DOUBTFUL
                        ? change.statement().flatMap(s -> AlteredColumns.of(s).partitions())
                        : Optional.empty();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Emptying emptying = new Emptying(change, taken.filter(t -> t.isSwapped() || !t.areAll()));
        if (!emptying.isWhole()) {
            emptying.before = history.schemaAt(change.tableId(), change.id() - 1);
            emptying.before.ifPresent(emptying::find);
        }
        return Optional.of(emptying);
    }

    private void find(SchemaVersion schema) {
        List<Integer> found =
                partitions.orElseThrow().names().stream()
                        .map(schema.partitions()::indexOf)
                        .toList();
        if (!found.contains(-1)) {
            places.addAll(found);
            finder = Optional.of(new PartitionFinder(schema));
        }
    }

    public Change change() {
        return change;
    }

    /// Whether the table has no rows after it.
    public boolean isWhole() {
        return partitions.isEmpty();
    }

    /// The partitions that it took; empty where it took the whole table.
    public Optional<AlteredColumns.Taken> partitions() {
        return partitions;
    }

    /// Whether it took the row of a key.
    Truth takes(RowKey key) {
        if (isWhole() || before.isEmpty()) {
            return isWhole() ? Truth.TRUE : Truth.UNDECIDABLE;
        }
        SchemaVersion schema = before.get();
        int[] columns = schema.keyColumns();
        List<ColumnValue> row = new ArrayList<>(key.parts());
        if (!key.whole()) {
            row = new ArrayList<>(Collections.nCopies(schema.columns().size(), OPEN));
            for (int i = 0; i < columns.length && columns.length == key.parts().size(); i++) {
                row.set(columns[i], key.parts().get(i));
            }
        }
        return row.size() == schema.columns().size() ? takes(row) : Truth.UNDECIDABLE;
    }

    /// Whether it took a row.
    public Truth takes(RowImage image) {
        return isWhole()
                ? Truth.TRUE
                : before.map(s -> takes(values(AsOf.in(s, image)))).orElse(Truth.UNDECIDABLE);
    }

    /// Why it is not known whether it took a row.
    public String doubt(RowImage image) {
        return finder.map(f -> f.of(values(AsOf.in(before.orElseThrow(), image))))
                .map(p -> p instanceof Place.Undecided u ? u.why() : "")
                .orElse("the definition of its partitions is not known");
    }

    private static List<ColumnValue> values(RowImage image) {
        List<ColumnValue> values = new ArrayList<>();
        for (int i = 0; i < image.size(); i++) {
            values.add(image.value(i));
        }
        return values;
    }

    private Truth takes(List<ColumnValue> row) {
        return finder.map(f -> f.of(row))
                .map(
                        place ->
                                switch (place) {
                                    case Place.In in -> Truth.of(places.contains(in.index()));
                                    case Place.Nowhere _, Place.Undecided _ -> Truth.UNDECIDABLE;
                                })
                .orElse(Truth.UNDECIDABLE);
    }
}
