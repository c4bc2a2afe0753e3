package org.rowback.app.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A piece of work that never changes, timed next to what is measured, so that both meet the same machine in the same
/// mood: sorting 2^18 numbers.
final class Unit {
    private static final int ROUNDS = 5;
    private static final long[] NUMBERS = new SplittableRandom(1).longs(1 << 18).toArray();

    private Unit() {}

    /// How long it takes, the least of some rounds.
    static double millis() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long[] numbers = NUMBERS.clone();
            long begin = System.nanoTime();
            Arrays.sort(numbers);
            least = Math.min(least, System.nanoTime() - begin);
        }
        return least / 1e6;
    }
}
