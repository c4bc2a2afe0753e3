package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.rowback.history.importing.FileEvidence;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.RecordReader;
import org.rowback.importers.postgres.wal.RecordSink;
import org.rowback.importers.postgres.wal.SegmentHead;
import org.rowback.importers.postgres.wal.SegmentReader;
import org.rowback.importers.postgres.wal.WalRecord;
import org.rowback.importers.postgres.wal.WalVersion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The WAL and the files of servers among the captures beside the project. Runs where those captures are.
@EnabledIf("areThere")
class CapturedWalTest {
    private static final Path CAPTURES = Path.of("../../shared/captures");
    private static final Path SEGMENT =
            CAPTURES.resolve("bonnefoa__wal_analyzer/assets/000000010000000000000014");
    private static final Path WALG = CAPTURES.resolve("wal-g__wal-g/internal/walparser/testdata");
    private static final Path FLAVOURS =
            CAPTURES.resolve("wader__fq/format/postgres/testdata/flavours");

    /// A database without any table.
    private static final String CATALOG =
            """
            {"rowback":"postgres-catalog","version":1,"oid":5,"database":"postgres","tablespace":1663,\
            "encoding":"UTF8","systemIdentifier":"%s","server":"PostgreSQL 14.0",\
            "serverVersion":140000,"blockBytes":8192,"walBlockBytes":8192,"segmentBytes":1048576,"lsn":"0/1400000"}
            {"end":true}
            """;

    static boolean areThere() {
        return Files.isDirectory(CAPTURES);
    }

    private static HistoryList imported(Path segment) throws Exception {
        long system = SegmentHead.of(Files.readAllBytes(segment)).orElseThrow().system();
        String catalog = CATALOG.formatted(Long.toUnsignedString(system));
        var history = new HistoryList(List.of(Bytes.of(catalog.getBytes(StandardCharsets.UTF_8))));
        RawWal.run(List.of(segment), history);
        return history;
    }

    @Test
    void aStockSegmentHas26RecordsAndTwoCommits() throws Exception {
        HistoryList history = imported(SEGMENT);
        assertThat(history.ends.get("000000010000000000000014"))
                .satisfies(
                        end -> {
                            assertThat(end.eventsRead()).isEqualTo(26);
                            assertThat(end.eventsUsed() + end.eventsSetAside()).isEqualTo(26);
                        });
        assertThat(commits(SEGMENT)).containsExactly(744, 745);
        assertThat(history.findings)
                .extracting(HistoryList.Found::kind)
                .doesNotContain(Finding.Kind.BAD_CHECKSUM, Finding.Kind.UNDECODABLE_EVENT);
    }

    private static List<Integer> commits(Path segment) throws Exception {
        List<Integer> commits = new ArrayList<>();
        read(
                segment,
                new RecordSink() {
                    @Override
                    public void record(WalRecord record) throws RowbackException {
                        try {
                            if (record.manager() == XactRecord.MANAGER
                                    && XactRecord.read(record).kind() == XactRecord.Kind.COMMIT) {
                                commits.add(record.xid());
                            }
                        } catch (MalformedRecord e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public void lost(Loss loss) {}
                });
        return commits;
    }

    private static RecordReader read(Path file, RecordSink sink) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        SegmentHead head = SegmentHead.of(bytes).orElseThrow();
        var reader = new RecordReader(head.version(), head.system(), head.segmentBytes(), sink);
        reader.segment(head.address());
        var segment = new SegmentReader(new ByteArrayInputStream(bytes), reader);
        while (segment.next()) {
            assertThat(segment.readBytes()).isPositive();
        }
        return reader;
    }

    /// What is called a heap page there is the first page of a segment of 16 MB, a record and two halves.
    @Test
    void aSegmentsFirstPageAloneHasOneWholeRecord() throws Exception {
        Path page = SEGMENT.resolveSibling("pg_14_page");
        assertThat(SegmentHead.of(Files.readAllBytes(page)))
                .hasValueSatisfying(
                        head -> {
                            assertThat(head.version()).isEqualTo(WalVersion.V14);
                            assertThat(head.segmentBytes()).isEqualTo(16 << 20);
                            assertThat(head.name(1)).isEqualTo("000000010000000000000002");
                        });
        HistoryList history = imported(page);
        assertThat(history.ends.get("pg_14_page").eventsRead()).isEqualTo(1);
        assertThat(history.changes).isEmpty();
    }

    /// Postgres Pro Standard lays its heap pages out as stock servers do; `pg_control` tells it.
    @TestFactory
    List<DynamicTest> otherFilesAreRecognisedAndSaid() throws IOException {
        Map<String, String> said = new TreeMap<>();
        said.put("long_record", "WAL of PostgreSQL 10 ");
        said.put("wal_switch_test", "WAL of PostgreSQL 11 ");
        List<DynamicTest> tests = new ArrayList<>();
        said.forEach((file, words) -> tests.add(says(WALG.resolve(file), words)));
        try (var flavours = Files.list(FLAVOURS)) {
            for (Path flavour : flavours.sorted().toList()) {
                boolean stock = flavour.getFileName().toString().startsWith("postgres");
                try (var files = Files.list(flavour)) {
                    for (Path file : files.filter(f -> !isText(f)).sorted().toList()) {
                        tests.add(
                                says(
                                        file,
                                        !file.endsWith("pg_control")
                                                ? "a relation's file of PostgreSQL, not WAL"
                                                : stock
                                                        ? "pg_control, not WAL"
                                                        : "pg_control of a fork of PostgreSQL"));
                    }
                }
            }
        }
        return tests;
    }

    private static boolean isText(Path file) {
        return file.toString().endsWith(".fqtest");
    }

    private static DynamicTest says(Path file, String words) {
        return DynamicTest.dynamicTest(
                CAPTURES.relativize(file).toString(),
                () -> {
                    byte[] head = Files.readAllBytes(file);
                    assertThat(new PostgresWalImporter().recognises(FileEvidence.of(file), head))
                            .isFalse();
                    Optional<String> said =
                            new PostgresWalImporter().unusable(FileEvidence.of(file), head);
                    assertThat(said).hasValueSatisfying(s -> assertThat(s).contains(words));
                });
    }
}
