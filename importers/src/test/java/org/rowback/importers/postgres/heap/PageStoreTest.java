package org.rowback.importers.postgres.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Few pages in memory, many in use: held to a plain map.
class PageStoreTest {
    @TempDir Path folder;

    @Test
    void keepsWhatWasWrittenThroughEvictionAndTruncation() {
        var random = new Random(3);
        Map<Long, Byte> model = new HashMap<>();
        try (var store = new PageStore(folder, 37)) {
            for (int round = 0; round < 60_000; round++) {
                int file = 1 + random.nextInt(3);
                int block = random.nextInt(80);
                long key = (long) file << 32 | block;
                switch (random.nextInt(9)) {
                    case 0, 1 -> {
                        byte value = (byte) random.nextInt();
                        store.replace(file, block)[HeapPage.SIZE - 1] = value;
                        model.put(key, value);
                    }
                    case 2 -> {
                        byte[] page = store.change(file, block);
                        if (page != null) {
                            page[HeapPage.SIZE - 1]++;
                            model.merge(key, (byte) 1, (a, b) -> (byte) (a + b));
                        }
                    }
                    case 3 -> {
                        if (round % 50 == 0) {
                            store.truncate(file, block);
                            model.keySet()
                                    .removeIf(
                                            k -> (int) (k >>> 32) == file && k.intValue() >= block);
                        }
                    }
                    default -> {
                        byte[] page = store.get(file, block);
                        Byte expected = model.get(key);
                        assertThat(page == null ? null : (Byte) page[HeapPage.SIZE - 1])
                                .isEqualTo(expected);
                    }
                }
            }
            store.clear();
            assertThat(store.get(1, 1)).isNull();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
