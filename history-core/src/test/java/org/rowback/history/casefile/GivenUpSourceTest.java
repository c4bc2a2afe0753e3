package org.rowback.history.casefile;

import static org.rowback.history.casefile.CaseAgainstOracleTest.inFolder;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.testing.CaseFiller;
import org.rowback.history.testing.InMemoryHistory.Row;

import java.util.List;
import java.util.Random;

/// Small sources share a commit; one that an importer gives up takes nothing of the others with it.
class GivenUpSourceTest {
    private static final CommitPace.Limits NEVER =
            new CommitPace.Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final CommitPace.Limits NOW_AND_THEN =
            new CommitPace.Limits(Long.MAX_VALUE, 700, Long.MAX_VALUE);

    @Property(tries = 16, shrinking = ShrinkingMode.OFF)
    void losesOnlyTheSourceThatWasGivenUp(@ForAll long seed) throws Exception {
        RandomHistory log = new RandomHistory(seed, 9, 40, 1300);
        Random random = new Random(seed);
        CommitPace.Limits limits = random.nextBoolean() ? NEVER : NOW_AND_THEN;
        inFolder(
                folder -> {
                    try (CaseFile file =
                            CaseFile.create(folder.resolve("a.rowback"), CaseFileTest.CODECS)) {
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE, limits)) {
                            for (int part = 0; part < log.parts.size(); part++) {
                                if (random.nextBoolean()) {
                                    giveUp(writer, log, random);
                                }
                                log.writePart(writer, part);
                            }
                            if (random.nextBoolean()) {
                                giveUp(writer, log, random);
                            }
                        }
                        new Answers(file.history(), log.oracle(), seed).compare();
                    }
                });
    }

    /// Of so many that key postings are written before the commit.
    @Test
    void losesALargeSourceThatWasGivenUp() throws Exception {
        RandomHistory log = new RandomHistory(5, 2, 60, 1300);
        Row row =
                log.parts.getFirst().steps().stream()
                        .flatMap(step -> step.rows().stream())
                        .findFirst()
                        .orElseThrow();
        inFolder(
                folder -> {
                    try (CaseFile file =
                            CaseFile.create(folder.resolve("a.rowback"), CaseFileTest.CODECS)) {
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE, NEVER)) {
                            log.writePart(writer, 0);
                            writer.source(CaseFileTest.start("bad"));
                            writer.begin(4);
                            CaseFiller filler = new CaseFiller(writer);
                            for (int i = 0; i < 270_000; i++) {
                                filler.change(row, 4);
                            }
                            log.writePart(writer, 1);
                        }
                        new Answers(file.history(), log.oracle(), 5).compare();
                    }
                });
    }

    /// Writes a finding, a whole transaction and the half of another of a source that nobody comes back to.
    private static void giveUp(CaseWriter writer, RandomHistory log, Random random)
            throws RowbackException {
        writer.source(CaseFileTest.start("bad" + random.nextInt()));
        writer.finding(Finding.Kind.BAD_CHECKSUM, 4, 1, Bytes.EMPTY, "bad");
        List<Row> rows =
                log.parts.stream()
                        .flatMap(part -> part.steps().stream())
                        .flatMap(step -> step.rows().stream())
                        .toList();
        CaseFiller filler = new CaseFiller(writer);
        for (int transaction = 0; transaction < 2; transaction++) {
            writer.begin(4);
            for (int i = random.nextInt(1 + rows.size()); i > 0; i--) {
                filler.change(rows.get(random.nextInt(rows.size())), 4);
            }
            if (transaction == 0) {
                writer.end(CaseFiller.end(400, 1_700_000_000_000_000L));
            }
        }
    }
}
