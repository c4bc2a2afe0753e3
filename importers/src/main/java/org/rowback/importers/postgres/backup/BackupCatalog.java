package org.rowback.importers.postgres.backup;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.WholeFile;
import org.rowback.importers.postgres.catalog.CatalogDatabase;
import org.rowback.importers.postgres.catalog.CatalogWriter;
import org.rowback.importers.postgres.catalog.ObjectName;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.heap.TableRow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a database's catalog from a base backup: what `rowback schema` reads from the live server, without the texts
/// that only the server's deparser makes (defaults, checks, definitions of foreign keys and triggers).
public final class BackupCatalog {
    private static final long TEMPLATE1 = 1;
    private static final long PG_DATABASE = 1262;
    private static final int PAGE = 8192;

    /// The server's names of encodings by number. Source: PostgreSQL 18 `src/include/mb/pg_wchar.h`.
    private static final String[] ENCODINGS =
            ("SQL_ASCII EUC_JP EUC_CN EUC_KR EUC_TW EUC_JIS_2004 UTF8 MULE_INTERNAL LATIN1 LATIN2"
                 + " LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10 WIN1256 WIN1258"
                 + " WIN866 WIN874 KOI8R WIN1251 WIN1252 ISO_8859_5 ISO_8859_6 ISO_8859_7"
                 + " ISO_8859_8 WIN1250 WIN1253 WIN1254 WIN1255 WIN1257 KOI8U")
                    .split(" ");

    private final BackupFolder backup;
    private final BackupLog log;

    private BackupCatalog(BackupFolder backup, BackupLog log) {
        this.backup = backup;
        this.log = log;
    }

    /// @param folder the data directory as pg_basebackup writes it, or its tar archives
    /// @param database its name; empty where there is only one that is no template and not `postgres`
    public static PostgresCatalog read(Path folder, String database) throws RowbackException {
        try {
            Optional<PackedBackup> packed = PackedBackup.open(folder);
            return packed.isEmpty()
                    ? read(BackupFolder.open(folder), database)
                    : readPacked(folder, packed.get(), database);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    folder + ": reading it failed (" + e.getMessage() + ")", e);
        }
    }

    private static PostgresCatalog readPacked(Path folder, PackedBackup packed, String database)
            throws RowbackException, IOException {
        try (packed) {
            return read(BackupFolder.open(packed.folder()).of(packed), database);
        } catch (RowbackException.BadInput e) {
            // What the user knows is the folder of the archives.
            throw new RowbackException.BadInput(
                    e.getMessage().replace(packed.folder().toString(), folder.toString()), e);
        }
    }

    private static PostgresCatalog read(BackupFolder backup, String database)
            throws RowbackException, IOException {
        return new BackupCatalog(backup, BackupLog.of(backup)).read(database);
    }

    /// Writes what [#read] reads as a catalog file, whole or not at all.
    public static PostgresCatalog write(Path folder, String database, Path out)
            throws RowbackException {
        PostgresCatalog catalog = read(folder, database);
        return WholeFile.write(
                out,
                writer -> {
                    CatalogWriter.write(catalog, writer);
                    return catalog;
                });
    }

    private PostgresCatalog read(String name) throws RowbackException, IOException {
        TableRow row = database(name);
        long oid = row.number("oid");
        Map<Long, Long> map =
                RelationMap.read(backup.database(oid).resolve("pg_filenode.map"), backup.version());
        String encoding = encoding((int) row.number("encoding"));
        Map<Long, Long> shared = RelationMap.read(map(0), backup.version());
        Map<Long, Long> files = new LinkedHashMap<>();
        boolean all = false;
        while (true) {
            for (long table : CatalogAssembly.MAPPED) {
                files.put(table, map.getOrDefault(table, table));
            }
            Map<Long, Map<Long, Long>> wanted =
                    Map.of(oid, files, 0L, only(shared, ObjectName.ROLE));
            try (BackupTables tables = new BackupTables(backup, log, wanted)) {
                Map<Long, Long> later = tables.map(oid).isEmpty() ? map : tables.map(oid);
                Map<Long, Long> laterShared = tables.map(0).isEmpty() ? shared : tables.map(0);
                if (!later.equals(map) || !laterShared.equals(shared)) {
                    // VACUUM FULL gave these tables new files while the backup was taken.
                    map = later;
                    shared = laterShared;
                    continue;
                }
                CatalogRows rows = new CatalogRows(tables, backup.version(), encoding);
                if (all) {
                    CatalogDatabase described =
                            new CatalogDatabase(
                                    oid,
                                    row.text("datname"),
                                    row.number("dattablespace"),
                                    encoding,
                                    backup.system(),
                                    "PostgreSQL " + backup.version(),
                                    backup.version() * 10_000,
                                    PAGE,
                                    PAGE,
                                    log.segmentBytes(),
                                    tables.end());
                    Map<Long, Long> mapped = new HashMap<>(shared);
                    mapped.putAll(map);
                    return new CatalogAssembly(rows, mapped).catalog(described);
                }
                for (TableRow relation : rows.of(CatalogAssembly.PG_CLASS)) {
                    if (CatalogAssembly.OTHERS.contains(relation.number("oid"))) {
                        files.put(relation.number("oid"), relation.number("relfilenode"));
                    }
                }
                all = true;
            }
        }
    }

    /// The server's name of an encoding.
    static String encoding(int number) {
        return number >= 0 && number < ENCODINGS.length ? ENCODINGS[number] : "SQL_ASCII";
    }

    private TableRow database(String name) throws RowbackException, IOException {
        Map<Long, Map<Long, Long>> files = new HashMap<>();
        files.put(
                TEMPLATE1,
                only(RelationMap.read(map(TEMPLATE1), backup.version()), AttributeTable.OID));
        files.put(0L, only(RelationMap.read(map(0), backup.version()), PG_DATABASE));
        List<TableRow> all;
        try (BackupTables tables = new BackupTables(backup, log, files)) {
            all = new CatalogRows(tables, backup.version(), "UTF8").of(PG_DATABASE);
        }
        List<TableRow> candidates =
                all.stream()
                        .filter(
                                row ->
                                        name.isEmpty()
                                                ? !row.flag("datistemplate")
                                                : row.text("datname").equals(name))
                        .toList();
        if (name.isEmpty() && candidates.size() > 1) {
            candidates =
                    candidates.stream()
                            .filter(row -> !row.text("datname").equals("postgres"))
                            .toList();
        }
        if (candidates.size() != 1) {
            throw new RowbackException.BadInput(
                    backup.folder()
                            + ": "
                            + (name.isEmpty() ? "name the database" : "it has no database " + name)
                            + ": "
                            + String.join(
                                    ", ",
                                    all.stream()
                                            .filter(row -> !row.flag("datistemplate"))
                                            .map(row -> row.text("datname"))
                                            .sorted()
                                            .toList()));
        }
        return candidates.getFirst();
    }

    private Path map(long database) throws IOException {
        return backup.database(database).resolve("pg_filenode.map");
    }

    private static Map<Long, Long> only(Map<Long, Long> files, long table) {
        return Map.of(table, files.getOrDefault(table, table));
    }
}
