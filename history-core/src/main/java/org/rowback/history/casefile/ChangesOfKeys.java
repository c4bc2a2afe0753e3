package org.rowback.history.casefile;

import org.rowback.history.casefile.keys.KeySegments;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.RowAt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The changes that name each of many keys: asks the key postings for all at once, in their order, and reads the
/// changes in the order in which they lie in the blocks.
final class ChangesOfKeys {
    /// Changes read at a time.
    private static final int CHUNK = 512;

    private record Hashed(int row, long hash) {}

    private record Candidate(int row, long change) {}

    private final CaseHistory history;
    private final List<RowAt> rows;
    private final ImportMonitor monitor;

    ChangesOfKeys(CaseHistory history, List<RowAt> rows, ImportMonitor monitor) {
        this.history = history;
        this.rows = rows;
        this.monitor = monitor;
    }

    void give(History.NamedChange taker) throws RowbackException {
        List<Candidate> candidates = candidates();
        for (int from = 0; from < candidates.size(); from += CHUNK) {
            monitor.check();
            List<Candidate> some =
                    candidates.subList(from, Math.min(candidates.size(), from + CHUNK));
            List<Candidate> found = new ArrayList<>();
            List<Change> changes = history.read(reader -> read(reader, some, found));
            for (int i = 0; i < found.size(); i++) {
                taker.take(found.get(i).row(), changes.get(i));
            }
        }
    }

    private List<Change> read(BlockReader reader, List<Candidate> some, List<Candidate> found)
            throws RowbackException.CaseFile {
        List<StoredChange> bare = new ArrayList<>();
        VoidRanges voids =
                VoidRanges.read(reader.db(), some.getFirst().change(), some.getLast().change());
        for (Candidate candidate : some) {
            RowAt row = rows.get(candidate.row());
            if (reader.hasKey(candidate.change(), row.tableId(), row.key())) {
                bare.add(reader.bare(candidate.change(), voids));
                found.add(candidate);
            }
        }
        return reader.completed(bare);
    }

    private List<Candidate> candidates() throws RowbackException {
        KeyHasher hasher = new KeyHasher();
        List<Hashed> sorted = new ArrayList<>(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            RowAt at = rows.get(row);
            sorted.add(new Hashed(row, at.key().hash(hasher, at.tableId())));
        }
        sorted.sort((a, b) -> Long.compareUnsigned(a.hash(), b.hash()));
        long[] hashes = sorted.stream().mapToLong(Hashed::hash).toArray();
        List<Candidate> candidates = new ArrayList<>(2 * rows.size());
        history.read(
                reader -> {
                    KeySegments.each(
                            reader.db(),
                            hashes,
                            (i, changes) -> {
                                for (long change : changes) {
                                    candidates.add(new Candidate(sorted.get(i).row(), change));
                                }
                            });
                    return true;
                });
        candidates.sort(Comparator.comparingLong(Candidate::change));
        return candidates;
    }
}
