package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.casefile.CaseAgainstOracleTest.inFolder;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportMonitor;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class KilledImportTest {
    private static final CommitPace.Limits OFTEN =
            new CommitPace.Limits(20_000, 100, Long.MAX_VALUE);

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void goesOnFromTheLastCommitAfterItWasAbandoned(@ForAll long seed) throws Exception {
        RandomHistory log = new RandomHistory(seed, 2, 80, 1500);
        Random random = new Random(seed);
        inFolder(
                folder -> {
                    Path path = Files.createDirectory(folder.resolve("0")).resolve("case.rowback");
                    CaseFile.create(path, CaseFileTest.CODECS).close();
                    boolean done = false;
                    for (int round = 1; !done; round++) {
                        try (CaseFile file = CaseFile.open(path, CaseFileTest.CODECS);
                                CaseWriter writer = file.writer(ImportMonitor.NONE, OFTEN)) {
                            done = log.write(writer, 1 + random.nextInt(60));
                            writer.settle();
                            // What a process that dies here leaves behind.
                            path = copy(path, Files.createDirectory(folder.resolve("" + round)));
                        }
                    }
                    try (CaseFile file = CaseFile.open(path, CaseFileTest.CODECS)) {
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                            log.write(writer);
                        }
                        new Answers(file.history(), log.oracle(), seed).compare();
                    }
                });
    }

    private static Path copy(Path path, Path folder) throws Exception {
        try (Stream<Path> files = Files.list(path.getParent())) {
            for (Path file : files.toList()) {
                if (!file.toString().endsWith("-shm") && !file.toString().endsWith("-import")) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
        return folder.resolve(path.getFileName());
    }

    @Test
    void goesOnAfterTheProcessWasKilled() throws Exception {
        RandomHistory log = new RandomHistory(4711, 2, 900, 3000);
        inFolder(
                folder -> {
                    Path path = folder.resolve("case.rowback");
                    for (int lines : new int[] {3, 70, 200}) {
                        kill(path, lines);
                    }
                    try (CaseFile file = CaseFile.open(path, CaseFileTest.CODECS)) {
                        assertThat(file.history().totals().changes()).isPositive();
                        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                            log.write(writer);
                        }
                        new Answers(file.history(), log.oracle(), 1).compare();
                    }
                });
    }

    /// Lets another process import, and kills it in the middle.
    private static void kill(Path path, int lines) throws Exception {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-Xshare:auto",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KilledImportTest.class.getName(),
                                        path.toString()))
                        .redirectErrorStream(true)
                        .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            String line;
            int progress = 0;
            while (progress < lines && (line = output.readLine()) != null) {
                said.append(line).append('\n');
                progress += line.equals("checkpoint") ? 1 : 0;
            }
            assertThat(progress).describedAs("%s", said).isEqualTo(lines);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// The process that is killed.
    public static void main(String[] args) throws Exception {
        RandomHistory log = new RandomHistory(4711, 2, 900, 3000);
        Path path = Path.of(args[0]);
        ImportMonitor monitor =
                new ImportMonitor() {
                    @Override
                    public void progress(String phase, long done, long total, String unit) {}

                    @Override
                    public boolean cancelled() {
                        System.out.println("checkpoint");
                        return false;
                    }
                };
        CaseFile file =
                Files.exists(path)
                        ? CaseFile.open(path, CaseFileTest.CODECS)
                        : CaseFile.create(path, CaseFileTest.CODECS);
        CaseWriter writer = file.writer(monitor, OFTEN);
        log.write(writer);
        // A reader of this process's output kills it before.
        System.in.read();
    }
}
