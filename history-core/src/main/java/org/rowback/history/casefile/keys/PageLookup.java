package org.rowback.history.casefile.keys;

import org.rowback.history.casefile.blocks.ByteSource;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.Packed;

import java.util.Arrays;

/// Looks up rising hashes in one page of key postings ([KeyPage]), and reads no further than to them. Not thread-safe.
final class PageLookup {
    private static final long[] NOTHING = {};

    private final ByteSource in;
    private int left;
    private long hash;
    private boolean atPair;
    private long foundHash = -1;
    private long[] found = NOTHING;

    PageLookup(long rowid, byte[] blob) throws DamagedBlock {
        in = new ByteSource(Packed.unsealed(blob));
        left = in.number(blob.length);
        hash = KeyPage.hashOf(rowid);
        step();
    }

    /// Goes to the next pair; its change is read next.
    private void step() throws DamagedBlock {
        atPair = left > 0;
        if (atPair) {
            left--;
            hash += in.varint();
        }
    }

    /// Whether the page holds a hash or a greater one.
    ///
    /// @param wanted not below the one asked for before
    boolean reaches(long wanted) throws DamagedBlock {
        while (atPair && hash < wanted && foundHash != wanted) {
            in.skip();
            step();
        }
        return atPair || foundHash == wanted;
    }

    /// The changes of a hash, rising; empty where it has none here.
    ///
    /// @param wanted not below the one asked for before
    long[] changesOf(long wanted) throws DamagedBlock {
        if (foundHash == wanted || !reaches(wanted) || hash != wanted) {
            return foundHash == wanted ? found : NOTHING;
        }
        long[] changes = new long[1];
        int count = 0;
        long change = 0;
        while (atPair && hash == wanted) {
            change += in.varint();
            if (count == changes.length) {
                changes = Arrays.copyOf(changes, 2 * count);
            }
            changes[count++] = change;
            step();
        }
        foundHash = wanted;
        found = Arrays.copyOf(changes, count);
        return found;
    }
}
