package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.heap.TableRow;
import org.rowback.importers.postgres.heap.Tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads rows of `pg_class`, `pg_attribute`, `pg_index` and of the tables that name things, by the layout that the catalog file gives for
/// them, which is that of the server's version.
public final class CatalogTables {
    static final long PG_CLASS = 1259;
    static final long PG_ATTRIBUTE = 1249;
    static final long PG_INDEX = 2610;
    static final long PG_NAMESPACE = 2615;

    /// Tables that say how relations lie in their files.
    static final List<Long> DESCRIBING = List.of(PG_CLASS, PG_ATTRIBUTE, PG_INDEX);

    static final List<Long> READ =
            List.of(
                    PG_CLASS,
                    PG_ATTRIBUTE,
                    PG_INDEX,
                    PG_NAMESPACE,
                    ObjectName.TYPE,
                    ObjectName.PROC,
                    ObjectName.OPERATOR,
                    ObjectName.COLLATION,
                    ObjectName.CONFIG,
                    ObjectName.DICTIONARY,
                    ObjectName.ROLE);

    /// Prefixes of columns' names.
    private static final Map<Long, String> NAMED =
            Map.of(
                    PG_CLASS,
                    "rel",
                    PG_NAMESPACE,
                    "nsp",
                    ObjectName.TYPE,
                    "typ",
                    ObjectName.PROC,
                    "pro",
                    ObjectName.OPERATOR,
                    "opr",
                    ObjectName.COLLATION,
                    "coll",
                    ObjectName.CONFIG,
                    "cfg",
                    ObjectName.DICTIONARY,
                    "dict",
                    ObjectName.ROLE,
                    "rol");

    private final Map<Long, HeapTable> tables = new HashMap<>();
    private final Map<Long, String> namespaces;

    CatalogTables(PostgresCatalog catalog) {
        namespaces = new HashMap<>(catalog.namespaces());
        for (long oid : READ) {
            catalog.relation(oid)
                    .ifPresent(
                            relation ->
                                    tables.put(
                                            oid,
                                            new HeapTable(
                                                    relation,
                                                    catalog.types(),
                                                    _ -> List.of(),
                                                    catalog.database().encoding(),
                                                    Optional.empty())));
        }
    }

    /// Names of schemas, those made in the log among them.
    Map<Long, String> namespaces() {
        return namespaces;
    }

    /// What a row says; null where it describes nothing that matters here.
    ///
    /// @param oid of the table that it is in
    @Nullable CatalogRow read(long oid, Tuple tuple) {
        HeapTable table = tables.get(oid);
        if (table == null || !tuple.isKnown()) {
            return null;
        }
        var row = new TableRow(table, tuple);
        if (oid == PG_CLASS) {
            return relation(row);
        } else if (oid == PG_ATTRIBUTE) {
            return attribute(row);
        } else if (oid == PG_INDEX) {
            return index(row);
        }
        if (oid == PG_NAMESPACE) {
            namespaces.put(row.number("oid"), row.text("nspname"));
        }
        ObjectName name = name(oid, row);
        return isTemporary(name) ? null : new CatalogRow.NameRow(name);
    }

    private boolean isTemporary(ObjectName object) {
        return namespaces.getOrDefault(object.namespace(), "").startsWith("pg_temp_");
    }

    /// The name that a row gives to what it describes.
    ///
    /// @param table of the server's own that the row is of
    public static ObjectName name(long table, TableRow row) {
        String prefix = NAMED.getOrDefault(table, "");
        return new ObjectName(
                table,
                row.number("oid"),
                row.number(prefix + "namespace"),
                row.text(prefix + "name"),
                types(table, row));
    }

    private static List<Long> types(long table, TableRow row) {
        if (table == ObjectName.PROC) {
            return Arrays.stream(row.text("proargtypes").split(" "))
                    .filter(type -> !type.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } else if (table == ObjectName.OPERATOR) {
            return List.of(row.number("oprleft"), row.number("oprright"));
        }
        boolean array =
                table == ObjectName.TYPE
                        && row.number("typelem") != 0
                        && row.number("typlen") == -1
                        && row.letter("typstorage") != 'p';
        return array ? List.of(row.number("typelem")) : List.of();
    }

    private static CatalogRow relation(TableRow row) {
        char kind = row.letter("relkind");
        return "rpmtc".indexOf(kind) < 0
                ? new CatalogRow.NameRow(name(PG_CLASS, row))
                : new CatalogRow.ClassRow(
                        row.number("oid"),
                        row.text("relname"),
                        row.number("relnamespace"),
                        row.number("relfilenode"),
                        row.number("reltablespace"),
                        row.number("reltoastrelid"),
                        kind,
                        row.letter("relpersistence"),
                        row.letter("relreplident"),
                        row.number("relrewrite"),
                        row.flag("relispartition"));
    }

    /// A row of `pg_attribute`; null for a system column.
    public static CatalogRow.@Nullable AttributeRow attribute(TableRow row) {
        long number = row.number("attnum");
        if (number <= 0) {
            return null;
        }
        return new CatalogRow.AttributeRow(
                row.number("attrelid"),
                new CatalogColumn(
                        (int) number,
                        row.text("attname"),
                        row.number("atttypid"),
                        (int) row.number("atttypmod"),
                        (int) row.number("attlen"),
                        row.letter("attalign"),
                        row.flag("attbyval"),
                        row.letter("attstorage"),
                        row.letter("attcompression"),
                        row.flag("attnotnull"),
                        row.flag("attisdropped"),
                        row.letter("attgenerated"),
                        row.letter("attidentity"),
                        row.flag("atthasmissing"),
                        row.value("attmissingval") instanceof Datum array
                                ? Optional.of(onlyElement(array.text()))
                                : Optional.empty(),
                        "",
                        ""));
    }

    /// A row of `pg_index`.
    public static CatalogRow.IndexRow index(TableRow row) {
        List<Integer> columns = new ArrayList<>();
        String[] numbers = row.text("indkey").split(" ");
        long keys = row.number("indnkeyatts");
        boolean whole = true;
        for (int i = 0; i < keys && i < numbers.length; i++) {
            int number = numbers[i].isEmpty() ? 0 : Integer.parseInt(numbers[i]);
            whole &= number > 0;
            columns.add(number);
        }
        boolean usable =
                whole
                        && row.flag("indisunique")
                        && row.flag("indisvalid")
                        && row.flag("indimmediate")
                        && row.value("indpred") instanceof ColumnValue.SqlNull
                        && row.value("indexprs") instanceof ColumnValue.SqlNull;
        return new CatalogRow.IndexRow(
                row.number("indrelid"),
                row.number("indexrelid"),
                row.flag("indisprimary"),
                row.flag("indisreplident"),
                usable,
                columns);
    }

    /// The element of an array of one, as array_out prints it.
    private static String onlyElement(String array) {
        String inner = array.substring(array.indexOf('{') + 1, array.length() - 1);
        if (!inner.startsWith("\"")) {
            return inner;
        }
        var text = new StringBuilder();
        for (int i = 1; i < inner.length() - 1; i++) {
            if (inner.charAt(i) == '\\') {
                i++;
            }
            text.append(inner.charAt(i));
        }
        return text.toString();
    }
}
