package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

class CaseDoorTest {
    @TempDir Path folder;

    @Test
    void saysThatThereIsNoFile() {
        says("there is no such file", () -> open(folder.resolve("none.rowback")));
    }

    @Test
    void saysThatAFolderIsNoCase() {
        says("is a folder", () -> open(folder));
    }

    @Test
    void saysThatAnEmptyFileIsNoCase() throws Exception {
        Path path = Files.createFile(folder.resolve("empty.rowback"));
        says("not a Rowback case: the file is empty", () -> open(path));
    }

    @Test
    void saysThatABinlogIsNoCase() throws Exception {
        Path path = folder.resolve("binlog.000001");
        Files.write(path, new byte[] {(byte) 0xFE, 'b', 'i', 'n', 1, 2, 3, 4, 5, 6, 7, 8});
        says("not a Rowback case: the file is not an SQLite file", () -> open(path));
    }

    @Test
    void saysThatAnotherApplicationsDatabaseIsNoCase() throws Exception {
        Path path = folder.resolve("other.db");
        sql(path, "CREATE TABLE t(a)");
        says("not a Rowback case: it is an SQLite file of another application", () -> open(path));
    }

    @Test
    void saysWhichVersionsACaseThatIsTooNewHas() throws Exception {
        Path path = made();
        sql(path, "PRAGMA user_version = 7");
        says("newer Rowback (format 7, this program reads up to 1)", () -> open(path));
    }

    @Test
    void refusesToMakeACaseOverAFile() throws Exception {
        Path path = made();
        says("is there already", () -> CaseFile.create(path, CaseFileTest.CODECS));
        says(
                "its folder does not exist",
                () ->
                        CaseFile.create(
                                folder.resolve("no").resolve("a.rowback"), CaseFileTest.CODECS));
    }

    @Test
    void letsOneImportRunAtATime() throws Exception {
        Path path = made();
        try (CaseFile one = CaseFile.open(path, CaseFileTest.CODECS);
                CaseFile two = CaseFile.open(path, CaseFileTest.CODECS);
                CaseWriter running = one.writer(ImportMonitor.NONE)) {
            assertThat(running.lastChange()).isPositive();
            says("import into the case is running", () -> one.writer(ImportMonitor.NONE));
            says("import into the case is running", () -> two.writer(ImportMonitor.NONE));
        }
    }

    @Test
    void saysThatAnotherProcessWrites() throws Exception {
        Path path = made();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = other.createStatement();
                CaseFile file = CaseFile.open(path, CaseFileTest.CODECS)) {
            statement.execute("BEGIN IMMEDIATE");
            says("another process is writing", () -> file.journal().append("note", "{}"));
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsRoom() throws Exception {
        Path path = folder.resolve("full.rowback");
        RandomHistory log = new RandomHistory(1, 3, 300, 3000);
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            assertThatThrownBy(
                            () -> {
                                try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                                    writer.limitPages(30);
                                    log.write(writer);
                                }
                            })
                    .isInstanceOf(RowbackException.CaseFile.class)
                    .hasMessageContaining("the disk is full");
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                log.write(writer);
            }
            new Answers(file.history(), log.oracle(), 1).compare();
        }
    }

    @Test
    void writesNothingWhereItWasOpenedForReading() throws Exception {
        try (CaseFile file = CaseFile.openReadOnly(made(), CaseFileTest.CODECS)) {
            says("for reading only", () -> file.writer(ImportMonitor.NONE));
            says("for reading only", () -> file.journal().append("note", "{}"));
        }
    }

    @Test
    void saysThatItHasNoCodecForRows() throws Exception {
        try (CaseFile file = CaseFile.openReadOnly(made(), Codecs.of())) {
            says("rows of the kind 'plain-test'", () -> file.history().change(1));
        }
    }

    private Path made() throws RowbackException {
        Path path = folder.resolve("made.rowback");
        try (CaseFile file = CaseFile.create(path, CaseFileTest.CODECS)) {
            CaseFileTest.fill(file, "binlog.000001");
        }
        return path;
    }

    private static void open(Path path) throws RowbackException {
        CaseFile.open(path, CaseFileTest.CODECS).close();
    }

    private static void says(String part, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(RowbackException.CaseFile.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("\n");
    }

    private static void sql(Path path, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
