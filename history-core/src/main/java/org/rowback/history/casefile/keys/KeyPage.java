package org.rowback.history.casefile.keys;

import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ByteSource;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.blocks.Packed;

/// One page of a segment of key postings: pairs of a key's hash and a change id, sorted. Immutable.
///
/// A page lies in a row of `key_page`, whose `id` is segment × 2^40 + the first pair's hash; a hash is the top 40
/// bits of [org.rowback.history.model.KeyHasher]'s. All pairs of one hash of a segment lie in one page. Layout:
///
/// | part | width | meaning |
/// |---|---|---|
/// | checksum | 4 | CRC-32C of everything after it, little-endian |
/// | n | varint | number of pairs |
/// | n times | varint | hash, difference from the pair before (first: from the row's `id`) |
/// | | varint | change id; where the hash is that of the pair before, the difference from its change id |
final class KeyPage {
    static final int HASH_BITS = 40;

    /// A page ends after this many pairs, at the end of a hash's.
    static final int PAIRS = 512;

    static final KeyPage NONE = new KeyPage(new long[0], new long[0]);

    final long[] hashes;
    final long[] changes;

    private KeyPage(long[] hashes, long[] changes) {
        this.hashes = hashes;
        this.changes = changes;
    }

    static long shortHash(long keyHash) {
        return keyHash >>> (64 - HASH_BITS);
    }

    static long rowid(long segment, long hash) {
        return (segment << HASH_BITS) | hash;
    }

    static long hashOf(long rowid) {
        return rowid & ((1L << HASH_BITS) - 1);
    }

    static byte[] write(long[] hashes, long[] changes, int from, int to, ByteSink out) {
        out.clear();
        out.varint(to - from);
        long lastHash = hashes[from];
        long lastChange = 0;
        for (int i = from; i < to; i++) {
            if (hashes[i] != lastHash) {
                lastChange = 0;
            }
            out.varint(hashes[i] - lastHash);
            out.varint(changes[i] - lastChange);
            lastHash = hashes[i];
            lastChange = changes[i];
        }
        return Packed.sealed(out.array(), out.length());
    }

    static KeyPage read(long rowid, byte[] blob) throws DamagedBlock {
        ByteSource in = new ByteSource(Packed.unsealed(blob));
        int n = in.number(blob.length);
        long[] hashes = new long[n];
        long[] changes = new long[n];
        long hash = hashOf(rowid);
        long change = 0;
        for (int i = 0; i < n; i++) {
            long more = in.varint();
            if (more != 0) {
                change = 0;
            }
            hash += more;
            change += in.varint();
            hashes[i] = hash;
            changes[i] = change;
        }
        return new KeyPage(hashes, changes);
    }
}
