package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.importing.HistoryWriter.TransactionEnd;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.RowbackException;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Inserts transactions, many at a time: of everything that an import stores they are the most numerous rows. Binding a
/// value costs more than storing it, so what neighbours share stands in the statement's text. Used by the storing thread
/// only.
final class TransactionInsert {
    /// Few: a log has one source and one server, mostly one GTID prefix, and a handful of states.
    private static final int SHAPES = 16;

    private final Map<String, Long> gtidPrefixes = new HashMap<>();
    private final Map<Shape, PreparedStatement> inserts = new LinkedHashMap<>(SHAPES, 0.75f, true);

    /// What rows share: values, and which columns are NULL.
    private record Shape(
            int source,
            int state,
            long gtidPrefix,
            boolean gtidNumber,
            boolean xid,
            boolean thread,
            long server,
            boolean user,
            boolean xaName) {
        static Shape of(TransactionRow row, long gtidPrefix) {
            TransactionEnd end = row.end();
            return new Shape(
                    row.sourceId(),
                    row.state(),
                    gtidPrefix,
                    row.number() != 0,
                    end.xid() != 0,
                    end.thread() != 0,
                    end.serverId(),
                    !end.user().isEmpty(),
                    !end.xaName().isEmpty());
        }

        // By hand, since an import asks for every transaction.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shape shape
                    && source == shape.source
                    && state == shape.state
                    && gtidPrefix == shape.gtidPrefix
                    && gtidNumber == shape.gtidNumber
                    && xid == shape.xid
                    && thread == shape.thread
                    && server == shape.server
                    && user == shape.user
                    && xaName == shape.xaName;
        }

        @Override
        public int hashCode() {
            return (31 * source + state) * 31 + Long.hashCode(gtidPrefix + server);
        }

        String sql() {
            return "INSERT INTO transaction_row(id, begin_offset, length, commit_time_micros,"
                    + " first_change, changes, source_id, state, gtid_prefix, server_id,"
                    + " gtid_number, xid, thread, user, xa_name) VALUES (?, ?, ?, ?, ?, ?, "
                    + source
                    + ", "
                    + state
                    + (gtidPrefix == 0 ? ", NULL" : ", " + gtidPrefix)
                    + (server == 0 ? ", NULL" : ", " + server)
                    + bound(gtidNumber)
                    + bound(xid)
                    + bound(thread)
                    + bound(user)
                    + bound(xaName)
                    + ")";
        }

        private static String bound(boolean there) {
            return there ? ", ?" : ", NULL";
        }
    }

    /// Forgets which prefixes are stored.
    void forget() {
        gtidPrefixes.clear();
    }

    void insert(Db db, List<TransactionRow> rows) throws RowbackException.CaseFile {
        try {
            Map<Shape, PreparedStatement> filled = new LinkedHashMap<>();
            for (TransactionRow row : rows) {
                Gtid gtid = row.end().gtid();
                long prefix = gtid.isNone() ? 0 : gtidPrefix(db, gtid.prefix());
                Shape shape = Shape.of(row, prefix);
                PreparedStatement insert = filled.get(shape);
                if (insert == null) {
                    insert = prepared(db, shape);
                    filled.put(shape, insert);
                }
                bind(insert, shape, row);
                insert.addBatch();
            }
            for (PreparedStatement insert : filled.values()) {
                insert.executeBatch();
            }
            trim();
        } catch (SQLException e) {
            throw SqlFailure.explain(db.path(), e);
        }
    }

    private PreparedStatement prepared(Db db, Shape shape) throws SQLException {
        PreparedStatement known = inserts.get(shape);
        if (known == null) {
            known = db.prepare(shape.sql());
            inserts.put(shape, known);
        }
        return known;
    }

    private void trim() throws SQLException {
        Iterator<PreparedStatement> eldest = inserts.values().iterator();
        while (inserts.size() > SHAPES) {
            eldest.next().close();
            eldest.remove();
        }
    }

    private static void bind(PreparedStatement insert, Shape shape, TransactionRow row)
            throws SQLException {
        TransactionEnd end = row.end();
        insert.setLong(1, row.id());
        insert.setLong(2, row.beginOffset());
        insert.setLong(3, end.endOffset() - row.beginOffset());
        insert.setLong(4, end.commitTimeMicros());
        insert.setLong(5, row.firstChange());
        insert.setLong(6, row.changes());
        int at = 7;
        if (shape.gtidNumber()) {
            insert.setLong(at++, row.number());
        }
        if (shape.xid()) {
            insert.setLong(at++, end.xid());
        }
        if (shape.thread()) {
            insert.setLong(at++, end.thread());
        }
        if (shape.user()) {
            insert.setString(at++, end.user());
        }
        if (shape.xaName()) {
            insert.setString(at, end.xaName());
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
