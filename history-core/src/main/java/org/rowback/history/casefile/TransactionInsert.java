package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Inserts transactions, many at a time: of everything that an import stores they are the most numerous rows. Used by
/// the storing thread only.
final class TransactionInsert {
    private final Map<String, Long> gtidPrefixes = new HashMap<>();

    /// Forgets which prefixes are stored.
    void forget() {
        gtidPrefixes.clear();
    }

    void insert(Db db, List<TransactionRow> rows) throws RowbackException.CaseFile {
        try {
            PreparedStatement insert =
                    db.prepared(
                            "INSERT INTO transaction_row(id, source_id, begin_offset,"
                                    + " length, commit_time_micros, state, gtid_prefix,"
                                    + " gtid_number, xid, thread, server_id, first_change,"
                                    + " changes, user, xa_name) VALUES (?, ?, ?, ?, ?, ?,"
                                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            for (TransactionRow row : rows) {
                bind(db, insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw SqlFailure.explain(db.path(), e);
        }
    }

    private void bind(Db db, PreparedStatement insert, TransactionRow row)
            throws SQLException, RowbackException.CaseFile {
        insert.setLong(1, row.id());
        insert.setInt(2, row.sourceId());
        insert.setLong(3, row.beginOffset());
        insert.setLong(4, row.end().endOffset() - row.beginOffset());
        insert.setLong(5, row.end().commitTimeMicros());
        insert.setInt(6, row.state());
        String gtid = row.end().gtid();
        int cut = TransactionRow.prefixLength(gtid);
        if (gtid.isEmpty()) {
            insert.setNull(7, Types.INTEGER);
        } else {
            insert.setLong(7, gtidPrefix(db, gtid.substring(0, cut)));
        }
        if (cut == gtid.length()) {
            insert.setNull(8, Types.INTEGER);
        } else {
            insert.setLong(8, Long.parseLong(gtid, cut, gtid.length(), 10));
        }
        number(insert, 9, row.end().xid());
        number(insert, 10, row.end().thread());
        number(insert, 11, row.end().serverId());
        insert.setLong(12, row.firstChange());
        insert.setLong(13, row.changes());
        text(insert, 14, row.end().user());
        text(insert, 15, row.end().xaName());
    }

    private static void number(PreparedStatement insert, int at, long value) throws SQLException {
        if (value == 0) {
            insert.setNull(at, Types.INTEGER);
        } else {
            insert.setLong(at, value);
        }
    }

    private static void text(PreparedStatement insert, int at, String value) throws SQLException {
        if (value.isEmpty()) {
            insert.setNull(at, Types.VARCHAR);
        } else {
            insert.setString(at, value);
        }
    }

    private long gtidPrefix(Db db, String prefix) throws RowbackException.CaseFile {
        Long known = gtidPrefixes.get(prefix);
        if (known != null) {
            return known;
        }
        if (gtidPrefixes.size() > 10_000) {
            gtidPrefixes.clear();
        }
        db.update("INSERT OR IGNORE INTO gtid_prefix(prefix) VALUES (?)", prefix);
        long id = db.number("SELECT id FROM gtid_prefix WHERE prefix = ?", 0, prefix);
        gtidPrefixes.put(prefix, id);
        return id;
    }
}
