package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.FileEvidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// In which order captures are read, and what shows that it is not that of their commits.
class CaptureOrderTest {
    @TempDir Path folder;

    private List<String> order(Object... namesAndTexts) throws Exception {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            byte[] bytes =
                    namesAndTexts[i + 1] instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : (byte[]) namesAndTexts[i + 1];
            evidence.add(
                    FileEvidence.of(Files.write(folder.resolve((String) namesAndTexts[i]), bytes)));
        }
        return new LogicalImporter().inLogOrder(evidence).stream().map(Evidence::name).toList();
    }

    private static String csv(String lsn, int xid, int id) {
        return """
        %1$s0,%2$d,BEGIN %2$d
        %1$s1,%2$d,table public.t: INSERT: id[integer]:%3$d
        %1$s8,%2$d,COMMIT %2$d
        """
                .formatted(lsn, xid, id);
    }

    private static byte[] pgoutput(long lsn) {
        ByteBuffer begin = ByteBuffer.allocate(22);
        begin.put((byte) 'B').putLong(lsn).putLong(1).putInt(7).put((byte) '\n');
        ByteBuffer commit = ByteBuffer.allocate(27);
        commit.put((byte) 'C').put((byte) 0).putLong(lsn).putLong(lsn + 8).putLong(1);
        commit.put((byte) '\n');
        return ByteBuffer.allocate(49).put(begin.array()).put(commit.array()).array();
    }

    @Test
    void isThatOfTheFirstLsns() throws Exception {
        assertThat(
                        order(
                                "slot-10.csv",
                                csv("0/FF", 3, 3),
                                "slot-9.csv",
                                csv("0/AF", 2, 2),
                                "z.json",
                                "{\"xid\":1,\"nextlsn\":\"0/A0\",\"change\":[]}\n",
                                "a.bin",
                                pgoutput(0x1_0000_0000L),
                                "y.txt",
                                " lsn | xid | data\n-----+-----+-----\n 0/B00 | 5 | BEGIN 5\n"))
                .containsExactly("z.json", "slot-9.csv", "y.txt", "slot-10.csv", "a.bin");
    }

    @Test
    void isThatOfTheFirstCommitTimesWhereNotAllSayLsns() throws Exception {
        String text = "BEGIN 7\nCOMMIT 7 (at 2026-11-21 15:18:47.5%d+00)\n";
        assertThat(
                        order(
                                "b.log",
                                text.formatted(1),
                                "a.log",
                                text.formatted(2),
                                "c.json",
                                "{\"action\":\"B\",\"timestamp\":\"2026-11-21"
                                        + " 20:48:47.49+05:30\",\"lsn\":\"0/1\"}\n"))
                .containsExactly("c.json", "b.log", "a.log");
    }

    @Test
    void isThatOfNamesWhereOneSaysNothing() throws Exception {
        assertThat(
                        order(
                                "b.log",
                                "BEGIN 7\nCOMMIT 7\n",
                                "c.csv",
                                csv("0/1", 1, 1),
                                "a.bin",
                                pgoutput(9)))
                .containsExactly("a.bin", "b.log", "c.csv");
    }

    @Test
    void saysThatACaptureRepeatsWhatTheCaseHas() throws Exception {
        String first = csv("0/AF", 2, 2) + csv("0/BF", 3, 3);
        try (LogicalCase read = LogicalCase.of(folder, first.getBytes(StandardCharsets.UTF_8))) {
            assertThat(read.findings()).doesNotContain("OUT_OF_ORDER");
            read.importAgain(Files.writeString(folder.resolve("later.csv"), csv("0/CF", 4, 4)));
            assertThat(read.findings()).doesNotContain("OUT_OF_ORDER");
            read.importAgain(
                    Files.writeString(
                            folder.resolve("peeked.csv"), csv("0/CF", 4, 4) + csv("0/DF", 5, 5)));
            assertThat(read.findings()).containsOnlyOnce("OUT_OF_ORDER");
            assertThat(read.changes()).hasSize(5);
        }
    }
}
