package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.keys.KeyPostings;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Adds key postings for changes whose key reads otherwise under new definitions. The old postings stay: a look-up
/// compares keys, so they do no harm.
final class KeyRebuild {
    private final Db db;
    private final SchemaBook before;
    private final SchemaBook after;
    private final KeyPostings postings;
    private final KeyHasher hasher = new KeyHasher();

    KeyRebuild(Db db, SchemaBook before, SchemaBook after) {
        this.db = db;
        this.before = before;
        this.after = after;
        postings = new KeyPostings(db);
    }

    void run() throws RowbackException.CaseFile {
        BitSet tables = changedTables();
        if (tables.isEmpty()) {
            return;
        }
        for (long block : blocksOf(tables)) {
            Blocks.each(db, block, block, this::read);
        }
        postings.finish();
    }

    /// Tables of which some row's key may read otherwise.
    private BitSet changedTables() throws RowbackException.CaseFile {
        BitSet changed = new BitSet();
        for (var table : SchemaRows.tables(db).entrySet()) {
            List<Long> borders = new ArrayList<>(List.of(0L));
            borders.addAll(before.borders(table.getKey()));
            borders.addAll(after.borders(table.getKey()));
            for (SchemaBook.Format format : after.formatsOf(table.getKey())) {
                for (long border : borders) {
                    if (keyDiffers(format.id(), border + 1)) {
                        changed.set(table.getValue());
                    }
                }
            }
        }
        return changed;
    }

    private boolean keyDiffers(int format, long change) throws RowbackException.CaseFile {
        return !keyTypes(before.version(format, change))
                .equals(keyTypes(after.version(format, change)));
    }

    /// What decides a key's hash: which columns, and how their bytes are read.
    private static List<Object> keyTypes(SchemaVersion version) {
        int[] columns = version.keyColumns();
        if (columns.length == 0) {
            List<ColumnType> types = version.columns().stream().map(c -> c.type()).toList();
            return List.of(false, types);
        }
        List<ColumnType> types =
                Arrays.stream(columns).mapToObj(i -> version.columns().get(i).type()).toList();
        return List.of(Arrays.stream(columns).boxed().toList(), types);
    }

    private List<Long> blocksOf(BitSet tables) throws RowbackException.CaseFile {
        return db.query(
                "SELECT first_change, summary FROM change_block ORDER BY first_change",
                rows -> {
                    List<Long> blocks = new ArrayList<>();
                    while (rows.next()) {
                        if (holds(rows.getBytes(2), tables)) {
                            blocks.add(rows.getLong(1));
                        }
                    }
                    return blocks;
                });
    }

    private boolean holds(byte[] summary, BitSet tables) throws RowbackException.CaseFile {
        try {
            BlockSummary read = BlockSummary.read(summary);
            return tables.stream().anyMatch(t -> read.of(t) > 0);
        } catch (DamagedBlock e) {
            throw SqlFailure.damaged(db.path(), e.getMessage());
        }
    }

    private void read(ChangeBlock block) throws RowbackException.CaseFile {
        for (int i = 0; i < block.count(); i++) {
            long id = block.firstChange() + i;
            if (block.op(i).isRow() && keyDiffers(block.format(i), id)) {
                StoredChange change = StoredChange.forKeys(block, i, after);
                RowKey key = change.key().orElseThrow();
                long hash = key.hash(hasher, block.table(i));
                postings.add(hash, id);
                if (block.op(i) == Op.UPDATE) {
                    long newHash = change.keyAfter().orElseThrow().hash(hasher, block.table(i));
                    if (newHash != hash) {
                        postings.add(newHash, id);
                    }
                }
            }
        }
    }
}
