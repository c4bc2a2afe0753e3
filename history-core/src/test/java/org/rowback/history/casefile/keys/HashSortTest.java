package org.rowback.history.casefile.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.LongStream;

class HashSortTest {
    private static final int LOWEST = 24;

    private final Random random = new Random(7);
    private final HashSort sort = new HashSort(5000);

    @Test
    void sortsByTheUpperBitsAsUnsigned() {
        for (int count : new int[] {0, 1, 2, 4999, 5000, 17}) {
            assertSorted(random.longs(count).toArray());
        }
    }

    @Test
    void keepsTheOrderOfEquals() {
        assertSorted(LongStream.range(0, 3000).map(i -> (i % 7) << 61 | (3000 - i)).toArray());
    }

    private void assertSorted(long[] numbers) {
        System.arraycopy(numbers, 0, sort.numbers(), 0, numbers.length);
        sort.sort(numbers.length, LOWEST);
        long[] expected =
                LongStream.of(numbers)
                        .boxed()
                        .sorted(Comparator.comparingLong(n -> n >>> LOWEST))
                        .mapToLong(n -> n)
                        .toArray();
        assertThat(LongStream.of(sort.numbers()).limit(numbers.length).toArray())
                .isEqualTo(expected);
    }
}
