package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A log that was cut or altered anywhere ends in findings or in one clear error, and never otherwise.
class DamageTest {
    @TempDir Path folder;

    private static byte[] log(String name) throws IOException {
        try (InputStream in = DamageTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    private RecordingWriter read(byte[] bytes) throws IOException, RowbackException {
        return Imports.of(Files.write(folder.resolve("binlog.000001"), bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-9.7/events/binlog.000002", "mariadb-10.11/events/mbin.000002"})
    void cutAnywhereItKeepsWhatCameBefore(String name) throws Exception {
        byte[] whole = log(name);
        int transactions = read(whole).transactions.size();
        int last = 0;
        for (int length = 0; length < whole.length; length++) {
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
    @ValueSource(strings = {"mysql-9.7/events/binlog.000002", "mariadb-10.11/events/mbin.000002"})
    void aBitFlippedAnywhereIsFound(String name) throws Exception {
        byte[] whole = log(name);
        RecordingWriter sound = read(whole);
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) (1 << (at % 8));
            try {
                RecordingWriter writer = read(altered);
                boolean inUseFlag = at == 4 + 17;
                boolean reported = writer.findings.size() > sound.findings.size();
                assertThat(reported || inUseFlag).as("byte " + at).isTrue();
                assertThat(writer.ends.getFirst().eventsSetAside()).isLessThan(4);
            } catch (RowbackException.BadInput e) {
                assertThat(at).isLessThan(300);
            }
        }
    }

    @Test
    void anAlteredEventIsSetAsideAndTheNextIsRead() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter sound = read(whole);
        RecordingWriter.Written change = sound.changes.get(sound.changes.size() / 2);
        byte[] altered = whole.clone();
        altered[(int) change.eventOffset() + 30] ^= 1;
        RecordingWriter writer = read(altered);
        assertThat(writer.kinds()).contains(Finding.Kind.BAD_CHECKSUM);
        assertThat(writer.ends.getFirst().eventsSetAside()).isEqualTo(1);
        assertThat(writer.transactions).hasSameSizeAs(sound.transactions);
    }

    @Test
    void anImpossibleLengthIsPassedOver() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter sound = read(whole);
        RecordingWriter.Written change = sound.changes.get(sound.changes.size() / 2);
        byte[] altered = whole.clone();
        altered[(int) change.eventOffset() + 12] = 0x7F;
        RecordingWriter writer = read(altered);
        assertThat(writer.kinds()).contains(Finding.Kind.UNDECODABLE_EVENT);
        assertThat(writer.transactions).hasSameSizeAs(sound.transactions);
    }

    @Test
    void zerosAtTheEndAreNoEvent() throws Exception {
        byte[] whole = log("mysql-9.7/events/binlog.000002");
        RecordingWriter writer = read(Arrays.copyOf(whole, whole.length + 5000));
        assertThat(writer.findings.getLast().message())
                .isEqualTo("the last 5000 bytes hold no event, only zeros");
        assertThat(writer.completes).containsExactly(false);
    }
}
