package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.StatementBlock;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.util.Optional;

/// Reads blocks of changes from their rows.
final class Blocks {
    /// Takes blocks, one after another.
    interface Taker {
        void take(ChangeBlock block) throws RowbackException.CaseFile;
    }

    private Blocks() {}

    /// The first change of the block that holds a change; the change itself where there is none.
    static long startOf(Db db, long change) throws RowbackException.CaseFile {
        return db.number(
                "SELECT max(first_change) FROM change_block WHERE first_change <= ?",
                change,
                change);
    }

    /// The block that begins with a change.
    static Optional<ChangeBlock> at(Db db, long firstChange) throws RowbackException.CaseFile {
        return db.query(
                "SELECT columns, images FROM change_content WHERE first_change = ?",
                rows -> {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(
                                ChangeBlock.read(firstChange, rows.getBytes(1), rows.getBytes(2)));
                    } catch (DamagedBlock e) {
                        throw SqlFailure.damaged(
                                db.path(), "block " + firstChange + ": " + e.getMessage());
                    }
                },
                firstChange);
    }

    /// The statements whose texts continue the images of the block that begins with a change.
    static Optional<Store.Texts> texts(Db db, long firstChange) throws RowbackException.CaseFile {
        return db.query(
                "SELECT s.first_statement, s.last_statement, s.content, c.images FROM"
                        + " statement_block s JOIN change_content c ON c.first_change = s.continues"
                        + " WHERE s.continues = ?",
                rows -> {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(
                                new Store.Texts(
                                        rows.getLong(1),
                                        rows.getLong(2),
                                        StatementBlock.content(
                                                rows.getBytes(3), rows.getBytes(4))));
                    } catch (DamagedBlock e) {
                        throw SqlFailure.damaged(
                                db.path(), "statements of " + firstChange + ": " + e.getMessage());
                    }
                },
                firstChange);
    }

    /// Reads every block that holds a change from `first` to `last`.
    static void each(Db db, long first, long last, Taker taker) throws RowbackException.CaseFile {
        long next = startOf(db, first);
        while (next <= last) {
            Optional<ChangeBlock> block = at(db, next);
            if (block.isEmpty()) {
                return;
            }
            taker.take(block.get());
            next = block.get().lastChange() + 1;
        }
    }
}
