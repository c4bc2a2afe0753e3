package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.LaneCounts;

import java.util.Arrays;

/// Picks one of several changes for each of many rows, so that those picked lie in few blocks: it is reading blocks that
/// takes time. Which one is picked of a row does not matter otherwise.
final class Picks {
    /// Changes that share their number's other bits are taken to lie in one block.
    private static final int BLOCK_SHIFT = 9;

    private static final int ROUNDS = 4;

    private Picks() {}

    /// For each row the index of its pick; anything where it has none.
    static int[] of(long[][] changes) {
        int[] picks = new int[changes.length];
        LaneCounts crowds = new LaneCounts();
        for (long[] some : changes) {
            for (long change : some) {
                crowds.add(change >> BLOCK_SHIFT, 1);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int row = 0; row < picks.length; row++) {
                picks[row] = mostCrowded(changes[row], crowds);
            }
            crowds.clear();
            for (int row = 0; row < picks.length; row++) {
                if (changes[row].length > 0) {
                    crowds.add(changes[row][picks[row]] >> BLOCK_SHIFT, 1);
                }
            }
        }
        return picks;
    }

    private static int mostCrowded(long[] changes, LaneCounts crowds) {
        int best = 0;
        long most = -1;
        for (int i = 0; i < changes.length; i++) {
            long crowd = crowds.get(changes[i] >> BLOCK_SHIFT);
            if (crowd > most) {
                best = i;
                most = crowd;
            }
        }
        return best;
    }

    /// Changes without one of them.
    static long[] without(long[] changes, int index) {
        long[] others = Arrays.copyOf(changes, changes.length - 1);
        System.arraycopy(changes, index + 1, others, index, others.length - index);
        return others;
    }
}
