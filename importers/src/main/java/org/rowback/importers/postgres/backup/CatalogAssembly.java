package org.rowback.importers.postgres.backup;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey.Action;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.catalog.CatalogDatabase;
import org.rowback.importers.postgres.catalog.CatalogKey;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.CatalogRelation.Trigger;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.TableRow;
import org.rowback.importers.postgres.replay.CatalogRow;
import org.rowback.importers.postgres.replay.CatalogTables;
import org.rowback.importers.postgres.type.PostgresType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts a catalog together from rows of the server's own tables, as `catalog.sql` does on the server.
final class CatalogAssembly {
    static final long PG_CLASS = 1259;
    private static final long PG_TYPE = 1247;
    private static final long PG_NAMESPACE = 2615;
    private static final long PG_INDEX = 2610;
    private static final long PG_CONSTRAINT = 2606;
    private static final long PG_INHERITS = 2611;
    private static final long PG_ENUM = 3501;
    private static final long PG_RANGE = 3541;
    private static final long PG_AM = 2601;
    private static final long PG_DEPEND = 2608;
    private static final long PG_TRIGGER = 2620;

    /// Tables whose files `pg_filenode.map` names.
    static final List<Long> MAPPED =
            List.of(AttributeTable.OID, PG_CLASS, PG_TYPE, ObjectName.PROC);

    /// Tables whose files `pg_class` names.
    static final List<Long> OTHERS =
            List.of(
                    PG_NAMESPACE,
                    PG_INDEX,
                    PG_CONSTRAINT,
                    PG_INHERITS,
                    PG_ENUM,
                    PG_RANGE,
                    PG_AM,
                    PG_DEPEND,
                    PG_TRIGGER,
                    ObjectName.OPERATOR,
                    ObjectName.COLLATION,
                    ObjectName.CONFIG,
                    ObjectName.DICTIONARY);

    /// Those of which only the names matter.
    private static final List<Long> NAMED =
            List.of(
                    ObjectName.PROC,
                    ObjectName.OPERATOR,
                    ObjectName.COLLATION,
                    ObjectName.CONFIG,
                    ObjectName.DICTIONARY,
                    ObjectName.ROLE);

    private static final String KINDS = "rpmtcS";

    private final CatalogRows rows;
    private final Map<Long, Long> map;
    private final Map<Long, String> namespaces = new HashMap<>();
    private final Map<Long, String> methods = new HashMap<>();
    private final Map<Long, List<CatalogKey>> keys = new HashMap<>();
    private final Map<Long, List<Long>> parents = new HashMap<>();
    private final Map<Long, List<Long>> sequences = new HashMap<>();
    private final Map<Long, List<Trigger>> triggers = new HashMap<>();

    /// @param map files of the tables of which `pg_class` does not say them
    CatalogAssembly(CatalogRows rows, Map<Long, Long> map) {
        this.rows = rows;
        this.map = map;
    }

    PostgresCatalog catalog(CatalogDatabase database) throws RowbackException {
        for (TableRow row : rows.of(PG_NAMESPACE)) {
            namespaces.put(row.number("oid"), row.text("nspname"));
        }
        for (TableRow row : rows.of(PG_AM)) {
            methods.put(row.number("oid"), row.text("amname"));
        }
        List<TableRow> classes = rows.of(PG_CLASS);
        Map<Long, TableRow> relations = new HashMap<>();
        classes.forEach(row -> relations.put(row.number("oid"), row));
        keys(relations);
        inheritance();
        ownership(relations);
        triggers();
        return new PostgresCatalog(
                database,
                classes.stream()
                        .filter(row -> KINDS.indexOf(row.letter("relkind")) >= 0)
                        .sorted(Comparator.comparingLong(row -> row.number("oid")))
                        .map(this::relation)
                        .toList(),
                types(),
                namespaces,
                objects(classes, database.encoding()));
    }

