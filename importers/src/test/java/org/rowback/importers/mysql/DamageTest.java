package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/// A log that was cut or altered anywhere ends in findings or in one clear error, and never otherwise.
class DamageTest {
    private static final Set<Finding.Kind> DAMAGE =
            Set.of(
                    Finding.Kind.BAD_CHECKSUM,
                    Finding.Kind.UNDECODABLE_EVENT,
                    Finding.Kind.TRUNCATED_TAIL);

    private static byte[] log(String name) throws IOException {
        try (InputStream in = DamageTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    private static RecordingWriter read(byte[] bytes) throws RowbackException {
        return Imports.of("binlog.000001", bytes);
    }

    @ParameterizedTest
    @CsvSource({"mysql-9.7/events/binlog.000002,7", "mariadb-10.11/events/mbin.000002,1"})
    void cutAnywhereItKeepsWhatCameBefore(String name, int step) throws Exception {
        byte[] whole = log(name);
        int transactions = read(whole).transactions.size();
        int last = 0;
        for (int length = 0; length < whole.length; length += step) {
            try {
                RecordingWriter writer = read(Arrays.copyOf(whole, length));
                assertThat(writer.transactions.size()).isBetween(last - 1, transactions);
                last = Math.max(last, writer.transactions.size());
            } catch (RowbackException.BadInput e) {
                assertThat(e).hasMessageContaining("binlog.000001: ");
                assertThat(length).isLessThan(600);
            }
        }
        assertThat(last).isBetween(transactions - 1, transactions);
    }

    @ParameterizedTest
    @CsvSource({"mysql-9.7/events/binlog.000002,7", "mariadb-10.11/events/mbin.000002,1"})
    void aBitFlippedAnywhereIsFound(String name, int step) throws Exception {
        byte[] whole = log(name);
        for (int at = 0; at < whole.length; at += step) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) (1 << (at % 8));
            try {
                RecordingWriter writer = read(altered);
                boolean inUseFlag = at == 4 + 17;
                boolean reported = !Collections.disjoint(writer.kinds(), DAMAGE);
                assertThat(reported || inUseFlag).as("byte " + at).isTrue();
                assertThat(writer.ends.getFirst().eventsSetAside()).as("byte " + at).isLessThan(4);
            } catch (RowbackException.BadInput e) {
                assertThat(at).isLessThan(4);
            }
        }
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
