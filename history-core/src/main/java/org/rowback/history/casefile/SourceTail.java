package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.blocks.LaneCounts;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;

import java.util.List;
import java.util.Optional;

/// Takes back what was stored of the end of a source that will be read again: the transaction that the file ended in.
///
/// It is possible where nothing was stored after it; else its changes stay, which do not count as history anyway. Key
/// postings of the removed changes stay too: a look-up compares keys. Runs inside the open SQLite transaction.
final class SourceTail {
    private final Store store;
    private final Db db;

    SourceTail(Store store) throws RowbackException.CaseFile {
        this.store = store;
        this.db = store.db();
    }

    /// @return whether anything was taken back
    boolean remove(int source, long fromOffset) throws RowbackException.CaseFile {
        long first =
                db.number(
                        "SELECT id FROM transaction_row WHERE id > (SELECT coalesce(max(id), 0)"
                                + " FROM transaction_row WHERE source_id <> ?1 OR begin_offset <"
                                + " ?2) ORDER BY id LIMIT 1",
                        0,
                        source,
                        fromOffset);
        if (first == 0) {
            return false;
        }
        uncountTimes(first);
        long firstChange =
                db.number(
                        "SELECT min(first_change) FROM transaction_row WHERE id >= ? AND"
                                + " first_change > 0",
                        0,
                        first);
        if (firstChange > 0) {
            removeChanges(firstChange);
        }
        db.update("DELETE FROM transaction_row WHERE id >= ?", first);
        db.update("DELETE FROM transaction_span WHERE first_transaction >= ?", first);
        db.update(
                "UPDATE transaction_span SET last_transaction = ? WHERE last_transaction >= ?",
                first - 1,
                first);
        return true;
    }

    /// Takes transactions that count out of the density.
    private void uncountTimes(long first) throws RowbackException.CaseFile {
        List<long[]> counted =
                PagedCursor.rows(
                        db,
                        "SELECT first_change, changes, commit_time_micros FROM transaction_row"
                                + " WHERE id >= ? AND state & 7 = 0 AND changes > 0",
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                        first);
        for (long[] each : counted) {
            store.count(each[0], each[0] + each[1] - 1, each[2], -1);
        }
    }

    private void removeChanges(long first) throws RowbackException.CaseFile {
        LaneCounts removed = new LaneCounts();
        Blocks.each(
                db,
                first,
                Long.MAX_VALUE,
                block -> {
                    for (int i = 0; i < block.count(); i++) {
                        if (block.firstChange() + i >= first) {
                            removed.add(
                                    BlockSummary.lane(block.table(i), block.op(i).ordinal()), 1);
                        }
                    }
                });
        long start = Blocks.startOf(db, first);
        Optional<ChangeBlock> cut = start < first ? Blocks.at(db, start) : Optional.empty();
        keepTexts(start, start < first);
        db.update("DELETE FROM change_block WHERE first_change >= ?", first);
        db.update("DELETE FROM change_content WHERE first_change >= ?", first);
        db.update("DELETE FROM void_range WHERE first_change >= ?", first);
        if (cut.isPresent()) {
            cut(cut.get(), first);
        }
        for (long lane : removed.sortedKeys()) {
            uncount(BlockSummary.tableOf(lane), BlockSummary.opOf(lane), removed.get(lane));
        }
    }

    /// Texts that continue a block's images are lost with them; those of the block that is cut are kept by themselves.
    /// The others' ids are not given again, since a reader may still hold them.
    private void keepTexts(long start, boolean cut) throws RowbackException.CaseFile {
        if (cut) {
            Optional<Store.Texts> texts = Blocks.texts(db, start);
            if (texts.isPresent()) {
                store.statements(texts.get());
            }
        }
        db.update(
                "UPDATE statement_block SET content = x'', continues = NULL WHERE continues >= ?",
                start);
    }

    /// Writes the block that the first removed change is in anew, without the removed ones.
    private void cut(ChangeBlock block, long first) throws RowbackException.CaseFile {
        ChangeBuffer kept = new ChangeBuffer();
        kept.clear(block.firstChange());
        ChangeRecord record = new ChangeRecord();
        for (int i = 0; block.firstChange() + i < first; i++) {
            Bytes before = block.before(i);
            Bytes after = block.after(i);
            record.op = block.op(i);
            record.table = block.table(i);
            record.rowFormat = block.format(i);
            record.eventOffset = block.offset(i);
            record.row = block.row(i);
            record.statement = block.statement(i);
            record.buffer = new byte[before.length() + after.length()];
            System.arraycopy(before.array(), 0, record.buffer, 0, before.length());
            System.arraycopy(after.array(), 0, record.buffer, before.length(), after.length());
            record.beforeLength = before.length();
            record.afterOffset = before.length();
            record.afterLength = after.length();
            kept.add(record, block.transaction(i));
        }
        store.rewrite(kept);
    }

    private void uncount(int table, int op, long count) throws RowbackException.CaseFile {
        String column =
                op == Op.INSERT.ordinal()
                        ? "inserts"
                        : op == Op.UPDATE.ordinal()
                                ? "updates"
                                : op == Op.DELETE.ordinal() ? "deletes" : "others";
        db.update(
                "UPDATE table_row SET " + column + " = " + column + " - ? WHERE id = ?",
                count,
                table);
        long newest = newestTransaction(table);
        db.update(
                "UPDATE table_row SET last_transaction = ?1, first_transaction = iif(?1 = 0, 0,"
                        + " first_transaction) WHERE id = ?2",
                newest,
                table);
    }

    /// The transaction of a table's newest change; 0 where it has none.
    private long newestTransaction(int table) throws RowbackException.CaseFile {
        long start =
                db.query(
                        "SELECT " + BlockReader.Entry.COLUMNS + "ORDER BY first_change DESC",
                        rows -> {
                            while (rows.next()) {
                                BlockReader.Entry entry = BlockReader.Entry.read(db, rows);
                                if (entry.summary().of(table) > 0) {
                                    return entry.first();
                                }
                            }
                            return 0L;
                        });
        if (start == 0) {
            return 0;
        }
        ChangeBlock block = Blocks.at(db, start).orElseThrow();
        for (int i = block.count() - 1; i >= 0; i--) {
            if (block.table(i) == table) {
                return block.transaction(i);
            }
        }
        return 0;
    }
}
