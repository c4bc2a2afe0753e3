package org.rowback.history.casefile;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import org.rowback.history.importing.ImportMonitor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

class CaseAgainstOracleTest {
    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void answersAsTheOracleDoes(@ForAll long seed) throws Exception {
        RandomHistory log = new RandomHistory(seed, 3, 120, 1500);
        inFolder(
                folder -> {
                    Path path = folder.resolve("case.rowback");
                    try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                            log.write(writer);
                        }
                        new Answers(file.history(), log.oracle(), seed).compare();
                    }
                    try (CaseFile file = CaseFile.openReadOnly(path, CaseFileTest.CODECS)) {
                        new Answers(file.history(), log.oracle(), seed + 1).compare();
                    }
                });
    }

    interface InFolder {
        void run(Path folder) throws Exception;
    }

    static void inFolder(InFolder test) throws Exception {
        Path folder = Files.createTempDirectory("case");
        try {
            test.run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