    /// In the order in which the server gives them.
    private List<ObjectName> objects(List<TableRow> classes, String encoding)
            throws RowbackException {
        List<ObjectName> objects = new ArrayList<>();
        for (TableRow row : classes) {
            if (KINDS.indexOf(row.letter("relkind")) < 0) {
                objects.add(CatalogTables.name(PG_CLASS, row));
            }
        }
        for (long table : NAMED) {
            for (TableRow row : rows.of(table)) {
                int only = table == ObjectName.COLLATION ? (int) row.number("collencoding") : -1;
                if (only == -1 || BackupCatalog.encoding(only).equals(encoding)) {
                    objects.add(CatalogTables.name(table, row));
                }
            }
        }
        objects.sort(
                Comparator.comparingLong(ObjectName::oid).thenComparingLong(ObjectName::table));
        return objects;
    }

    private CatalogRelation relation(TableRow row) {
        long oid = row.number("oid");
        long file = row.number("relfilenode");
        return new CatalogRelation(
                oid,
                file == 0 ? map.getOrDefault(oid, 0L) : file,
                row.number("reltablespace"),
                new TableName(
                        namespaces.getOrDefault(row.number("relnamespace"), ""),
                        row.text("relname")),
                row.letter("relkind"),
                row.letter("relpersistence"),
                methods.getOrDefault(row.number("relam"), ""),
                switch (row.letter("relreplident")) {
                    case 'd' -> ReplicaIdentity.DEFAULT;
                    case 'i' -> ReplicaIdentity.INDEX;
                    case 'f' -> ReplicaIdentity.FULL;
                    case 'n' -> ReplicaIdentity.NOTHING;
                    default -> ReplicaIdentity.UNKNOWN;
                },
                row.number("reltoastrelid"),
                parents.getOrDefault(oid, List.of()),
                row.flag("relispartition"),
                rows.columns.getOrDefault(oid, List.of()),
                keys.getOrDefault(oid, List.of()),
                sequences.getOrDefault(oid, List.of()),
                triggers.getOrDefault(oid, List.of()));
    }

    private void keys(Map<Long, TableRow> relations) throws RowbackException {
        Map<Long, List<CatalogKey>> unique = new HashMap<>();
        for (TableRow row : rows.of(PG_INDEX)) {
            CatalogRow.IndexRow index = CatalogTables.index(row);
            TableRow named = relations.get(index.index());
            if (index.usable() && named != null) {
                unique.computeIfAbsent(index.relation(), _ -> new ArrayList<>())
                        .add(
                                new CatalogKey.Unique(
                                        named.text("relname"),
                                        index.index(),
                                        index.primary(),
                                        index.identity(),
                                        index.columns()));
            }
        }
        Map<Long, List<CatalogKey>> constraints = new HashMap<>();
        for (TableRow row : rows.of(PG_CONSTRAINT)) {
            CatalogKey key = constraint(row);
            if (key != null) {
                constraints
                        .computeIfAbsent(row.number("conrelid"), _ -> new ArrayList<>())
                        .add(key);
            }
        }
        for (Map<Long, List<CatalogKey>> each : List.of(unique, constraints)) {
            each.forEach(
                    (relation, list) -> {
                        list.sort(
                                Comparator.comparingInt(CatalogAssembly::place)
                                        .thenComparing(CatalogKey::name));
                        keys.computeIfAbsent(relation, _ -> new ArrayList<>()).addAll(list);
                    });
        }
    }

    private static int place(CatalogKey key) {
        return switch (key) {
            case CatalogKey.Unique u -> u.primary() ? 0 : 1;
            case CatalogKey.Foreign _ -> 2;
            case CatalogKey.Check _ -> 3;
        };
    }

    private static @org.jspecify.annotations.Nullable CatalogKey constraint(TableRow row) {
        return switch (row.letter("contype")) {
            case 'f' ->
                    new CatalogKey.Foreign(
                            row.text("conname"),
                            numbers(row.value("conkey")),
                            row.number("confrelid"),
                            numbers(row.value("confkey")),
                            action(row.letter("confdeltype")),
                            action(row.letter("confupdtype")),
                            "");
            case 'c', 'x' -> new CatalogKey.Check(row.text("conname"), "");
            default -> null;
        };
    }

