package org.rowback.importers.postgres.backup;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.heap.TableRow;
import org.rowback.importers.postgres.replay.CatalogRow;
import org.rowback.importers.postgres.replay.CatalogTables;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rows of the server's own tables, read by the columns that `pg_attribute` gives to them.
final class CatalogRows {
    private final BackupTables tables;
    private final String encoding;

    /// Columns of all relations by their OID, in their order.
    final Map<Long, List<CatalogColumn>> columns = new HashMap<>();

    CatalogRows(BackupTables tables, int version, String encoding) throws RowbackException {
        this.tables = tables;
        this.encoding = encoding;
        for (TableRow row : rows(AttributeTable.of(version))) {
            CatalogRow.AttributeRow attribute = CatalogTables.attribute(row);
            if (attribute != null) {
                columns.computeIfAbsent(attribute.relation(), _ -> new ArrayList<>())
                        .add(attribute.column());
            }
        }
        columns.values().forEach(list -> list.sort(Comparator.comparingInt(CatalogColumn::number)));
    }

    /// All rows of a table.
    List<TableRow> of(long table) throws RowbackException {
        List<CatalogColumn> known = columns.get(table);
        if (known == null) {
            throw new RowbackException.BadInput(
                    "the backup's pg_attribute does not have the columns of the server's own table "
                            + table
                            + ": it is damaged, or not of the version that it says; take the"
                            + " schema with 'rowback schema postgresql://…'");
        }
        return rows(AttributeTable.relation(table, "table " + table, known));
    }

    private List<TableRow> rows(CatalogRelation relation) throws RowbackException {
        HeapTable table =
                new HeapTable(
                        relation,
                        PostgresTypes.BUILTIN,
                        _ -> List.of(),
                        encoding,
                        Optional.empty());
        List<TableRow> rows = new ArrayList<>();
        tables.rows(relation.oid(), tuple -> rows.add(new TableRow(table, tuple)));
        return rows;
    }
}
