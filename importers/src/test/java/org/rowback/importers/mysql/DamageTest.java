package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;
import org.rowback.recording.Captures;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A log that was cut or altered at any of its bytes ends in findings or in one clear error: never in another
/// exception, and never in a hang. Whatever was imported of it can be read value by value.
class DamageTest {
    private static final int SECONDS_FOR_ONE = 20;
    private static final int BYTES_OF_HEAD = 600;
    private static final Set<Finding.Kind> DAMAGE =
            Set.of(
                    Finding.Kind.BAD_CHECKSUM,
                    Finding.Kind.UNDECODABLE_EVENT,
                    Finding.Kind.TRUNCATED_TAIL);

    /// What is done to a log at one of its bytes.
    private interface Damaging {
        void at(int offset) throws Exception;
    }

    private static byte[] log(String name) throws IOException {
        for (Captures.Capture capture : Captures.all()) {
            if (capture.toString().equals(name)) {
                return capture.logBytes();
            }
        }
        try (InputStream in = DamageTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    /// Imports a log with everything that takes part in an import of a real one, and looks at each value.
    private static RecordingWriter read(byte[] bytes) throws RowbackException {
        RecordingWriter writer = new RecordingWriter();
        new MysqlBinlogImporter(new MysqlSchemaReader())
                .importFrom(
                        new BytesEvidence("binlog.000001", bytes),
                        ImportOptions.ALL,
                        writer,
                        ImportMonitor.NONE);
        for (RecordingWriter.Written change : writer.changes) {
            look(change.before());
            look(change.after());
        }
        return writer;
    }

    private static void look(Optional<RowImage> image) {
        if (image.isPresent()) {
            for (int i = 0; i < image.get().size(); i++) {
                ColumnValue value = image.get().value(i);
                assertThat(value instanceof Datum datum ? datum.text() : value).isNotNull();
            }
        }
    }

    /// Damages at each of the first `offsets` bytes, two at a time; each must be over in good time.
    private static void everywhere(int offsets, Damaging damaging) throws Exception {
        ExecutorService workers =
                Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < offsets; i++) {
                int offset = i;
                running.add(
                        workers.submit(
                                () -> {
                                    damaging.at(offset);
                                    return offset;
                                }));
            }
            for (int i = 0; i < offsets; i++) {
                try {
                    running.get(i).get(SECONDS_FOR_ONE, TimeUnit.SECONDS);
                } catch (java.util.concurrent.ExecutionException e) {
                    throw new AssertionError("damaged at byte " + i, e.getCause());
                } catch (java.util.concurrent.TimeoutException e) {
                    throw new AssertionError("damaged at byte " + i + ", and never ends", e);
                }
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql-9.7/events/binlog.000002",
                "mysql-9.7/small",
                "mysql-9.7/small-compressed",
                "mariadb-10.11/events/mbin.000002",
                "mariadb-10.11/small-compressed"
            })
    void cutAnywhereItKeepsWhatCameBefore(String name) throws Exception {
        byte[] whole = log(name);
        int[] kept = new int[whole.length + 1];
        everywhere(
                whole.length + 1,
                length -> {
                    try {
                        kept[length] = read(Arrays.copyOf(whole, length)).transactions.size();
                    } catch (RowbackException.BadInput e) {
                        assertThat(e).hasMessageContaining("binlog.000001: ");
                        assertThat(length).isLessThan(BYTES_OF_HEAD);
                    }
                });
        int transactions = kept[whole.length];
        assertThat(transactions).isGreaterThan(3);
        int most = 0;
        for (int length = 0; length < whole.length; length++) {
            // A transaction that is cut is there as incomplete, but not where its beginning alone
            // is left.
            assertThat(kept[length]).as("cut at " + length).isBetween(most - 1, transactions);
            most = Math.max(most, kept[length]);
        }
        assertThat(most).isBetween(transactions - 1, transactions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-9.7/events/binlog.000002", "mariadb-10.11/events/mbin.000002"})
    void aBitFlippedAnywhereIsFoundByItsChecksum(String name) throws Exception {
        byte[] whole = log(name);
        everywhere(
                whole.length,
                at -> {
                    byte[] altered = whole.clone();
                    altered[at] ^= (byte) (1 << (at % 8));
                    try {
                        RecordingWriter writer = read(altered);
                        boolean inUseFlag = at == 4 + 17;
                        boolean reported = !Collections.disjoint(writer.kinds(), DAMAGE);
                        assertThat(reported || inUseFlag).isTrue();
                        assertThat(writer.ends.getFirst().eventsSetAside()).isLessThan(4);
                    } catch (RowbackException.BadInput e) {
                        assertThat(at).isLessThan(4);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql-9.7/small",
                "mysql-9.7/small-compressed",
                "mariadb-10.11/small-compressed"
            })
    void withoutChecksumsAnythingAlteredIsReadOrSetAside(String name) throws Exception {
        byte[] whole = log(name);
        long events = read(whole).eventsRead();
        everywhere(
                whole.length,
                at -> {
                    for (int mask : new int[] {1 << (at % 8), 0xFF}) {
                        byte[] altered = whole.clone();
                        altered[at] ^= (byte) mask;
                        try {
                            RecordingWriter writer = read(altered);
                            boolean readOn = writer.eventsRead() >= events / 2;
                            assertThat(readOn || !writer.findings.isEmpty()).isTrue();
                        } catch (RowbackException.BadInput e) {
                            assertThat(e).hasMessageContaining("binlog.000001: ");
                            assertThat(at).isLessThan(BYTES_OF_HEAD);
                        }
                    }
                });
    }

    @Test
    void anAlteredEventIsSetAsideAndTheNextIsRead() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter sound = read(whole);
        RecordingWriter.Written change = sound.changes.get(3);
        byte[] altered = whole.clone();
        altered[(int) change.eventOffset() + 30] ^= 1;
        RecordingWriter writer = read(altered);
        assertThat(writer.kinds()).contains(Finding.Kind.BAD_CHECKSUM);
        assertThat(writer.ends.getFirst().eventsSetAside()).isEqualTo(1);
        assertThat(writer.transactions.size()).isEqualTo(sound.transactions.size());
    }

    @Test
    void anImpossibleLengthIsPassedOver() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter sound = read(whole);
        RecordingWriter.Written change = sound.changes.get(3);
        byte[] altered = whole.clone();
        altered[(int) change.eventOffset() + 12] = 0x7F;
        RecordingWriter writer = read(altered);
        assertThat(writer.kinds()).contains(Finding.Kind.UNDECODABLE_EVENT);
        assertThat(writer.transactions.size()).isEqualTo(sound.transactions.size());
    }

    @Test
    void zerosAtTheEndAreNoEvent() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter writer = read(Arrays.copyOf(whole, whole.length + 5000));
        assertThat(writer.findings)
                .extracting(RecordingWriter.Found::message)
                .contains("the last 5000 bytes hold no event, only zeros");
        assertThat(writer.completes).containsExactly(false);
    }
}
