package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// A stopped import goes on where it stopped, and a log that has grown where it ended.
class ResumeTest {
    private static byte[] log() throws Exception {
        return Files.readAllBytes(RecordedLogsTest.log("mysql-9.7/events/binlog.000002"));
    }

    private static void read(RecordingWriter writer, byte[] log, ImportMonitor monitor)
            throws RowbackException {
        new MysqlBinlogImporter(new PlainDdl())
                .importFrom(
                        new BytesEvidence("binlog.000002", log),
                        ImportOptions.ALL,
                        writer,
                        monitor);
    }

    @Test
    void aLogThatHasGrownGoesOn() throws Exception {
        byte[] whole = log();
        RecordingWriter once = new RecordingWriter();
        read(once, whole, ImportMonitor.NONE);
        RecordingWriter grown = new RecordingWriter();
        read(grown, Arrays.copyOf(whole, 4482), ImportMonitor.NONE);
        assertThat(grown.completes).containsExactly(true);
        grown = new RecordingWriter();
        read(grown, Arrays.copyOf(whole, 4500), ImportMonitor.NONE);
        assertThat(grown.completes).containsExactly(false);
        assertThat(grown.kinds()).contains(Finding.Kind.TRUNCATED_TAIL);
        read(grown, whole, ImportMonitor.NONE);
        assertThat(grown.changes).hasSameSizeAs(once.changes);
        assertThat(grown.transactions)
                .extracting(RecordingWriter.Ended::begin)
                .isEqualTo(once.transactions.stream().map(RecordingWriter.Ended::begin).toList());
        assertThat(grown.ends.getLast().eventsRead()).isEqualTo(once.ends.getLast().eventsRead());
        assertThat(grown.kinds()).containsAll(once.kinds());
        assertThat(grown.hashes.getLast()).isEqualTo(once.hashes.getLast());
        assertThat(grown.completes).containsExactly(false, true);
    }

    @Test
    void aLogInUseStaysSoWhenItIsImportedAgain(@TempDir Path folder) throws Exception {
        byte[] open = Arrays.copyOf(log(), 4482);
        // The format description's flag; its checksum is that of the event without it.
        open[4 + 17] |= 1;
        Path log = Files.write(folder.resolve("binlog.000002"), open);
        try (CaseFile made = NewCase.of(folder.resolve("a.rowback"), log)) {
            List<Finding> first = findings(made);
            assertThat(first).extracting(Finding::kind).contains(Finding.Kind.IN_USE);
            assertThat(made.history().sources().getFirst().complete()).isFalse();
            NewCase.importInto(made, log);
            assertThat(findings(made))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                    .containsExactlyInAnyOrderElementsOf(first);
            assertThat(made.history().sources().getFirst().complete()).isFalse();
        }
    }

    private static List<Finding> findings(CaseFile made) throws RowbackException {
        List<Finding> all = new ArrayList<>();
        try (Cursor<Finding> cursor = made.history().findings()) {
            while (cursor.next()) {
                all.add(cursor.get());
            }
        }
        return all;
    }

    @Test
    void anImportThatWasKilledGoesOnFromItsCheckpoint() throws Exception {
        byte[] whole = long8MegabyteLog();
        RecordingWriter once = new RecordingWriter();
        once.keepChanges = false;
        read(once, whole, ImportMonitor.NONE);
        RecordingWriter killed = new RecordingWriter();
        killed.keepChanges = false;
        ImportMonitor stop =
                new ImportMonitor() {
                    @Override
                    public void progress(String phase, long done, long total, String unit) {}

                    @Override
                    public boolean cancelled() {
                        return killed.checkpoints.size() == 3;
                    }
                };
        assertThatThrownBy(() -> read(killed, whole, stop))
                .as("checkpoints: " + killed.checkpoints.size())
                .isInstanceOf(RowbackException.Cancelled.class);
        killed.crash();
        assertThat(killed.checkpoints).hasSize(3);
        int before = killed.transactions.size();
        read(killed, whole, ImportMonitor.NONE);
        assertThat(killed.sources.getLast().resume().contentOffset()).isGreaterThan(1 << 20);
        assertThat(before).isLessThan(once.transactions.size());
        assertThat(killed.transactions.size()).isEqualTo(once.transactions.size());
        assertThat(killed.ends.getLast().eventsRead()).isEqualTo(once.ends.getLast().eventsRead());
        assertThat(killed.hashes.getLast()).isEqualTo(once.hashes.getLast());
        assertThat(killed.findings).isEqualTo(once.findings);
    }

    /// One recorded transaction again and again, with numbers, positions and checksums made right.
    private static byte[] long8MegabyteLog() throws Exception {
        byte[] log = log();
        byte[] one = Arrays.copyOfRange(log, 198, 697);
        int count = (8 << 20) / one.length;
        byte[] whole = Arrays.copyOf(log, 198 + count * one.length);
        ByteBuffer fields = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int to = 198 + i * one.length;
            fields.putLong(19 + 1 + 16, 100 + i);
            for (int at = 0; at < one.length; at += fields.getInt(at + 9)) {
                int length = fields.getInt(at + 9);
                fields.putInt(at + 13, to + at + length);
                CRC32 crc = new CRC32();
                crc.update(one, at, length - 4);
                fields.putInt(at + length - 4, (int) crc.getValue());
            }
            System.arraycopy(one, 0, whole, to, one.length);
        }
        return whole;
    }
}
