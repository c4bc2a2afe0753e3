package org.rowback.importers.postgres.heap.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.KeyHasher;
import org.rowback.importers.postgres.type.PostgresTypes;
import org.rowback.importers.postgres.type.PostgresValues;

import java.util.Random;

/// The text that a row's bytes print, and the hash of a key made of it.
class TemporalsTest {
    private static final long FIRST = -211_813_488_000_000_000L;
    private static final long DAY = 86_400_000_000L;

    @Test
    void hashesATimestampAsTheValueThatItPrints() throws Exception {
        var random = new Random(5);
        var hasher = new KeyHasher();
        for (int i = 0; i < 20_000; i++) {
            long micros =
                    switch (i % 4) {
                        case 0 -> random.nextLong(FIRST, FIRST + 4_000_000 * DAY);
                        case 1 -> random.nextLong(0, 20_000 * DAY) / 1_000_000 * 1_000_000;
                        case 2 -> random.nextLong(-400_000, 400_000) * DAY;
                        default -> i % 8 == 3 ? Long.MAX_VALUE : Long.MIN_VALUE;
                    };
            var text = new StringBuilder();
            Temporals.timestamp(text, micros, false);
            long value =
                    hasher.table(1)
                            .value(
                                    PostgresValues.read(
                                            PostgresTypes.BUILTIN.type(1114, -1), text.toString()))
                            .hash();
            assertThat(hasher.table(1).temporal(text).hash()).as("%s", text).isEqualTo(value);
        }
    }
}
