package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.PostgresServer;
import org.rowback.importers.postgres.replay.HistoryList.Found;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

/// What is not PostgreSQL's own heap or log is recognised and said, not misread.
class NotStockTest {
    private static final int PAGE = 8192;

    @TempDir Path folder;

    private static byte[] page(int special, int layout) {
        byte[] page = new byte[PAGE];
        LittleEndian.put32(page, 12, 28 | 8000 << 16);
        LittleEndian.put32(page, 16, special | layout << 16);
        return page;
    }

    @Test
    void aHeapOfPagesWith64BitTransactionNumbersIsAForks() {
        assertThat(NotWal.say(page(PAGE - 24, 0x2004)))
                .hasValueSatisfying(
                        said ->
                                assertThat(said)
                                        .contains("a fork of PostgreSQL with another page layout")
                                        .contains("64-bit transaction numbers"));
    }

    @Test
    void aPageLayoutOfAnotherVersionIsAForks() {
        assertThat(NotWal.say(page(PAGE, 0x2005)))
                .hasValueSatisfying(said -> assertThat(said).contains("fork"));
        assertThat(NotWal.say(page(PAGE, 0x2004)))
                .hasValueSatisfying(said -> assertThat(said).contains("of PostgreSQL, not WAL"));
    }

    @Test
    void walOfVendorsOtherPageSizesAndOtherMachinesAreSaid() {
        assertThat(NotWal.say(wal(0xD107, PAGE)))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("one that its vendor changed"));
        assertThat(NotWal.say(wal(0xD119, PAGE)))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("a PostgreSQL newer than 18"));
        assertThat(NotWal.say(wal(0x18D1, PAGE)))
                .hasValueSatisfying(said -> assertThat(said).contains("a big-endian machine"));
        assertThat(NotWal.say(wal(0xD118, 16384)))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("WAL with pages of 16384 bytes"));
    }

    private static byte[] wal(int magic, int pageBytes) {
        byte[] page = new byte[PAGE];
        LittleEndian.put32(page, 0, magic | 2 << 16);
        LittleEndian.put32(page, 4, 1);
        LittleEndian.put64(page, 8, 0x100_0000);
        LittleEndian.put64(page, 24, 7);
        LittleEndian.put32(page, 32, 1 << 24);
        LittleEndian.put32(page, 36, pageBytes);
        return page;
    }

    @Test
    void recordsOfAnExtensionsManagerAreSaidToMayHoldRows() throws Exception {
        var tallies = new Tallies();
        tallies.skipped(11);
        tallies.skipped(140);
        tallies.skipped(140);
        var history = new HistoryList(List.of());
        tallies.report(history, List.of());
        assertThat(history.findings)
                .extracting(Found::kind)
                .containsExactly(Finding.Kind.IGNORED_EVENT, Finding.Kind.UNDECODABLE_EVENT);
        assertThat(history.findings.get(0).message()).contains("1 Btree.");
        assertThat(history.findings.get(1).message())
                .contains("2 of manager 140")
                .contains("its rows are not in this history");
    }

    @Test
    void aTableOfAnotherAccessMethodIsSaidAndNotRead() throws Exception {
        try (var server = new PostgresServer(16, folder, List.of("wal_level=replica"))) {
            Bytes catalog;
            String from;
            try (Connection c = server.connect("postgres")) {
                from = RawWal.one(c, "select pg_walfile_name(pg_current_wal_lsn())");
                c.createStatement()
                        .execute(
                                "create access method other type table handler"
                                        + " heap_tableam_handler");
                c.createStatement().execute("create table kept (id integer primary key)");
                c.createStatement()
                        .execute("create table strange (id integer primary key) using other");
                c.createStatement().execute("insert into strange values (1), (2)");
                c.createStatement().execute("insert into kept values (3)");
                catalog = RawWal.catalog(c);
            }
            var history = new HistoryList(List.of(catalog));
            RawWal.run(RawWal.segments(server.wal(), from), history);
            assertThat(history.changes)
                    .filteredOn(w -> w.op() == org.rowback.history.model.Op.INSERT)
                    .extracting(w -> w.table().table())
                    .containsExactly("kept");
            assertThat(history.findings)
                    .filteredOn(f -> f.message().contains("public.strange (other)"))
                    .singleElement()
                    .satisfies(f -> assertThat(f.kind()).isEqualTo(Finding.Kind.UNDECODABLE_EVENT));
        }
    }
}
