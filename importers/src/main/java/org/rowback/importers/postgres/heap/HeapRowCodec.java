package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.heap.HeapColumns.HeapColumn;

import java.util.concurrent.ConcurrentHashMap;

/// Reads rows as they lie in PostgreSQL's heap.
public final class HeapRowCodec implements RowCodec {
    /// What [#name] says.
    public static final String NAME = "postgres-heap";

    private static final int MOST_LAYOUTS = 512;

    private final ConcurrentHashMap<Known, HeapColumns> layouts = new ConcurrentHashMap<>();

    /// By identity, as comparing layouts for every image would cost more than reading it.
    private record Known(Bytes layout) {
        @SuppressWarnings("ReferenceEquality")
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && known.layout == layout;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(layout);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SchemaVersion describe(RowFormat format) {
        return columns(format).describe();
    }

    @Override
    public RowImage decode(
            RowFormat format,
            SchemaVersion schema,
            Side side,
            Bytes image,
            @Nullable RowImage before) {
        HeapColumns layout = columns(format);
        var walk = new TupleWalk(layout);
        walk.read(image.array(), 0, image.length());
        ColumnValue[] values = new ColumnValue[layout.shown()];
        HeapColumn[] columns = layout.columns();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].shown() >= 0) {
                values[columns[i].shown()] = walk.value(i);
            }
        }
        return RowImage.logged(schema, values);
    }

    private HeapColumns columns(RowFormat format) {
        if (layouts.size() > MOST_LAYOUTS) {
            layouts.clear();
        }
        return layouts.computeIfAbsent(
                new Known(format.layout()),
                known -> new HeapColumns(HeapLayout.decode(known.layout())));
    }
}
