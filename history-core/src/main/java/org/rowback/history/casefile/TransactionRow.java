package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.importing.HistoryWriter.TransactionEnd;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;
import org.rowback.history.model.Transaction.Flag;
import org.rowback.history.model.Transaction.Status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A transaction on its way to or from its row.
///
/// `state` is one number: bits 0–2 the status's ordinal, bit 3 whether the time is exact to the microsecond, from bit
/// 4 a bit for each flag by its ordinal. A GTID's prefix is stored once. A number without one is an LSN.
///
/// @param lanes how many of its changes count, as pairs of lane and count, see
///     [org.rowback.history.casefile.blocks.BlockSummary#lane]
record TransactionRow(
        long id,
        int sourceId,
        long beginOffset,
        TransactionEnd end,
        long firstChange,
        long changes,
        long[] lanes) {
    private static final Status[] STATUSES = Status.values();
    private static final Flag[] FLAGS = Flag.values();
    private static final int EXACT = 8;
    private static final int FLAG_SHIFT = 4;

    static final String COLUMNS =
            "t.id, t.source_id, s.name, t.begin_offset, t.length, t.commit_time_micros, t.state,"
                + " p.prefix, t.gtid_number, t.xid, t.thread, t.server_id, t.user, t.first_change,"
                + " t.changes, s.format FROM transaction_row t JOIN source_row s ON s.id ="
                + " t.source_id LEFT JOIN gtid_prefix p ON p.id = t.gtid_prefix ";

    private static final ConcurrentHashMap<Integer, Set<Flag>> FLAG_SETS =
            new ConcurrentHashMap<>();

    /// The GTID's number, or the LSN of one that has no GTID.
    long number() {
        return end.gtid().isNone() ? end.lsn() : end.gtid().number();
    }

    int state() {
        int state = end.status().ordinal() | (end.timeExactToMicros() ? EXACT : 0);
        for (Flag flag : end.flags()) {
            state |= 1 << (FLAG_SHIFT + flag.ordinal());
        }
        return state;
    }

    /// Reads the columns of [#COLUMNS].
    static Transaction read(Db db, ResultSet row) throws SQLException, RowbackException.CaseFile {
        long begin = row.getLong(4);
        long end = begin + row.getLong(5);
        String prefix = row.getString(8);
        long number = row.getLong(9);
        boolean wal = Source.WAL.equals(row.getString(16));
        int state = row.getInt(7);
        int status = state & 7;
        int flags = state >> FLAG_SHIFT;
        if (status >= STATUSES.length || flags < 0 || flags >= 1 << FLAGS.length) {
            throw SqlFailure.damaged(db.path(), "transaction " + row.getLong(1));
        }
        return new Transaction(
                row.getLong(1),
                row.getInt(2),
                new LogPosition(row.getString(3), begin, 0, wal),
                end,
                row.getLong(6),
                (state & EXACT) != 0,
                STATUSES[status],
                FLAG_SETS.computeIfAbsent(flags, TransactionRow::flags),
                prefix == null ? "" : new Gtid(prefix, number).toString(),
                row.getLong(10),
                wal ? end : prefix == null ? number : 0,
                row.getLong(11),
                row.getLong(12),
                text(row.getString(13)),
                row.getLong(14),
                row.getLong(15));
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static Set<Flag> flags(int bits) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : List.of(FLAGS)) {
            if ((bits >> flag.ordinal() & 1) != 0) {
                flags.add(flag);
            }
        }
        return Set.copyOf(flags);
    }
}
