package org.rowback.importers.postgres.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// A page that is written and pruned at random, held to a plain map.
class HeapPageTest {
    @Test
    void keepsEachTupleWhereverItFindsRoom() {
        var random = new Random(8);
        byte[] page = new byte[HeapPage.SIZE];
        byte[] scratch = new byte[HeapPage.SIZE];
        HeapPage.clear(page);
        Map<Integer, byte[]> model = new HashMap<>();
        int refused = 0;
        for (int round = 0; round < 100_000; round++) {
            int item = 1 + random.nextInt(60);
            switch (random.nextInt(6)) {
                case 0 -> {
                    HeapPage.remove(page, item);
                    model.remove(item);
                }
                case 1 -> {
                    HeapPage.kill(page, item);
                    model.remove(item);
                }
                case 2 -> {
                    HeapPage.redirect(page, item, 1);
                    model.remove(item);
                }
                default -> {
                    byte[] tuple = new byte[24 + random.nextInt(round % 1000 < 500 ? 300 : 60)];
                    random.nextBytes(tuple);
                    model.remove(item);
                    if (HeapPage.put(page, item, tuple, tuple.length, scratch)) {
                        model.put(item, tuple);
                    } else {
                        refused++;
                        assertThat(used(model) + (tuple.length + 7 & -8) + 24 + 4 * 60)
                                .isGreaterThan(HeapPage.SIZE);
                    }
                }
            }
            byte[] expected = model.get(item);
            check(page, item, expected);
            if (round % 50 == 0) {
                for (int each = 1; each <= 60; each++) {
                    check(page, each, model.get(each));
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static int used(Map<Integer, byte[]> model) {
        return model.values().stream().mapToInt(t -> t.length + 7 & -8).sum();
    }

    private static void check(
            byte[] page, int item, byte @org.jspecify.annotations.Nullable [] expected) {
        int at = HeapPage.tuple(page, item);
        if (expected == null) {
            assertThat(at).isZero();
        } else {
            assertThat(Arrays.copyOfRange(page, at, at + HeapPage.length(page, item)))
                    .isEqualTo(expected);
        }
    }
}
