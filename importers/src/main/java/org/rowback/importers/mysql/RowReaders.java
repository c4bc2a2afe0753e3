package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.mysql.row.RowLayout;
import org.rowback.importers.mysql.row.RowReader;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Readers of rows, kept from log to log of one import: the next log mostly maps the same tables. Not thread-safe.
final class RowReaders {
    private static final int MOST = 4096;

    private record Made(SchemaVersion schema, int[] keyColumns, int tableId, RowReader reader) {
        /// Whether it was made of the same; a schema that was worked out anew is another.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(SchemaVersion otherSchema, int[] otherKey, int otherTable) {
            return schema == otherSchema
                    && tableId == otherTable
                    && Arrays.equals(keyColumns, otherKey);
        }
    }

    private final Map<RowFormat, Made> made = new HashMap<>();

    RowReader of(
            RowLayout layout,
            RowFormat format,
            SchemaVersion schema,
            int[] keyColumns,
            int tableId) {
        @Nullable Made known = made.get(format);
        if (known != null && known.isOf(schema, keyColumns, tableId)) {
            return known.reader();
        }
        if (made.size() >= MOST) {
            made.clear();
        }
        RowReader reader = layout.reader(schema, keyColumns, tableId);
        made.put(format, new Made(schema, keyColumns, tableId, reader));
        return reader;
    }
}
