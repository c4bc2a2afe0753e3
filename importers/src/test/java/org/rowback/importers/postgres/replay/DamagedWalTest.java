package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;

import net.jpountz.lz4.LZ4FrameOutputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.FileEvidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.replay.HistoryList.Written;

import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// WAL of a real server, damaged, cut, mixed up and packed.
class DamagedWalTest {
    private static final int PAGE = 8192;

    @TempDir static Path folder;

    private static Bytes catalog = Bytes.EMPTY;
    private static List<Path> files = List.of();
    private static HistoryList whole = new HistoryList(List.of());

    @BeforeAll
    static void record() throws Exception {
        try (var server = new PostgresServer(17, folder, List.of("wal_level=replica"))) {
            try (Connection admin = server.connect("postgres")) {
                admin.createStatement().execute("create database shop");
            }
            try (Connection shop = server.connect("shop")) {
                String from = RawWal.one(shop, "select pg_walfile_name(pg_current_wal_lsn())");
                var workload = new Workload(shop, 17, 4);
                workload.prepare();
                workload.play();
                catalog = RawWal.catalog(shop);
                files = new ArrayList<>();
                Path copies = Files.createDirectory(folder.resolve("copies"));
                for (Path file : RawWal.segments(server.wal(), from)) {
                    files.add(Files.copy(file, copies.resolve(file.getFileName())));
                }
            }
        }
        whole = run(files);
    }

    private static HistoryList run(List<Path> evidence) throws Exception {
        var history = new HistoryList(List.of(catalog));
        RawWal.run(evidence, history);
        return history;
    }

    @Test
    void losesRecordsToBitFlipsButTellsNoWrongRow() throws Exception {
        var random = new Random(9);
        for (int round = 0; round < 3; round++) {
            List<Path> damaged = new ArrayList<>(files);
            int which = 1 + random.nextInt(files.size() - 3);
            byte[] bytes = Files.readAllBytes(files.get(which));
            for (int flip = 0; flip < 3; flip++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            damaged.set(which, written("flipped" + round, files.get(which), bytes));
            HistoryList history = run(damaged);
            assertThat(history.findings)
                    .filteredOn(f -> f.kind() == Finding.Kind.BAD_CHECKSUM)
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(f.message()).contains("Log is lost from "));
            assertNoWrongRow(history);
        }
    }

    @Test
    void tellsNoWrongRowOfTornPages() throws Exception {
        var random = new Random(11);
        for (int round = 0; round < 4; round++) {
            List<Path> damaged = new ArrayList<>(files);
            int which = 1 + random.nextInt(files.size() - 3);
            byte[] bytes = Files.readAllBytes(files.get(which));
            for (int torn = 0; torn < 2; torn++) {
                int page = 1 + random.nextInt(bytes.length / PAGE - 1);
                // Half of a page was not written: it still has what the recycled segment had there.
                int half = page * PAGE + PAGE / 2;
                System.arraycopy(bytes, half - PAGE, bytes, half, PAGE / 2);
            }
            damaged.set(which, written("torn" + round, files.get(which), bytes));
            HistoryList history = run(damaged);
            assertThat(history.findings)
                    .filteredOn(f -> f.kind() == Finding.Kind.BAD_CHECKSUM)
                    .isNotEmpty();
            assertNoWrongRow(history);
        }
    }

    @Test
    void tellsNoWrongRowWhicheverSegmentIsMissing() throws Exception {
        for (int missing = 1; missing < files.size() - 2; missing += 3) {
            List<Path> some = new ArrayList<>(files);
            some.remove(missing);
            HistoryList history = run(some);
            assertThat(history.findings)
                    .extracting(HistoryList.Found::kind)
                    .contains(Finding.Kind.GAP);
            assertNoWrongRow(history);
        }
    }

    @Test
    void takesNoRowsOfAnotherDatabase() throws Exception {
        String text = new String(catalog.array(), java.nio.charset.StandardCharsets.UTF_8);
        var oid = java.util.regex.Pattern.compile("\"version\" : 1, \"oid\" : \\d+").matcher(text);
        assertThat(oid.find()).isTrue();
        var history = new HistoryList(List.of(replaced(text, oid.group(), oid.group() + "1")));
        RawWal.run(files, history);
        assertThat(history.changes).isEmpty();
        assertThat(history.findings)
                .extracting(HistoryList.Found::message)
                .anyMatch(m -> m.startsWith("Records of rows in other databases"));
    }

    @Test
    void saysWhatIsMissingBetweenSegments() throws Exception {
        List<Path> some = new ArrayList<>(files);
        some.remove(3);
        some.remove(3);
        HistoryList history = run(some);
        assertThat(history.findings)
                .filteredOn(f -> f.kind() == Finding.Kind.GAP)
                .singleElement()
                .satisfies(f -> assertThat(f.length()).isGreaterThan(1 << 20));
        assertNoWrongRow(history);
        assertThat(history.changes.size()).isLessThan(whole.changes.size());
    }

    @Test
    void readsUpToWhereAFileIsCutOff() throws Exception {
        List<Path> some = new ArrayList<>(files.subList(0, 4));
        byte[] bytes = Files.readAllBytes(files.get(3));
        some.set(3, written("cut", files.get(3), java.util.Arrays.copyOf(bytes, 300_001)));
        HistoryList history = run(some);
        assertThat(history.findings)
                .extracting(HistoryList.Found::kind)
                .contains(Finding.Kind.TRUNCATED_TAIL);
        assertNoWrongRow(history);
        assertThat(history.complete.get(files.get(3).getFileName().toString())).isFalse();
    }

