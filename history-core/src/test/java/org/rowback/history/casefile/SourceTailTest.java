package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.casefile.CaseAgainstOracleTest.inFolder;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import org.rowback.history.importing.HistoryWriter.TransactionEnd;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Gtid;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.testing.CaseFiller;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;
import java.util.Random;

class SourceTailTest {
    /// A file that was cut inside a transaction, imported again and again while it grows.
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void readsTheEndOfAGrowingSourceAnewAndKeepsItOnce(@ForAll long seed) throws Exception {
        RandomHistory log = new RandomHistory(seed, 1, 60, 1300);
        RandomHistory.Part part = log.parts.getFirst();
        Random random = new Random(seed);
        inFolder(
                folder -> {
                    try (CaseFile file =
                            CaseFile.create(folder.resolve("a.rowback"), CaseFileTest.CODECS)) {
                        for (int round = 0; round < 4; round++) {
                            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                                if (!log.write(writer, random.nextInt(25))) {
                                    cutOff(writer, part, log.done, random.nextInt(1400));
                                }
                            }
                            assertThat(file.history().sources()).hasSize(1);
                        }
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                            log.write(writer);
                        }
                        new Answers(file.history(), log.oracle(), seed).compare();
                    }
                });
    }

    private static void cutOff(CaseWriter writer, RandomHistory.Part part, int done, int rows)
            throws RowbackException {
        long begin = part.steps().getLast().begin();
        CaseFiller filler = new CaseFiller(writer);
        writer.begin(begin);
        // Rows of tables that the log has shown before, so that tables come up in the same order.
        List<Row> known =
                part.steps().subList(0, done).stream().flatMap(t -> t.rows().stream()).toList();
        for (int i = 0; i < rows && !known.isEmpty(); i++) {
            filler.change(known.get(i % known.size()), begin);
        }
        TransactionEnd end = CaseFiller.end(begin + 10, 5);
        writer.end(
                new TransactionEnd(
                        end.endOffset(),
                        end.commitTimeMicros(),
                        false,
                        Transaction.Status.INCOMPLETE,
                        List.of(),
                        Gtid.NONE,
                        0,
                        0,
                        0,
                        0,
                        "",
                        ""));
        writer.finding(Finding.Kind.TRUNCATED_TAIL, begin + 10, 3, Bytes.EMPTY, "cut");
        writer.endSource(RandomHistory.state(part, done), "", false);
    }
}
