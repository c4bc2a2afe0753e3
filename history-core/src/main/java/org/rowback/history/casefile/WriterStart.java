package org.rowback.history.casefile;

import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.Codecs;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where a case stands when a writer begins: the newest ids, and what an importer may ask for.
///
/// @param heads the fingerprints of all sources
/// @param prepared ids of XA transactions that are prepared, by XA name
record WriterStart(
        SchemaBook book,
        Map<TableName, Integer> tables,
        Map<String, Long> prepared,
        Set<Bytes> heads,
        int lastSource,
        long lastChange,
        long lastTransaction,
        long lastStatement,
        long lastFinding,
        int lastFormat) {
    static WriterStart read(Db db, Codecs codecs) throws RowbackException.CaseFile {
        Map<String, Long> prepared =
                db.query(
                        "SELECT xa_name, id FROM transaction_row WHERE state & 7 = 1 ORDER BY id",
                        rows -> {
                            Map<String, Long> found = new HashMap<>();
                            while (rows.next()) {
                                String name = rows.getString(1);
                                found.put(name == null ? "" : name, rows.getLong(2));
                            }
                            return found;
                        });
        return new WriterStart(
                SchemaRows.book(db, codecs),
                SchemaRows.tables(db),
                prepared,
                SourceRows.heads(db),
                SourceRows.lastId(db),
                db.number("SELECT last_change FROM change_block ORDER BY first_change DESC", 0),
                db.number("SELECT max(id) FROM transaction_row", 0),
                db.number(
                        "SELECT last_statement FROM statement_block"
                                + " ORDER BY first_statement DESC",
                        0),
                db.number("SELECT max(id) FROM finding_row", 0),
                (int) db.number("SELECT max(id) FROM row_format", 0));
    }
}
