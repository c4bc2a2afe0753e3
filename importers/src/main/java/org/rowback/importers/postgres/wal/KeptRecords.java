package org.rowback.importers.postgres.wal;

import org.rowback.history.model.RowbackException;

import java.util.Arrays;
import java.util.function.Predicate;

/// Some of the records of a part of the log, copied, so that they outlive the pages that they were found in.
public final class KeptRecords implements RecordSink {
    private final Predicate<WalRecord> kept;
    private byte[] bytes = new byte[1 << 12];
    private long[] lsns = new long[1 << 6];
    private long[] ends = new long[1 << 6];
    private int[] starts = new int[1 << 6];
    private int count;
    private int length;
    private long first = -1;
    private long before;
    private long last = -1;
    private boolean damaged;

    /// @param kept which records matter
    public KeptRecords(Predicate<WalRecord> kept) {
        this.kept = kept;
    }

    @Override
    public void record(WalRecord record) {
        if (first < 0) {
            first = record.lsn();
            before = record.previous();
        }
        last = record.lsn();
        if (kept.test(record)) {
            keep(record);
        }
    }

    private void keep(WalRecord record) {
        if (count == lsns.length) {
            lsns = Arrays.copyOf(lsns, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
        }
        if (length + record.length() > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + record.length()));
        }
        System.arraycopy(record.buffer(), record.start(), bytes, length, record.length());
        lsns[count] = record.lsn();
        ends[count] = record.endLsn();
        starts[count] = length;
        length += record.length();
        count++;
    }

    @Override
    public void lost(Loss loss) {
        damaged = true;
    }

    /// Whether something between the first record and the last was not there or cannot be read.
    public boolean isDamaged() {
        return damaged;
    }

    /// Whether there was no record at all.
    public boolean isEmpty() {
        return first < 0;
    }

    /// Whether what is here goes on where another part ends.
    public boolean follows(KeptRecords part) {
        return before == part.last;
    }

    /// Hands the kept records on, in log order.
    public void replay(WalVersion version, RecordSink sink) throws RowbackException {
        var record = new WalRecord(version);
        for (int i = 0; i < count; i++) {
            int end = i + 1 < count ? starts[i + 1] : length;
            record.at(bytes, starts[i], end - starts[i], lsns[i], ends[i]);
            sink.record(record);
        }
    }
}
