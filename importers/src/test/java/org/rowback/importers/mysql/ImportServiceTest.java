package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;
import org.rowback.history.importing.ImportService;
import org.rowback.history.model.RowbackException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What the user names reaches the importer in order, and what cannot be used is named.
class ImportServiceTest {
    @TempDir Path folder;
    private final RecordingWriter writer = new RecordingWriter();

    private ImportResult run(ImportRequest request, InputStream in) throws RowbackException {
        return new ImportService(List.of(new MysqlBinlogImporter(new PlainDdl())), in)
                .run(request, writer, ImportMonitor.NONE);
    }

    private ImportResult run(Path... inputs) throws RowbackException {
        return run(ImportRequest.of(inputs), InputStream.nullInputStream());
    }

    private static byte[] log(int number) throws Exception {
        return Files.readAllBytes(RecordedLogsTest.log("mysql-9.7/events/binlog.00000" + number));
    }

    private Path file(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void readsAFolderInLogOrderWhateverTheNames() throws Exception {
        file("c.bin", log(1));
        file("b.bin.gz", gzip(log(2)));
        file("a.bin.zst", Zstd.compress(log(3)));
        file("binlog.index", "./binlog.000001\n./binlog.000002\n".getBytes());
        ImportResult result = run(folder);
        assertThat(result.sources())
                .extracting(ImportResult.SourceResult::name)
                .containsExactly("c.bin", "b.bin", "a.bin");
        assertThat(result.refused()).isEmpty();
        assertThat(result.events()).isEqualTo(142);
        assertThat(result.eventsSetAside()).isZero();
        assertThat(result.bytes()).isEqualTo(log(1).length + log(2).length + log(3).length);
        assertThat(result.transactions()).isEqualTo(25);
        assertThat(result.changes()).isEqualTo(28);
    }

    @Test
    void readsStandardInput() throws Exception {
        ImportResult result = run(ImportRequest.of(Path.of("-")), new ByteArrayInputStream(log(2)));
        assertThat(result.sources())
                .extracting(ImportResult.SourceResult::name)
                .containsExactly("-");
        assertThat(result.changes()).isEqualTo(22);
    }

    @Test
    void saysWhatIsThereAlready() throws Exception {
        Path log = file("binlog.000002", log(2));
        run(log);
        ImportResult again = run(log);
        assertThat(again.count(ImportResult.Outcome.ALREADY_THERE)).isEqualTo(1);
        assertThat(again.changes()).isZero();
    }

    @Test
    void aBadFileDoesNotLoseTheOthers() throws Exception {
        Path good = file("binlog.000002", log(2));
        Path bad = file("binlog.000003", "nothing of a log".getBytes());
        ImportResult result = run(bad, good, folder.resolve("gone"));
        assertThat(result.sources()).hasSize(1);
        assertThat(result.refused())
                .hasSize(2)
                .anySatisfy(m -> assertThat(m).contains("binlog.000003: not a log"))
                .anySatisfy(m -> assertThat(m).contains("gone: there is no such file"));
    }

    @Test
    void refusesWhatIsOlder() throws Exception {
        run(file("binlog.000003", log(3)));
        Path older = file("binlog.000001", log(1));
        assertThatThrownBy(() -> run(older))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("older than binlog.000003 of the same server");
    }

    @ParameterizedTest
    @CsvSource({
        "'',the file is empty",
        "fd62696e0001020304,encrypted with its keyring",
        "efbfbd62696e00010203,stored as text",
        "00000000000000000000,only zeros",
        "fe62696e,right after a binlog's first 4 bytes",
        "fe62696e01020304,ends within its first event",
        "16d1060001000000,PostgreSQL WAL"
    })
    void namesWhatAFileIs(String hex, String said) throws Exception {
        Path bad = file("binlog.000001", HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> run(bad))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("binlog.000001: ")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000: fe62 696e 1ef8 ad59 0f0a 0000 0077 0000  .bin|hex dump",
                "/*!50530 SET @@SESSION.PSEUDO_SLAVE_MODE=1*/;|mysqlbinlog printed",
                "-- MySQL dump 10.13|--schema",
                "SQLite format 3 |SQLite file",
                "some words|not a log that this program reads"
            })
    void namesWhatATextIs(String text, String said) throws Exception {
        Path bad = file("binlog.000001", (text + "\n").getBytes());
        assertThatThrownBy(() -> run(bad))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining(said);
    }

    @Test
    void aFolderWithoutLogsIsRefused() throws Exception {
        file("notes.txt", "nothing".getBytes());
        assertThatThrownBy(() -> run(folder))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("no log that this program reads is in this folder (1 files)");
    }

    @Test
    void anUnknownFormatIsRefused() {
        ImportRequest request = new ImportRequest(List.of(folder), "oracle", ImportOptions.ALL);
        assertThatThrownBy(() -> run(request, InputStream.nullInputStream()))
                .hasMessage("--format oracle: no such format; there are mysql-binlog");
    }
}
