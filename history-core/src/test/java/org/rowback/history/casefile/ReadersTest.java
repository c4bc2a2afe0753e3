package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.history.testing.PlainRowCodec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

class ReadersTest {
    private static final ImportMonitor STOPPED =
            new ImportMonitor() {
                @Override
                public void progress(String phase, long done, long total, String unit) {}

                @Override
                public boolean cancelled() {
                    return true;
                }
            };

    private final RandomHistory log = new RandomHistory(11, 2, 150, 1500);
    @TempDir Path folder;
    private Path path;

    @BeforeEach
    void fill() throws Exception {
        path = folder.resolve("a.rowback");
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS);
                CaseWriter writer = file.writer(ImportMonitor.NONE)) {
            log.write(writer);
        }
    }

    @Test
    void answersSeveralThreadsAtOnceWhileAnImportRuns() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (CaseFile file = CaseFile.open(path, CaseFileTest.CODECS);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                reading.add(
                        threads.submit(
                                () -> {
                                    int rounds = 0;
                                    do {
                                        readOnce(file);
                                        rounds++;
                                    } while (!done.get());
                                    return rounds;
                                }));
            }
            for (int i = 1; i <= 5; i++) {
                CaseFileTest.fill(file, "more." + i);
            }
            done.set(true);
            for (Future<Integer> each : reading) {
                assertThat(each.get()).isPositive();
            }
        }
    }

    private void readOnce(CaseFile file) throws RowbackException {
        long changes = file.history().totals().changes();
        long last = 0;
        try (Cursor<Change> all =
                file.history().changes(Scan.ALL.includingVoid(), ImportMonitor.NONE)) {
            while (all.next()) {
                assertThat(all.get().id()).isEqualTo(++last);
                all.get().after();
            }
        }
        assertThat(last).isGreaterThanOrEqualTo(changes);
        assertThat(file.history().tables()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void stopsWhereTheUserWantsIt() throws Exception {
        try (CaseFile file = CaseFile.openReadOnly(path, CaseFileTest.CODECS)) {
            assertThatThrownBy(() -> file.history().changes(Scan.ALL, STOPPED).next())
                    .isInstanceOf(RowbackException.Cancelled.class);
            assertThatThrownBy(() -> file.history().count(Scan.ALL, STOPPED))
                    .isInstanceOf(RowbackException.Cancelled.class);
        }
    }

    @Test
    void keepsWhatWasImportedUntilTheUserStoppedIt() throws Exception {
        RandomHistory other = new RandomHistory(12, 1, 100, 100);
        Path stopped = folder.resolve("b.rowback");
        try (CaseFile file = CaseFile.create(stopped, CaseFileTest.CODECS)) {
            try (CaseWriter writer = file.writer(STOPPED)) {
                writer.source(other.parts.getFirst().start());
            }
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                other.write(writer, other.parts.getFirst().steps().size() / 2);
            }
            long kept = file.history().totals().transactions();
            assertThat(kept).isEqualTo(other.parts.getFirst().steps().size() / 2);
        }
    }

    @Test
    void endsARunningImportAtItsLastCommitWhenTheCaseIsClosed() throws Exception {
        Path closed = folder.resolve("d.rowback");
        CaseFile file = CaseFile.create(closed, CaseFileTest.CODECS);
        CaseWriter writer = file.writer(ImportMonitor.NONE);
        writer.source(CaseFileTest.start("open"));
        writer.begin(4);
        file.close();
        assertThatThrownBy(() -> log.write(writer)).isInstanceOf(RowbackException.CaseFile.class);
        try (CaseFile again = CaseFile.open(closed, CaseFileTest.CODECS)) {
            assertThat(again.history().sources()).isEmpty();
        }
    }

    @Test
    void writesAHugeTransactionOutWhileItIsOpen() throws Exception {
        Path huge = folder.resolve("e.rowback");
        try (CaseFile file = CaseFile.create(huge, CaseFileTest.CODECS)) {
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                writer.source(CaseFileTest.start("huge"));
                writer.begin(4);
                ChangeRecord change = new ChangeRecord();
                change.op = Op.INSERT;
                change.table = writer.table(RandomHistory.LOG.table());
                change.rowFormat = writer.rowFormat(new PlainRowCodec().format(RandomHistory.LOG));
                change.buffer = new byte[4000];
                change.afterLength = change.buffer.length;
                Random random = new Random(1);
                for (int i = 0; i < 12_000; i++) {
                    random.nextBytes(change.buffer);
                    writer.change(change);
                }
                writer.settle();
                assertThat(Files.size(folder.resolve("e.rowback-wal"))).isGreaterThan(16_000_000);
                assertThat(file.history().totals().changes()).isZero();
            }
            assertThat(file.history().totals().changes()).isZero();
        }
        assertThat(Files.size(huge)).isLessThan(1_000_000);
    }

    @Test
    void dropsWhatAnImporterLeftWhenItGaveASourceUp() throws Exception {
        Path given = folder.resolve("c.rowback");
        try (CaseFile file = CaseFile.create(given, CaseFileTest.CODECS)) {
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                writer.source(CaseFileTest.start("bad"));
                writer.begin(4);
                writer.table(RandomHistory.LOG.table());
                log.write(writer);
            }
            new Answers(file.history(), log.oracle(), 1).compare();
        }
    }

    @Test
    void knowsEarlierSourcesWithTheirStates() throws Exception {
        try (CaseFile file = CaseFile.open(path, CaseFileTest.CODECS);
                CaseWriter writer = file.writer(ImportMonitor.NONE)) {
            List<HistoryWriter.Earlier> earlier = writer.earlier("test");
            assertThat(earlier)
                    .extracting(HistoryWriter.Earlier::name)
                    .containsExactly("binlog.000001", "binlog.000002");
            assertThat(earlier.getFirst().state().length()).isEqualTo(2);
        }
    }

    @Test
    void showsPeopleItsRowsInAnySqliteTool() throws Exception {
        try (Connection any = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = any.createStatement()) {
            for (String view :
                    List.of("transactions", "sources", "tables", "findings", "journal")) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + view)) {
                    assertThat(rows.getMetaData().getColumnCount()).isGreaterThan(3);
                    assertThat(view.equals("journal") || rows.next()).isTrue();
                }
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT commit_time, status, gtid FROM transactions WHERE id = 1")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).startsWith("2023-11-14 22:1");
                assertThat(rows.getString(3))
                        .isEqualTo(log.oracle().transaction(1).orElseThrow().gtid());
            }
        }
    }
}
