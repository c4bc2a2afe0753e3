package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.casefile.CaseAgainstOracleTest.inFolder;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// A damaged file is said to be damaged; it never ends in another exception.
class DamagedCaseTest {
    @Test
    void endsInOneClearFailureWhereBytesWereFlipped() throws Exception {
        inFolder(
                folder -> {
                    byte[] whole = made(folder);
                    Random random = new Random(7);
                    int failed = 0;
                    for (int i = 0; i < 250; i++) {
                        byte[] damaged = whole.clone();
                        for (int k = random.nextInt(3); k >= 0; k--) {
                            damaged[random.nextInt(damaged.length)] ^=
                                    (byte) (1 << random.nextInt(8));
                        }
                        failed += readAll(write(folder, damaged)) ? 0 : 1;
                    }
                    assertThat(failed).isBetween(25, 250);
                });
    }

    @Test
    void endsInOneClearFailureWhereTheFileWasCut() throws Exception {
        inFolder(
                folder -> {
                    byte[] whole = made(folder);
                    for (int i = 1; i < 60; i++) {
                        int length = (int) ((long) whole.length * i / 60);
                        Path path = write(folder, Arrays.copyOf(whole, length));
                        assertThat(readAll(path)).describedAs("%d bytes", length).isFalse();
                    }
                });
    }

    private static byte[] made(Path folder) throws Exception {
        Path path = folder.resolve("whole.rowback");
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                new RandomHistory(3, 2, 60, 1500).write(writer);
            }
            file.journal().append("note", "{}");
        }
        return Files.readAllBytes(path);
    }

    private static Path write(Path folder, byte[] bytes) throws Exception {
        return Files.write(folder.resolve("damaged.rowback"), bytes);
    }

    /// Asks everything.
    ///
    /// @return false where the case said that it cannot be read
    private static boolean readAll(Path path) {
        try (CaseFile file = CaseFile.openReadOnly(path, CaseFileTest.CODECS)) {
            History history = file.history();
            history.totals();
            history.sources();
            drain(history.findings());
            file.journal().all();
            for (TableSummary table : history.tables()) {
                history.schemaVersions(table.id());
                history.schemaAt(table.id(), 100);
            }
            try (Cursor<Transaction> all = history.transactions(1, true)) {
                while (all.next()) {
                    history.transaction(all.get().id());
                }
            }
            history.transactionAtOrAfter(1_700_000_010_000_000L);
            history.density(1_700_000_000_000_000L, 1_700_000_100_000_000L, 100);
            Scan scan = Scan.ALL.includingVoid();
            history.count(scan, ImportMonitor.NONE);
            try (Cursor<Change> all = history.changes(scan, ImportMonitor.NONE)) {
                while (all.next()) {
                    Change change = all.get();
                    change.before();
                    change.after();
                    change.statement();
                    if (change.op().isRow() && change.id() % 50 == 0) {
                        RowKey key = change.key().orElseThrow();
                        history.changesOf(change.tableId(), key);
                    }
                }
            }
            return true;
        } catch (RowbackException.CaseFile e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return false;
        } catch (RowbackException e) {
            throw new AssertionError(e);
        }
    }

    private static void drain(Cursor<?> cursor) throws RowbackException {
        try (cursor) {
            while (cursor.next()) {
                cursor.get();
            }
        }
    }
}
