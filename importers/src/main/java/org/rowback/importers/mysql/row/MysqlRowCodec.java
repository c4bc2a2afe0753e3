package org.rowback.importers.mysql.row;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImageValues;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.util.concurrent.ConcurrentHashMap;

/// Reads the row images of MySQL 5.1 to 9.7 and MariaDB 5.5 to 12, as [RowLayout] lays them out.
///
/// What was worked out for a format and schema version is kept for the next image; nothing else is remembered.
public final class MysqlRowCodec implements RowCodec {
    /// The name stored with each row format.
    public static final String NAME = "mysql-row";

    private static final int MOST_PLANS = 512;

    private final ConcurrentHashMap<Known, RowPlan> plans = new ConcurrentHashMap<>();

    /// By identity, as comparing schema versions for every image would cost more than reading it.
    private record Known(RowFormat format, SchemaVersion schema) {
        @SuppressWarnings("ReferenceEquality")
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known
                    && known.format.layout() == format.layout()
                    && known.schema == schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(format.layout()) * 31 + System.identityHashCode(schema);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SchemaVersion describe(RowFormat format) {
        return LayoutSchema.of(layout(format));
    }

    @Override
    public RowImage decode(
            RowFormat format,
            SchemaVersion schema,
            Side side,
            Bytes image,
            @Nullable RowImage before) {
        RowPlan plan = plan(format, schema);
        var walk = new RowWalk(plan, side);
        walk.read(image.array(), 0, image.length());
        RowImage old = before != null && before.size() == plan.columnCount() ? before : null;
        return RowImage.logged(
                schema, i -> walk.value(i, old != null && walk.isPartial(i) ? old.value(i) : null));
    }

    @Override
    public ImageValues values(RowFormat format, SchemaVersion schema) {
        return new WalkedValues(plan(format, schema));
    }

    private RowPlan plan(RowFormat format, SchemaVersion schema) {
        if (plans.size() > MOST_PLANS) {
            plans.clear();
        }
        return plans.computeIfAbsent(
                new Known(format, schema), known -> new RowPlan(layout(known.format), schema));
    }

    private static RowLayout layout(RowFormat format) {
        try {
            return RowLayout.decode(format.layout());
        } catch (Malformed e) {
            throw new IllegalArgumentException(
                    "the case holds a damaged row layout of "
                            + format.table()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
