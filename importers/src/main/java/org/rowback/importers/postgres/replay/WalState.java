package org.rowback.importers.postgres.replay;

import org.rowback.history.model.Bytes;
import org.rowback.importers.content.LittleEndian;

import java.util.HashSet;
import java.util.Set;

/// What a source's checkpoint keeps: an import that goes on reads the log again from the first segment that it is given,
/// to know pages and open transactions as they were, and writes only what the case does not hold yet.
///
/// | bytes | meaning |
/// |---|---|
/// | 1 | version of this form |
/// | 1 | whether the source was read to its end |
/// | 8 | system identifier |
/// | 8 | LSN up to which the case holds the log |
/// | 4 each | transactions that had changes and no end there |
///
/// @param done LSN up to which the case holds the log
/// @param open transactions that had changes and no end there
record WalState(boolean complete, long system, long done, Set<Integer> open) {
    private static final int VERSION = 1;
    private static final int HEAD = 18;

    static final WalState NONE = new WalState(false, 0, 0, Set.of());

    WalState {
        open = Set.copyOf(open);
    }

    Bytes encode() {
        byte[] state = new byte[HEAD + 4 * open.size()];
        state[0] = VERSION;
        state[1] = (byte) (complete ? 1 : 0);
        LittleEndian.put64(state, 2, system);
        LittleEndian.put64(state, 10, done);
        int at = HEAD;
        for (int xid : open) {
            LittleEndian.put32(state, at, xid);
            at += 4;
        }
        return Bytes.of(state);
    }

    static WalState decode(Bytes state) {
        byte[] b = state.array();
        if (b.length < HEAD || b[0] != VERSION) {
            return NONE;
        }
        Set<Integer> open = new HashSet<>();
        for (int at = HEAD; at + 4 <= b.length; at += 4) {
            open.add((int) LittleEndian.u32(b, at));
        }
        return new WalState(b[1] != 0, LittleEndian.u64(b, 2), LittleEndian.u64(b, 10), open);
    }
}
