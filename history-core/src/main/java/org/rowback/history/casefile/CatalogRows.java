package org.rowback.history.casefile;

import com.github.luben.zstd.Zstd;

import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.Packed;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;

/// Catalog files as they were given, for importers that need more of them than tables and keys.
///
/// Each is a `case_fact` named `catalog N`, N the id of its `schema_file`: its bytes, zstd-compressed and sealed.
final class CatalogRows {
    private static final int LEVEL = 9;

    private CatalogRows() {}

    /// Keeps the catalog of the schema file that was added last.
    static void add(Db db, Bytes catalog) throws RowbackException.CaseFile {
        byte[] packed = Zstd.compress(catalog.array(), LEVEL);
        db.update(
                "INSERT OR IGNORE INTO case_fact(name, value)"
                        + " SELECT 'catalog ' || max(id), ? FROM schema_file",
                Packed.sealed(packed, packed.length));
    }

    /// All of them, in the order given.
    static List<Bytes> all(Db db) throws RowbackException.CaseFile {
        return db.query(
                "SELECT value FROM case_fact WHERE name LIKE 'catalog %'"
                        + " ORDER BY CAST(substr(name, 9) AS INTEGER)",
                rows -> {
                    List<Bytes> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(read(db, rows.getBytes(1)));
                    }
                    return found;
                });
    }

    private static Bytes read(Db db, byte[] sealed) throws RowbackException.CaseFile {
        try {
            byte[] packed = Packed.unsealed(sealed);
            return Bytes.of(Zstd.decompress(packed, (int) Zstd.getFrameContentSize(packed)));
        } catch (DamagedBlock e) {
            throw SqlFailure.damaged(db.path(), "a catalog: " + e.getMessage());
        }
    }
}
