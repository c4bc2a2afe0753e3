package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.model.RowbackException;

/// What the changes of a block have besides, read when the first of them is asked for it. Not thread-safe.
final class BlockContext {
    private final BlockReader reader;
    private final ChangeBlock block;
    private @Nullable CaseTransactions transactions;

    BlockContext(BlockReader reader, ChangeBlock block) {
        this.reader = reader;
        this.block = block;
    }

    ChangeBlock block() {
        return block;
    }

    /// A change with its transaction and statement, whose images are read as those of the bare one.
    StoredChange complete(StoredChange bare, int i) throws RowbackException.CaseFile {
        CaseTransactions known = transactions;
        if (known == null) {
            long last = block.transaction(block.count() - 1);
            known = CaseTransactions.between(reader.db(), block.transaction(0), last);
            transactions = known;
        }
        long statement = bare.statementId();
        return bare.within(
                known.at(block.transaction(i)),
                statement == 0 ? null : reader.statements(statement));
    }
}
