package org.rowback.importers.postgres.heap;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalBlock;
import org.rowback.importers.postgres.wal.WalRecord;

/// The row that an UPDATE record writes: what the record leaves out at its beginning and end is as in the old row.
final class UpdatedTuple {
    private static final int PREFIX = 0x20;
    private static final int SUFFIX = 0x40;

    private UpdatedTuple() {}

    /// Makes the new row of what was logged and, where the record leaves them out, the first and last bytes of the old.
    ///
    /// @return false where the old row is needed and not known
    static boolean make(Tuple after, WalRecord record, WalBlock block, int flags, Tuple known)
            throws MalformedRecord {
        byte[] b = record.buffer();
        int at = block.dataOffset();
        int end = at + block.dataLength();
        int prefix = 0;
        int suffix = 0;
        if ((flags & PREFIX) != 0) {
            prefix = LittleEndian.u16(b, at);
            at += 2;
        }
        if ((flags & SUFFIX) != 0) {
            suffix = LittleEndian.u16(b, at);
            at += 2;
        }
        if (at + Tuple.LOGGED_HEADER > end) {
            throw new MalformedRecord("its row is shorter than a row's header");
        }
        if (prefix + suffix > 0 && !known.isKnown()) {
            return false;
        }
        int data = at + Tuple.LOGGED_HEADER;
        int map = (b[at + 4] & 0xFF) - Tuple.HEADER;
        int total = Tuple.HEADER + (end - data) + prefix + suffix;
        int oldValues = known.isKnown() ? Tuple.values(known.bytes(), 0) : 0;
        if (map < 0
                || data + map > end
                || oldValues + prefix > known.length()
                || suffix > known.length()) {
            throw new MalformedRecord("its row does not fit the row before");
        }
        after.start(b, at, total);
        byte[] to = after.bytes();
        System.arraycopy(b, data, to, Tuple.HEADER, map);
        int out = Tuple.HEADER + map;
        System.arraycopy(known.bytes(), oldValues, to, out, prefix);
        out += prefix;
        int rest = end - data - map;
        System.arraycopy(b, data + map, to, out, rest);
        out += rest;
        System.arraycopy(known.bytes(), known.length() - suffix, to, out, suffix);
        return true;
    }
}