    @Test
    void findsTheCatalogsChangesInPartsAsInOrder() throws Exception {
        List<Evidence> evidence = new ArrayList<>();
        for (Path file : files) {
            evidence.add(FileEvidence.of(file));
        }
        List<SegmentOrder.Segment> segments = new SegmentOrder(evidence).segments();
        var described =
                PostgresCatalog.read(
                        "the catalog file",
                        new StringReader(new String(catalog.array(), StandardCharsets.UTF_8)));
        var reading =
                new CatalogReading(
                        segments, described, new CatalogTables(described), ImportMonitor.NONE);
        CatalogScan.Found inOrder = reading.inOrder();
        assertThat(inOrder.changes()).isNotEmpty();
        for (long bytes : List.of(segments.getFirst().head().segmentBytes(), 64L * PAGE)) {
            assertThat(reading.inParts(bytes)).contains(inOrder);
        }
        byte[] torn = Files.readAllBytes(files.get(2));
        torn[torn.length / 2] ^= 1;
        evidence.set(2, FileEvidence.of(written("parts", files.get(2), torn)));
        var damaged =
                new CatalogReading(
                        new SegmentOrder(evidence).segments(),
                        described,
                        new CatalogTables(described),
                        ImportMonitor.NONE);
        assertThat(damaged.inParts(64L * PAGE)).isEmpty();
    }

    @Test
    void readsPackedSegmentsAsTheyWere() throws Exception {
        List<Path> packed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String end = List.of(".gz", ".zst", ".lz4", "", ".partial").get(i % 5);
            Path copy = folder.resolve(file.getFileName() + end);
            try (OutputStream raw = Files.newOutputStream(copy);
                    OutputStream out =
                            switch (end) {
                                case ".gz" -> new GZIPOutputStream(raw);
                                case ".zst" -> new ZstdOutputStream(raw);
                                case ".lz4" -> new LZ4FrameOutputStream(raw);
                                default -> raw;
                            }) {
                out.write(Files.readAllBytes(file));
            }
            packed.add(copy);
        }
        java.util.Collections.shuffle(packed, new Random(1));
        assertThat(run(packed).changes).isEqualTo(whole.changes);
    }

    @Test
    void goesOnWhereAnImportStopped() throws Exception {
        var history = new HistoryList(List.of(catalog));
        RawWal.run(files.subList(0, files.size() / 2), history);
        assertThat(history.changes).isNotEmpty().hasSizeLessThan(whole.changes.size());
        RawWal.run(files, history);
        assertThat(history.changes).isEqualTo(whole.changes);
        RawWal.run(files, history);
        assertThat(history.changes).hasSameSizeAs(whole.changes);
    }

    @Test
    void refusesAnotherClustersSegment() throws Exception {
        byte[] bytes = Files.readAllBytes(files.get(2));
        bytes[24] ^= 1;
        List<Path> mixed = new ArrayList<>(files);
        mixed.set(2, written("other", files.get(2), bytes));
        assertThatThrownBy(() -> run(mixed))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("it is of another cluster");
    }

    @Test
    void refusesACatalogOfAnotherClusterOrVersionAndNone() {
        String text = new String(catalog.array(), java.nio.charset.StandardCharsets.UTF_8);
        assertRefused(
                List.of(replaced(text, "\"systemIdentifier\" : \"", "\"systemIdentifier\" : \"1")),
                "the catalog file of another");
        assertRefused(
                List.of(replaced(text, "\"serverVersion\" : 17", "\"serverVersion\" : 16")),
                "the catalog file of PostgreSQL 16");
        assertRefused(List.of(), "rowback schema");
    }

    private static void assertRefused(List<Bytes> catalogs, String why) {
        assertThatThrownBy(() -> RawWal.run(files, new HistoryList(catalogs)))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining(why);
    }

    private static Bytes replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return Bytes.of(text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Path written(String folderName, Path like, byte[] bytes) throws Exception {
        Path to = Files.createDirectories(folder.resolve(folderName));
        return Files.write(to.resolve(like.getFileName()), bytes);
    }

    /// Each change is one of the undamaged log's, but for values that are not logged.
    private static void assertNoWrongRow(HistoryList history) {
        Map<Long, List<Written>> right = new HashMap<>();
        whole.changes.forEach(w -> right.computeIfAbsent(w.xid(), _ -> new ArrayList<>()).add(w));
        for (Written w : history.changes) {
            assertThat(
                            right.getOrDefault(w.xid(), List.of()).stream()
                                    .anyMatch(r -> isPartOf(w, r)))
                    .as("%s", w)
                    .isTrue();
        }
    }

    private static boolean isPartOf(Written w, Written right) {
        return w.op() == right.op()
                && w.table().equals(right.table())
                && isPartOf(w.before(), right.before())
                && isPartOf(w.after(), right.after());
    }

    private static boolean isPartOf(Optional<RowImage> image, Optional<RowImage> right) {
        if (image.isEmpty() || right.isEmpty()) {
            return image.isEmpty() && right.isEmpty();
        }
        for (int i = 0; i < image.get().size(); i++) {
            ColumnValue value = image.get().value(i);
            String name = image.get().schema().columns().get(i).name();
            if (!(value instanceof ColumnValue.NotLogged)
                    && !value.equals(right.get().value(name))) {
                return false;
            }
        }
        return true;
    }
}
