package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// Without permission there is one sentence and status 1, and nothing is harmed or left behind.
class PermissionTest {
    @TempDir static Path shared;
    @TempDir Path folder;

    private static Path demo = Path.of("");
    private static Path log = Path.of("");
    private final Map<Path, String> opened = new LinkedHashMap<>();

    @BeforeAll
    static void importTheDemo() throws RowbackException {
        demo = Demo.importInto(shared, ImportMonitor.NONE);
        log = shared.resolve("logs/binlog.000042");
    }

    /// Takes permissions away until the test's end.
    private Path closed(Path path, String permissions) throws IOException {
        opened.put(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return path;
    }

    @AfterEach
    void openAgain() throws IOException {
        for (var entry : opened.entrySet()) {
            Files.setPosixFilePermissions(
                    entry.getKey(), PosixFilePermissions.fromString(entry.getValue()));
        }
    }

    private void refused(String sentence, Object... arguments) throws Exception {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        Run run = Unprivileged.run(folder, words);
        assertThat(run.complaint()).isEqualTo("rowback: " + sentence);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void aLogThatMayNotBeRead() throws Exception {
        String before = Run.of("info", demo.toString(), "--json").out();
        Path secret = closed(Files.copy(log, folder.resolve("binlog.000043")), "-wx-wx-wx");
        refused(
                secret + ": no permission to read it; run as a user who may, or copy the file",
                "import",
                demo,
                secret);
        assertThat(Run.of("info", demo.toString(), "--json").out()).isEqualTo(before);
    }

    @Test
    void aFolderOfLogsThatMayNotBeRead() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.copy(log, logs.resolve("binlog.000042"));
        closed(logs, "---------");
        refused(
                logs + ": no permission to read it; run as a user who may, or copy the file",
                "import",
                folder.resolve("new.rowback"),
                logs);
    }

    @Test
    void aSchemaFileThatMayNotBeRead() throws Exception {
        Path schema = closed(Files.writeString(folder.resolve("shop.sql"), "-- none"), "---------");
        Path copy = Files.copy(demo, folder.resolve("copy.rowback"));
        refused(
                schema + ": no permission to read it; run as a user who may, or copy the file",
                "import",
                copy,
                "--schema",
                schema);
    }

    @Test
    void aFolderWhereNoCaseMayBeMade() throws Exception {
        Path own = closed(Files.createDirectory(folder.resolve("own")), "r-xr-xr-x");
        refused(
                own.resolve("new.rowback") + ": no permission to make a file in its folder",
                "import",
                own.resolve("new.rowback"),
                log);
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void aCaseThatMayNotBeRead() throws Exception {
        Path copy = closed(Files.copy(demo, folder.resolve("copy.rowback")), "---------");
        refused(copy + ": no permission to read the file", "info", copy);
    }

    @Test
    void aCaseThatMayNotBeWritten() throws Exception {
        Path copy = closed(Files.copy(demo, folder.resolve("copy.rowback")), "r--r--r--");
        refused(
                copy + ": no permission to write the file: open it for reading only",
                "import",
                copy,
                log);
        assertThat(copy).hasSameBinaryContentAs(demo);
    }

    @Test
    void aCaseThatMayOnlyBeReadIsShown() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path copy = closed(Files.copy(demo, own.resolve("copy.rowback")), "r--r--r--");
        closed(own, "r-xr-xr-x");
        Run run = Unprivileged.run(folder, "info", copy.toString(), "--json");
        Run open = Run.of("info", demo.toString(), "--json");
        assertThat(run.out().lines().findFirst()).isEqualTo(open.out().lines().findFirst());
        assertThat(run.status()).isEqualTo(open.status());
    }

    @Test
    void aFolderWhereNoPatchMayBeWritten() throws Exception {
        Path own = closed(Files.createDirectory(folder.resolve("own")), "r-xr-xr-x");
        Path patch = own.resolve("patch");
        refused(
                patch + ": no permission to write there; choose another directory",
                "revert",
                demo,
                "--where",
                "tx == 2866",
                "--mode",
                "nonconflicting",
                "--out",
                patch);
        assertThat(own).isEmptyDirectory();
    }
}
