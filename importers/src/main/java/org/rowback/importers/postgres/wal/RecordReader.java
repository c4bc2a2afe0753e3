package org.rowback.importers.postgres.wal;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;

import java.util.zip.CRC32C;

/// Finds the records in a stream of WAL pages, across pages and segments: checks each page's header, each record's
/// place in the chain and its CRC-32C. After damage it goes on with the first record that is whole.
///
/// Says what was lost when it knows what follows; the end of the log is such a loss that [#end] gives.
public final class RecordReader {
    private static final int ALIGN = 8;

    private final WalVersion version;
    private final long system;
    private final long segmentBytes;
    private final RecordSink sink;
    private final WalRecord record;
    private final CRC32C crc = new CRC32C();

    /// The address of the page expected next; -1 before the first.
    private long expected = -1;

    private final PendingRecord pending = new PendingRecord();
    private long previousLsn = -1;
    private long switchedTo = -1;
    private long lostFrom = -1;
    private Loss.Why lostWhy = Loss.Why.DAMAGED;
    private String lostDetail = "";
    private long records;

    public RecordReader(WalVersion version, long system, long segmentBytes, RecordSink sink) {
        this.version = version;
        this.system = system;
        this.segmentBytes = segmentBytes;
        this.sink = sink;
        record = new WalRecord(version);
    }

    public WalVersion version() {
        return version;
    }

    public long system() {
        return system;
    }

    public long segmentBytes() {
        return segmentBytes;
    }

    /// How many whole records were found.
    public long records() {
        return records;
    }

    /// Where the next page is expected; -1 at first.
    public long expected() {
        return expected;
    }

    /// Where the record that is not finished yet begins, else where the next page is expected.
    public long position() {
        return lostFrom >= 0 ? lostFrom : pending.isOpen() ? pending.lsn() : expected;
    }

    /// A segment begins whose first page has an address. Where it does not follow what was read, what lies between is
    /// missing.
    public void segment(long address) {
        if (expected >= 0 && address != expected) {
            lose(
                    pending.isOpen() ? pending.lsn() : expected,
                    Loss.Why.MISSING,
                    "the segments between are missing");
        }
        expected = address;
    }

    /// Whether a record goes on in the next page.
    public boolean isInRecord() {
        return pending.isOpen();
    }

    /// Reads no more of a page than the rest of the record that goes on there.
    ///
    /// @param available how many bytes of the page are there
    public void rest(byte[] buffer, int page, int available) throws RowbackException {
        page(buffer, page, available, false);
    }

    /// Reads the page at `page` in `buffer`.
    ///
    /// @param available how many bytes of the page are there: fewer than a page only at a file's end
    public void page(byte[] buffer, int page, int available) throws RowbackException {
        page(buffer, page, available, true);
    }

    private void page(byte[] buffer, int page, int available, boolean whole)
            throws RowbackException {
        long address = expected;
        expected = address + WalPage.SIZE;
        if (switchedTo > address) {
            return;
        }
        switchedTo = -1;
        if (available < WalPage.SHORT_HEADER) {
            lose(address, Loss.Why.CUT_OFF, "the file ends inside a page");
            return;
        }
        Loss.@Nullable Why wrong = wrong(buffer, page, available, address);
        if (wrong != null) {
            lose(
                    pending.isOpen() ? pending.lsn() : address,
                    wrong,
                    wrong == Loss.Why.UNWRITTEN
                            ? "nothing was written here yet"
                            : "a page's header is not one of this log");
            return;
        }
        int at = begin(buffer, page, available, address);
        if (at >= 0 && whole) {
            records(buffer, page, at, available, address);
        }
        if (available < WalPage.SIZE && lostFrom < 0) {
            lose(
                    pending.isOpen() ? pending.lsn() : address + available,
                    Loss.Why.CUT_OFF,
                    "the file ends inside a page");
        }
    }

    /// What stands at the end of all that was read, once nothing more comes: an unfinished record, zeros, damage. Null
    /// where the log simply ends with the file, between two records.
    public @Nullable Loss end() {
        if (lostFrom >= 0) {
            return new Loss(lostFrom, lostFrom, lostWhy, lostDetail);
        }
        return pending.isOpen()
                ? new Loss(
                        pending.lsn(),
                        pending.lsn(),
                        Loss.Why.CUT_OFF,
                        "a record goes on in the segment that follows")
                : null;
    }

    private Loss.@Nullable Why wrong(byte[] buffer, int page, int available, long address) {
        int magic = WalPage.magic(buffer, page);
        long says = WalPage.address(buffer, page);
        if (magic == 0 && says == 0) {
            return Loss.Why.UNWRITTEN;
        }
        if (magic == version.magic() && says != address && says % WalPage.SIZE == 0) {
            return says < address ? Loss.Why.UNWRITTEN : Loss.Why.DAMAGED;
        }
        boolean first = address % segmentBytes == 0;
        boolean good =
                magic == version.magic()
                        && says == address
                        && WalPage.flags(buffer, page) <= 0xF
                        && WalPage.isLong(buffer, page) == first
                        && available >= WalPage.headerLength(buffer, page)
                        && (!first
                                || (WalPage.system(buffer, page) == system
                                        && WalPage.segmentBytes(buffer, page) == segmentBytes));
        return good ? null : Loss.Why.DAMAGED;
    }

