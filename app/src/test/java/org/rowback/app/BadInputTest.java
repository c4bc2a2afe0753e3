package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// Bad input gets one sentence that says what, where and what to do, the status of the contract, and leaves the case
/// unharmed.
class BadInputTest {
    @TempDir static Path shared;
    @TempDir Path folder;

    private static Path demo = Path.of("");
    private static Path log = Path.of("");

    @BeforeAll
    static void importTheDemo() throws RowbackException {
        demo = Demo.importInto(shared, ImportMonitor.NONE);
        log = shared.resolve("logs/binlog.000042");
    }

    /// Imports bytes as a file of this name into the demo's case, which must stay as it was.
    private Run importing(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        String before = Run.of("info", demo.toString(), "--json").out();
        Run run = Run.of("import", demo.toString(), file.toString());
        assertThat(Run.of("info", demo.toString(), "--json").out()).isEqualTo(before);
        return run;
    }

    private static void refused(Run run, int status, String... says) {
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.complaint().lines()).hasSize(1);
        for (String part : says) {
            assertThat(run.complaint()).contains(part);
        }
    }

    @Test
    void walWithoutACatalogFile() throws IOException {
        Path wal = Files.createDirectory(folder.resolve("pg_wal"));
        for (int segment = 1; segment < 4; segment++) {
            byte[] page = new byte[8192];
            ByteBuffer.wrap(page)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0xD118)
                    .putShort((short) 2)
                    .putInt(1)
                    .putLong((long) segment << 24)
                    .putInt(0)
                    .putInt(0)
                    .putLong(4711)
                    .putInt(1 << 24)
                    .putInt(8192);
            Files.write(wal.resolve("00000001%016X".formatted(segment)), page);
        }
        refused(
                Run.of("import", folder.resolve("wal.rowback").toString(), wal.toString()),
                1,
                "no catalog file was given",
                "rowback schema --script postgres",
                "--base-backup",
                "into the window");
    }

    @Test
    void aFileThatIsNoLog() throws IOException {
        refused(
                importing("notes.txt", "buy milk\n".getBytes(StandardCharsets.UTF_8)),
                1,
                "notes.txt",
                "not");
    }

    @Test
    void aBinlogMangledAsText() throws IOException {
        byte[] content = Files.readAllBytes(log);
        String text = new String(content, 0, 4000, StandardCharsets.UTF_8);
        refused(
                importing("mangled.000001", text.getBytes(StandardCharsets.UTF_8)),
                1,
                "mangled.000001",
                "text");
    }

    @Test
    void aHexDump() throws IOException {
        StringBuilder dump = new StringBuilder();
        byte[] content = Files.readAllBytes(log);
        for (int at = 0; at < 512; at += 16) {
            dump.append(String.format("%08x: ", at))
                    .append(HexFormat.ofDelimiter(" ").formatHex(content, at, at + 16))
                    .append("\n");
        }
        refused(
                importing("dump.hex", dump.toString().getBytes(StandardCharsets.US_ASCII)),
                1,
                "dump.hex",
                "hex");
    }

    @Test
    void anEncryptedBinlogWithoutItsKey() throws IOException {
        byte[] content = new byte[2048];
        HexFormat.of().parseHex("fd62696e01");
        System.arraycopy(HexFormat.of().parseHex("fd62696e01"), 0, content, 0, 5);
        refused(importing("binlog.000007", content), 1, "binlog.000007", "encrypted");
    }

    @Test
    void zeroBytes() throws IOException {
        refused(importing("binlog.000008", new byte[0]), 1, "binlog.000008", "empty");
    }

    @Test
    void aFolderWithoutLogs() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(Run.of("import", demo.toString(), empty.toString()), 1, "empty", "no log");
    }

    @Test
    void aFileThatIsNotThere() {
        refused(Run.of("import", demo.toString(), folder.resolve("gone").toString()), 1, "gone");
    }

    @Test
    void aCaseThatIsNone() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("x.rowback"),
                        "not a case at all, but text that is long enough to look at");
        refused(Run.of("info", file.toString()), 1, "x.rowback", "not a");
        refused(Run.of("import", file.toString(), log.toString()), 1, "x.rowback", "not a");
        assertThat(Files.readString(file)).startsWith("not a case");
    }

    @Test
    void anotherProgramsDatabase() throws SQLException {
        Path file = folder.resolve("other.sqlite");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement()) {
            statement.execute("CREATE TABLE t(a)");
        }
        refused(Run.of("info", file.toString()), 1, "other.sqlite", "not a");
    }

    @Test
    void aCaseThatIsTooNew() throws IOException, SQLException {
        Path file = Files.copy(demo, folder.resolve("new.rowback"));
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement()) {
            statement.execute("PRAGMA user_version = 9999");
        }
        refused(Run.of("info", file.toString()), 1, "new.rowback", "9999");
    }

    @Test
    void aCaseThatIsNotThere() {
        refused(Run.of("info", folder.resolve("none.rowback").toString()), 1, "none.rowback");
    }

    @Test
    void aCaseWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        refused(
                Run.of("import", file.resolve("in.rowback").toString(), log.toString()),
                1,
                "in.rowback");
    }

    @Test
    void aFilterWithATypo() {
        refused(
                Run.of(
                        "changes",
                        demo.toString(),
                        "--where",
                        "table:shop.orders new.statsu == 'void'"),
                1,
                "statsu",
                "status");
    }

    @Test
    void anUnknownTable() {
        refused(
                Run.of("history", demo.toString(), "shop.ordrs", "1"),
                1,
                "shop.ordrs",
                "shop.orders");
        refused(Run.of("asof", demo.toString(), "--at", "end", "--table", "nope"), 1, "nope");
    }

    @Test
    void anUnknownKey() {
        refused(
                Run.of("history", demo.toString(), "shop.orders", "99999999"),
                1,
                "shop.orders",
                "99999999");
    }

    @Test
    void anEmptySelection() {
        Path out = folder.resolve("patch");
        refused(
                Run.of(
                        "revert",
                        demo.toString(),
                        "--where",
                        "thread == 987654",
                        "--out",
                        out.toString()),
                1,
                "thread == 987654");
        assertThat(out).doesNotExist();
    }

    @Test
    void wrongUsage() {
        refused(Run.of("changes"), 2, "CASE");
        refused(Run.of("chagnes"), 2, "changes");
        refused(Run.of("changes", demo.toString(), "--tz", "Mars/Olympus"), 2, "Mars/Olympus");
    }

    @Test
    void aPatchFolderThatHoldsSomethingElse() throws IOException {
        Path out = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(out.resolve("thesis.txt"), "years of work");
        Run run =
                Run.of(
                        "revert",
                        demo.toString(),
                        "--where",
                        Demo.FILTER + " tx == 2866",
                        "--mode",
                        "nonconflicting",
                        "--out",
                        out.toString());
        refused(run, 1, "mine");
        assertThat(out.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void conflictsInStrictModeExportNothing() {
        Path out = folder.resolve("strict");
        Run run =
                Run.of(
                        "revert",
                        demo.toString(),
                        "--where",
                        "op:insert table:shop.orders",
                        "--mode",
                        "strict",
                        "--out",
                        out.toString());
        assertThat(run.status()).isEqualTo(4);
        assertThat(out).doesNotExist();
    }
}