    private static Action action(char letter) {
        return switch (letter) {
            case 'r' -> Action.RESTRICT;
            case 'c' -> Action.CASCADE;
            case 'n' -> Action.SET_NULL;
            case 'd' -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }

    /// `{1,2}`
    private static List<Integer> numbers(ColumnValue array) {
        if (!(array instanceof org.rowback.history.model.Datum datum)) {
            return List.of();
        }
        String text = datum.text();
        return Arrays.stream(text.substring(1, text.length() - 1).split(","))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private void inheritance() throws RowbackException {
        rows.of(PG_INHERITS).stream()
                .sorted(Comparator.comparingLong(row -> row.number("inhseqno")))
                .forEach(
                        row ->
                                parents.computeIfAbsent(
                                                row.number("inhrelid"), _ -> new ArrayList<>())
                                        .add(row.number("inhparent")));
    }

    private void ownership(Map<Long, TableRow> relations) throws RowbackException {
        for (TableRow row : rows.of(PG_DEPEND)) {
            TableRow dependent = relations.get(row.number("objid"));
            boolean owned =
                    row.number("classid") == PG_CLASS
                            && row.number("refclassid") == PG_CLASS
                            && "ai".indexOf(row.letter("deptype")) >= 0
                            && dependent != null
                            && dependent.letter("relkind") == 'S';
            if (owned) {
                sequences
                        .computeIfAbsent(row.number("refobjid"), _ -> new ArrayList<>())
                        .add(row.number("objid"));
            }
        }
        sequences.values().forEach(list -> list.sort(null));
    }

    private void triggers() throws RowbackException {
        for (TableRow row : rows.of(PG_TRIGGER)) {
            if (!row.flag("tgisinternal")) {
                triggers.computeIfAbsent(row.number("tgrelid"), _ -> new ArrayList<>())
                        .add(new Trigger(row.text("tgname"), row.letter("tgenabled"), ""));
            }
        }
        triggers.values().forEach(list -> list.sort(Comparator.comparing(Trigger::name)));
    }

    private List<PostgresType> types() throws RowbackException {
        Map<Long, List<TableRow>> labels = new HashMap<>();
        rows.of(PG_ENUM).stream()
                .sorted(Comparator.comparingDouble(CatalogAssembly::order))
                .forEach(
                        row ->
                                labels.computeIfAbsent(
                                                row.number("enumtypid"), _ -> new ArrayList<>())
                                        .add(row));
        Map<Long, Long> subtypes = new HashMap<>();
        for (TableRow row : rows.of(PG_RANGE)) {
            subtypes.put(row.number("rngtypid"), row.number("rngsubtype"));
            subtypes.put(row.number("rngmultitypid"), row.number("rngsubtype"));
        }
        List<TableRow> all = rows.of(PG_TYPE);
        Map<Long, TableRow> byOid = new HashMap<>();
        all.forEach(row -> byOid.put(row.number("oid"), row));
        return all.stream()
                .map(
                        row ->
                                type(
                                        row,
                                        byOid,
                                        labels.getOrDefault(row.number("oid"), List.of()),
                                        subtypes.getOrDefault(row.number("oid"), 0L)))
                .toList();
    }

    private static double order(TableRow label) {
        return Double.parseDouble(label.text("enumsortorder"));
    }

    private PostgresType type(
            TableRow row, Map<Long, TableRow> types, List<TableRow> labels, long subtype) {
        return new PostgresType(
                row.number("oid"),
                schema(row),
                row.text("typname"),
                formatted(row, types),
                PostgresType.Kind.of(row.letter("typtype")),
                row.number("typelem"),
                row.number("typbasetype"),
                (int) row.number("typtypmod"),
                labels.stream().map(label -> label.text("enumlabel")).toList(),
                labels.stream().map(label -> label.number("oid")).toList(),
                row.number("typrelid"),
                subtype,
                (int) row.number("typlen"),
                row.flag("typbyval"),
                row.letter("typalign"),
                row.letter("typstorage"),
                row.letter("typdelim"));
    }

    private String schema(TableRow type) {
        return namespaces.getOrDefault(type.number("typnamespace"), "");
    }

    private String formatted(TableRow row, Map<Long, TableRow> types) {
        TableRow element = types.get(row.number("typelem"));
        if (element != null && row.number("typlen") == -1 && row.letter("typstorage") != 'p') {
            return formatted(element, types) + "[]";
        }
        return TypeNames.of(row.number("oid"), schema(row), row.text("typname"));
    }
}
