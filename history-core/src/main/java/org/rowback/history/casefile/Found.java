package org.rowback.history.casefile;

import org.rowback.history.casefile.BlockReader.Entry;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Count;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a test found in some neighbouring blocks of a scan, in its order. Written by one thread, then read by another.
final class Found {
    /// A change that was kept, with the counts up to it.
    record Hit(StoredChange change, Truth truth, long undecidable, long examined) {}

    private final Keeping keeping;
    private final List<Hit> hits = new ArrayList<>();
    private List<Change> whole = List.of();
    private long matching;
    private long undecidable;
    private long examined;
    private long bytes;
    private long lastBlock;
    private List<Entry> rest = List.of();
    private Optional<RowbackException> failure = Optional.empty();

    /// Which changes are kept, and not only counted.
    enum Keeping {
        NONE,
        MATCHING,
        UNDECIDABLE_TOO;

        boolean keeps(Truth truth) {
            return switch (truth) {
                case TRUE -> this != NONE;
                case FALSE -> false;
                case UNDECIDABLE -> this == UNDECIDABLE_TOO;
            };
        }
    }

    Found(Keeping keeping) {
        this.keeping = keeping;
    }

    boolean keeps(Truth truth) {
        return keeping.keeps(truth);
    }

    /// Counts changes, none of which is kept.
    void count(Truth truth, int changes) {
        matching += truth == Truth.TRUE ? changes : 0;
        undecidable += truth == Truth.UNDECIDABLE ? changes : 0;
        examined += changes;
    }

    /// Counts a change of a block, and keeps it where that is wanted.
    void add(StoredChange change, Truth truth, ChangeBlock block) {
        count(truth, 1);
        if (!keeps(truth)) {
            return;
        }
        hits.add(new Hit(change, truth, undecidable, examined));
        if (block.firstChange() != lastBlock) {
            lastBlock = block.firstChange();
            bytes += block.weightBytes();
        }
    }

    /// Reads what the changes that were kept have besides.
    void complete(BlockReader reader) throws RowbackException.CaseFile {
        whole = reader.completed(hits.stream().map(Hit::change).toList());
    }

    /// What was not read.
    void leave(List<Entry> unread) {
        rest = List.copyOf(unread);
    }

    void fail(RowbackException by) {
        failure = Optional.of(by);
    }

    List<Entry> rest() {
        return rest;
    }

    /// What stopped the test, if anything did.
    Optional<RowbackException> failure() {
        return failure;
    }

    int size() {
        return hits.size();
    }

    Hit hit(int i) {
        return hits.get(i);
    }

    /// A change that was kept, with everything.
    Change change(int i) {
        return whole.get(i);
    }

    Count count() {
        return new Count(matching, undecidable, examined);
    }

    /// How much memory the blocks of the changes kept take, about.
    long bytes() {
        return bytes;
    }
}
