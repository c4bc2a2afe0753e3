package org.rowback.importers.postgres.heap;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogSchemas;
import org.rowback.importers.postgres.heap.value.DiskType;
import org.rowback.importers.postgres.heap.value.DiskTypes;
import org.rowback.importers.postgres.heap.value.Names;
import org.rowback.importers.postgres.type.PostgresTypes;
import org.rowback.importers.postgres.type.PostgresValues;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A [HeapLayout] made ready for reading. Immutable and thread-safe.
final class HeapColumns {
    /// A column as it lies in a tuple.
    ///
    /// @param shown its index among the columns that are not dropped; -1 where it is dropped
    /// @param key whether it is part of the row key
    /// @param oid its type's OID, for the types that are read without detour
    record HeapColumn(
            DiskType disk,
            ColumnType type,
            int oid,
            int shown,
            boolean key,
            boolean virtual,
            ColumnValue missing) {}

    private static final int[] NONE = {};

    private final HeapLayout layout;
    private final PostgresTypes types;
    private final Charset charset;
    private final HeapColumn[] columns;
    private final int shown;
    private final int[] named;

    HeapColumns(HeapLayout layout) {
        this(layout, Optional.empty());
    }

    /// @param names that OIDs stand for
    HeapColumns(HeapLayout layout, Optional<Names> names) {
        this.layout = layout;
        types = new PostgresTypes(layout.types());
        charset = Encodings.of(layout.encoding());
        var disk =
                new DiskTypes(
                        types, oid -> layout.composites().getOrDefault(oid, List.of()), names);
        List<Integer> key = layout.relation().rowKey().map(k -> k.columns()).orElse(List.of());
        List<CatalogColumn> all = layout.relation().columns();
        columns = new HeapColumn[all.size()];
        int count = 0;
        for (int i = 0; i < columns.length; i++) {
            CatalogColumn column = all.get(i);
            ColumnType type = types.type(column.type(), column.typmod());
            columns[i] =
                    new HeapColumn(
                            disk.of(column),
                            type,
                            (int) column.type(),
                            column.dropped() ? -1 : count++,
                            key.contains(column.number()),
                            column.generated() == 'v',
                            missing(column, type));
        }
        shown = count;
        named = layout.named() ? named(layout) : NONE;
    }

    /// Indexes of a table's columns that print names for OIDs.
    static int[] named(HeapLayout layout) {
        var disk =
                new DiskTypes(
                        new PostgresTypes(layout.types()),
                        oid -> layout.composites().getOrDefault(oid, List.of()),
                        Optional.empty());
        List<CatalogColumn> all = layout.relation().columns();
        return IntStream.range(0, all.size())
                .filter(i -> !all.get(i).dropped() && disk.hasNames(all.get(i).type()))
                .toArray();
    }

    /// Indexes of the columns whose texts stand at the end of images.
    int[] named() {
        return named;
    }

    private static ColumnValue missing(CatalogColumn column, ColumnType type) {
        Optional<String> text = column.hasMissing() ? column.missing() : Optional.empty();
        return text.isEmpty() ? ColumnValue.NULL : PostgresValues.read(type, text.get());
    }

    Charset charset() {
        return charset;
    }

    /// Columns as they lie in a tuple, dropped ones too.
    HeapColumn[] columns() {
        return columns;
    }

    /// How many columns are not dropped.
    int shown() {
        return shown;
    }

    SchemaVersion describe() {
        return CatalogSchemas.of(
                layout.relation(),
                types,
                _ -> Optional.empty(),
                Knowledge.LOG_METADATA,
                "catalog at that point of the log");
    }
}
