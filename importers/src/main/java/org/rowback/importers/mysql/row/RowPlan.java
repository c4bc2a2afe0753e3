package org.rowback.importers.mysql.row;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue.NotLogged;
import org.rowback.history.model.SchemaVersion;

import java.util.Arrays;
import java.util.List;

/// A layout and a schema version worked out into what reading needs. Immutable, thread-safe.
final class RowPlan {
    private final SchemaVersion schema;
    private final boolean partialUpdates;
    private final int[] walk;
    private final int[] loggedBefore;
    private final int[] loggedAfter;
    private final int[] placesBefore;
    private final int[] placesAfter;
    private final int[] jsonColumns;
    private final ColumnReader[] readers;
    private final NotLogged[] notLogged;

    RowPlan(RowLayout layout, SchemaVersion schema) {
        List<WireColumn> columns = layout.columns();
        if (schema.columns().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a schema of "
                            + schema.columns().size()
                            + " columns for a layout of "
                            + columns.size()
                            + " of "
                            + layout.map().table());
        }
        this.schema = schema;
        this.partialUpdates = layout.partialUpdate();
        this.walk = columns.stream().mapToInt(WireColumn::walk).toArray();
        this.loggedBefore = layout.logged(Side.BEFORE).stream().toArray();
        this.loggedAfter = layout.logged(Side.AFTER).stream().toArray();
        this.placesBefore = places(loggedBefore, columns.size());
        this.placesAfter = places(loggedAfter, columns.size());
        this.jsonColumns =
                java.util.stream.IntStream.range(0, columns.size())
                        .filter(i -> columns.get(i).isJson())
                        .toArray();
        this.readers = new ColumnReader[columns.size()];
        SchemaVersion described = LayoutSchema.of(layout);
        for (int i = 0; i < readers.length; i++) {
            readers[i] =
                    ColumnReaders.of(
                            columns.get(i),
                            known(schema.columns().get(i).type(), described, i),
                            layout.map().mariaDb());
        }
        this.notLogged = ImageReasons.of(layout, schema);
    }

    private static int[] places(int[] logged, int columns) {
        int[] places = new int[columns];
        Arrays.fill(places, -1);
        for (int i = 0; i < logged.length; i++) {
            places[logged[i]] = i;
        }
        return places;
    }

    /// The schema's type, with the charset and labels that the table map knows where the schema does not.
    private static ColumnType known(ColumnType type, SchemaVersion described, int i) {
        ColumnType logged = described.columns().get(i).type();
        if (type.family() == ColumnType.Family.UNKNOWN) {
            return logged;
        }
        if (type.family() != logged.family()) {
            return type;
        }
        return new ColumnType(
                type.sql(),
                type.family(),
                type.unsigned(),
                type.charset().isEmpty() ? logged.charset() : type.charset(),
                type.members().isEmpty() ? logged.members() : type.members(),
                type.digits());
    }

    SchemaVersion schema() {
        return schema;
    }

    int columnCount() {
        return walk.length;
    }

    int[] walk() {
        return walk;
    }

    int[] logged(Side side) {
        return side == Side.BEFORE ? loggedBefore : loggedAfter;
    }

    /// For each column its place among the logged ones, -1 where it is not.
    int[] places(Side side) {
        return side == Side.BEFORE ? placesBefore : placesAfter;
    }

    boolean hasPartialUpdates() {
        return partialUpdates;
    }

    /// Columns that have a partial bit in a partial update.
    int[] jsonColumns() {
        return jsonColumns;
    }

    ColumnReader reader(int column) {
        return readers[column];
    }

    NotLogged notLogged(int column) {
        return notLogged[column];
    }
}
