package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.StatementBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The blocks that were read last, up to a weight. Thread-safe.
final class BlockCache {
    private static final long MAX_BYTES = 24 << 20;
    private static final int MAX_STATEMENT_BLOCKS = 16;

    private final Map<Long, ChangeBlock> changes = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Long, StatementBlock> statements = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// The block of some changes.
    ///
    /// @param keep whether it is likely to be asked for again: who reads very many should not drive out the others
    ChangeBlock changes(Db db, long first, long last, boolean keep)
            throws RowbackException.CaseFile {
        synchronized (this) {
            ChangeBlock known = changes.get(first);
            if (known != null && known.lastChange() == last) {
                return known;
            }
        }
        Optional<ChangeBlock> block = Blocks.at(db, first);
        if (block.isEmpty() || block.get().lastChange() != last) {
            throw SqlFailure.damaged(db.path(), "block " + first + " is missing");
        }
        if (keep) {
            keep(block.get());
        }
        return block.get();
    }

    private synchronized void keep(ChangeBlock block) {
        if (block.weightBytes() > MAX_BYTES / 4) {
            return;
        }
        ChangeBlock old = changes.put(block.firstChange(), block);
        bytes += block.weightBytes() - (old == null ? 0 : old.weightBytes());
        Iterator<ChangeBlock> eldest = changes.values().iterator();
        while (bytes > MAX_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().weightBytes();
            eldest.remove();
        }
    }

    /// The block of statements that holds one.
    StatementBlock statements(Db db, long statement) throws RowbackException.CaseFile {
        synchronized (this) {
            for (StatementBlock block : statements.values()) {
                if (block.holds(statement)) {
                    return statements.getOrDefault(block.first(), block);
                }
            }
        }
        StatementBlock block =
                db.query(
                        "SELECT s.first_statement, s.last_statement, s.content, c.images FROM"
                            + " statement_block s LEFT JOIN change_content c ON c.first_change ="
                            + " s.continues WHERE s.first_statement <= ? ORDER BY s.first_statement"
                            + " DESC LIMIT 1",
                        rows -> {
                            try {
                                if (rows.next()) {
                                    return StatementBlock.read(
                                            rows.getLong(1),
                                            rows.getLong(2),
                                            rows.getBytes(3),
                                            rows.getBytes(4));
                                }
                                throw new DamagedBlock("it is missing");
                            } catch (DamagedBlock e) {
                                throw SqlFailure.damaged(
                                        db.path(),
                                        "statement " + statement + ": " + e.getMessage());
                            }
                        },
                        statement);
        if (!block.holds(statement)) {
            throw SqlFailure.damaged(db.path(), "statement " + statement + " is missing");
        }
        synchronized (this) {
            statements.put(block.first(), block);
            Iterator<StatementBlock> eldest = statements.values().iterator();
            while (statements.size() > MAX_STATEMENT_BLOCKS && eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        }
        return block;
    }

    /// Forgets everything: blocks were written anew.
    synchronized void clear() {
        changes.clear();
        statements.clear();
        bytes = 0;
    }
}
