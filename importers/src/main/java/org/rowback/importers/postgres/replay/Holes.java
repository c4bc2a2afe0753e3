package org.rowback.importers.postgres.replay;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.util.HashSet;
import java.util.Set;

/// Which transactions may have written where log is missing: those that were open before a loss, and, after it, those
/// that the server had numbered by its next list of running transactions (`xl_running_xacts`: 4 bytes how many, 4 how
/// many subtransactions, 4 flag, 4 the next transaction; `src/include/storage/standbydefs.h`).
final class Holes {
    /// The resource manager of that list.
    static final int STANDBY = 8;

    private static final int RUNNING = 0x10;

    private final Set<Integer> open = new HashSet<>();
    private boolean doubtful;
    private boolean bounded;
    private int certainFrom;

    /// Log is missing.
    ///
    /// @param running transactions that had begun before
    void lost(Set<Integer> running) {
        open.addAll(running);
        doubtful = true;
        bounded = false;
    }

    /// Transactions that began in log that is not read again.
    void began(Set<Integer> xids) {
        open.addAll(xids);
    }

    /// A record of the standby manager.
    void standby(WalRecord record) throws MalformedRecord {
        if (doubtful && !bounded && record.info() == RUNNING) {
            record.take();
            certainFrom = (int) LittleEndian.u32(record.buffer(), record.main(24) + 12);
            bounded = true;
        }
    }

    boolean wasOpen(int xid) {
        return !open.isEmpty() && open.contains(xid);
    }

    /// Whether a transaction of which nothing was seen before the loss may have begun in it.
    boolean mayHaveBegun(int xid) {
        return doubtful && (!bounded || xid - certainFrom < 0);
    }

    void ended(int xid) {
        if (!open.isEmpty()) {
            open.remove(xid);
        }
    }
}
