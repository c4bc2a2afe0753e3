package org.rowback.importers.postgres.heap;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalBlock;
import org.rowback.importers.postgres.wal.WalRecord;

/// Records that remove dead rows from a page: line pointers become redirected, dead or unused. Which record is which by
/// version:
///
/// | info | 13 | 14 to 16 | 17, 18 |
/// |---|---|---|---|
/// | 0x10 | CLEAN | PRUNE | PRUNE_ON_ACCESS |
/// | 0x20 | FREEZE_PAGE | VACUUM | PRUNE_VACUUM_SCAN |
/// | 0x30 | CLEANUP_INFO | FREEZE_PAGE | PRUNE_VACUUM_CLEANUP |
///
/// CLEAN and PRUNE: main data 4 bytes horizon, 2 how many redirected, 2 how many dead; block data 2 bytes each: pairs of
/// redirected, dead, the rest unused. VACUUM: block data are the unused. From 17 on main data are 1 byte reason, 1 byte
/// flags (0x10 freeze plans, 0x20 redirected, 0x40 dead, 0x80 unused), and block data what the flags say: 2 bytes how many
/// plans, 2 padding, 12 each; then for each of the others 2 bytes how many, 2 bytes each (redirected: two).
final class Prune {
    private static final int PLAN = 12;

    private final byte[] b;
    private final byte[] page;
    private final int end;
    private int at;

    private Prune(WalRecord record, WalBlock block, byte[] page) {
        this.b = record.buffer();
        this.page = page;
        at = block.dataOffset();
        end = at + block.dataLength();
    }

    static void apply(WalRecord record, WalBlock block, byte[] page) throws MalformedRecord {
        var prune = new Prune(record, block, page);
        int operation = record.info() & 0x70;
        if (record.version().atLeast(17)) {
            prune.merged(record);
        } else if (operation == 0x10) {
            int main = record.main(8);
            prune.pairs(LittleEndian.u16(record.buffer(), main + 4));
            prune.dead(LittleEndian.u16(record.buffer(), main + 6));
            prune.unused((prune.end - prune.at) / 2);
        } else if (operation == 0x20 && record.version().atLeast(14)) {
            prune.unused((prune.end - prune.at) / 2);
        }
    }

    private void merged(WalRecord record) throws MalformedRecord {
        int flags = record.buffer()[record.main(2) + 1];
        if ((flags & 0x10) != 0) {
            int plans = next();
            at += 2 + PLAN * plans;
        }
        if ((flags & 0x20) != 0) {
            pairs(next());
        }
        if ((flags & 0x40) != 0) {
            dead(next());
        }
        if ((flags & 0x80) != 0) {
            unused(next());
        }
    }

    private void pairs(int count) throws MalformedRecord {
        for (int i = 0; i < count; i++) {
            HeapPage.redirect(page, next(), next());
        }
    }

    private void dead(int count) throws MalformedRecord {
        for (int i = 0; i < count; i++) {
            HeapPage.kill(page, next());
        }
    }

    private void unused(int count) throws MalformedRecord {
        for (int i = 0; i < count; i++) {
            HeapPage.remove(page, next());
        }
    }

    private int next() throws MalformedRecord {
        if (at + 2 > end) {
            throw new MalformedRecord("it names more line pointers than it holds");
        }
        at += 2;
        return LittleEndian.u16(b, at - 2);
    }
}