    /// Reads the rest of the record before.
    ///
    /// @return where in the page the first record may begin, -1 where none does
    private int begin(byte[] buffer, int page, int available, long address)
            throws RowbackException {
        int header = WalPage.headerLength(buffer, page);
        long remaining = WalPage.remaining(buffer, page);
        boolean continues = WalPage.continues(buffer, page);
        if (pending.isOpen()) {
            if (continues && remaining == pending.lacks() && remaining > 0) {
                return finish(buffer, page, header, available, address);
            }
            if (WalPage.overwrites(buffer, page)) {
                pending.end();
                previousLsn = -1;
            } else {
                lose(pending.lsn(), Loss.Why.DAMAGED, "a record is not continued by the next page");
            }
        }
        if (!continues) {
            return header;
        }
        previousLsn = -1;
        long after = header + aligned(remaining);
        if (after >= WalPage.SIZE) {
            return -1;
        }
        return (int) after;
    }

    private int finish(byte[] buffer, int page, int header, int available, long address)
            throws RowbackException {
        int take = Math.min(pending.lacks(), available - header);
        pending.add(buffer, page + header, take);
        if (pending.lacks() > 0) {
            return -1;
        }
        int at = (int) aligned(header + take);
        long lsn = pending.lsn();
        pending.end();
        boolean whole = check(pending.bytes(), 0, pending.length(), lsn, address + at);
        if (whole && switchedTo > address) {
            return -1;
        }
        return at;
    }

    private void records(byte[] buffer, int page, int from, int available, long address)
            throws RowbackException {
        int at = from;
        while (at + ALIGN <= available) {
            long lsn = address + at;
            long length = LittleEndian.u32(buffer, page + at);
            if (length < WalRecord.HEADER || length > PendingRecord.LARGEST) {
                lose(
                        lsn,
                        length == 0 ? Loss.Why.UNWRITTEN : Loss.Why.DAMAGED,
                        length == 0
                                ? "nothing was written here yet"
                                : "there is no record where one should begin");
                return;
            }
            int here = WalPage.SIZE - at;
            if (here >= WalRecord.HEADER && !follows(buffer, page + at)) {
                lose(lsn, Loss.Why.DAMAGED, "a record does not follow the one before it");
                return;
            }
            if (length > available - at) {
                pending.begin(lsn, (int) length);
                pending.add(buffer, page + at, available - at);
                return;
            }
            int next = (int) aligned(at + length);
            check(buffer, page + at, (int) length, lsn, address + next);
            if (switchedTo > address) {
                return;
            }
            at = next;
        }
    }

    private boolean follows(byte[] buffer, int at) {
        return previousLsn < 0 || LittleEndian.u64(buffer, at + 8) == previousLsn;
    }

    /// Hands a record on where it is whole.
    private boolean check(byte[] buffer, int at, int length, long lsn, long endLsn)
            throws RowbackException {
        crc.reset();
        crc.update(buffer, at + WalRecord.HEADER, length - WalRecord.HEADER);
        crc.update(buffer, at, WalRecord.HEADER - 4);
        boolean good = crc.getValue() == LittleEndian.u32(buffer, at + 20);
        if (!good || !follows(buffer, at)) {
            lose(
                    lsn,
                    Loss.Why.DAMAGED,
                    good
                            ? "a record does not follow the one before it"
                            : "a record's checksum does not fit its bytes");
            previousLsn = good ? previousLsn : lsn;
            return false;
        }
        found(lsn);
        previousLsn = lsn;
        records++;
        record.at(buffer, at, length, lsn, endLsn);
        if (record.manager() == 0 && record.info() == 0x40) {
            switchedTo = (lsn / segmentBytes + 1) * segmentBytes;
        }
        sink.record(record);
        return true;
    }

    private void found(long lsn) throws RowbackException {
        if (lostFrom >= 0) {
            Loss.Why why = lostWhy == Loss.Why.UNWRITTEN ? Loss.Why.DAMAGED : lostWhy;
            Loss loss = new Loss(lostFrom, lsn, why, lostDetail);
            lostFrom = -1;
            sink.lost(loss);
        }
    }

    private void lose(long from, Loss.Why why, String detail) {
        pending.end();
        previousLsn = -1;
        if (lostFrom < 0) {
            lostFrom = from;
            lostWhy = why;
            lostDetail = detail;
        } else if (why == Loss.Why.MISSING) {
            lostWhy = why;
            lostDetail = detail;
        }
    }

    private static long aligned(long value) {
        return (value + ALIGN - 1) & -ALIGN;
    }
}
