package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Finding.Kind;
import org.rowback.history.model.Op;
import org.rowback.history.model.Transaction.Flag;
import org.rowback.history.model.Transaction.Status;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What logs of real servers hold; `README.md` beside them says which statements made them.
class RecordedLogsTest {
    static Path log(String name) throws URISyntaxException {
        return Path.of(RecordedLogsTest.class.getResource("/captures/" + name).toURI());
    }

    private static RecordingWriter mysql() throws Exception {
        return Imports.of(
                log("mysql-9.7/events/binlog.000001"),
                log("mysql-9.7/events/binlog.000002"),
                log("mysql-9.7/events/binlog.000003"));
    }

    private static RecordingWriter mariadb() throws Exception {
        return Imports.of(
                log("mariadb-10.11/events/mbin.000001"),
                log("mariadb-10.11/events/mbin.000002"),
                log("mariadb-10.11/events/mbin.000003"));
    }

    private static RecordingWriter.Ended transaction(RecordingWriter writer, String gtidEnd) {
        return writer.transactions.stream()
                .filter(t -> t.end().gtid().toString().endsWith(gtidEnd))
                .findFirst()
                .orElseThrow();
    }

    private static List<RecordingWriter.Written> changes(RecordingWriter writer, long transaction) {
        return writer.changes.stream().filter(c -> c.transaction() == transaction).toList();
    }

    @Test
    void everyEventOfMysqlIsUsed() throws Exception {
        RecordingWriter writer = mysql();
        assertThat(writer.ends)
                .extracting(s -> List.of(s.eventsRead(), s.eventsSetAside()))
                .containsExactly(List.of(13L, 0L), List.of(122L, 0L), List.of(7L, 0L));
        assertThat(writer.completes).containsExactly(true, true, true);
        assertThat(writer.ends.getFirst().server()).isEqualTo("MySQL 9.7.4-2");
        assertThat(writer.hashes).allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @Test
    void readsGtidsCommitTimesAndThreads() throws Exception {
        RecordingWriter writer = mysql();
        RecordingWriter.Ended insert = transaction(writer, "02fc00000001:6");
        assertThat(insert.end().commitTimeMicros()).isEqualTo(1795251120289148L);
        assertThat(insert.end().timeExactToMicros()).isTrue();
        assertThat(insert.end().thread()).isEqualTo(10);
        assertThat(insert.end().serverId()).isEqualTo(97);
        assertThat(insert.end().xid()).isEqualTo(17);
        assertThat(insert.begin()).isEqualTo(198);
        assertThat(insert.end().endOffset()).isEqualTo(697);
        assertThat(changes(writer, insert.id()))
                .extracting(c -> c.op() + " " + c.eventOffset() + "/" + c.row())
                .containsExactly("INSERT 544/0", "INSERT 544/1");
    }

    @Test
    void readsTaggedGtids() throws Exception {
        RecordingWriter.Ended tagged = transaction(mysql(), ":mytag:1");
        assertThat(tagged.end().gtid()).hasToString("c8838639-e588-11f1-bb12-02fc00000001:mytag:1");
        assertThat(tagged.end().timeExactToMicros()).isTrue();
    }

    @Test
    void givesRowsTheirStatement() throws Exception {
        RecordingWriter writer = mysql();
        assertThat(changes(writer, transaction(writer, "02fc00000001:7").id()))
                .extracting(RecordingWriter.Written::statement)
                .containsExactly(
                        "update t set v='uno' where id=1",
                        "insert into t values (3,'drei',3,null)");
    }

    @Test
    void readsCompressedTransactions() throws Exception {
        RecordingWriter writer = mysql();
        RecordingWriter.Ended update = transaction(writer, "02fc00000001:19");
        assertThat(update.end().xid()).isEqualTo(60);
        assertThat(changes(writer, update.id()))
                .extracting(
                        c -> c.op() + " " + c.eventOffset() + "/" + c.row() + " " + c.statement())
                .containsExactly(
                        "UPDATE 5712/0 update t set n=n+1 where id<3",
                        "UPDATE 5712/1 update t set n=n+1 where id<3");
    }

    @Test
    void decidesXaTransactionsLater() throws Exception {
        RecordingWriter writer = mysql();
        assertThat(transaction(writer, "02fc00000001:8").end().status()).isEqualTo(Status.PREPARED);
        assertThat(transaction(writer, "02fc00000001:8").end().xaName()).isEqualTo("X'7831',X'',1");
        assertThat(transaction(writer, "02fc00000001:12").end().status())
                .isEqualTo(Status.COMMITTED);
        assertThat(writer.resolved)
                .containsEntry("X'7831',X'',1", Status.COMMITTED)
                .containsEntry("X'7832',X'62',1", Status.ROLLED_BACK)
                .containsEntry("X'7833',X'',1", Status.COMMITTED);
        assertThat(writer.kinds()).doesNotContain(Kind.GAP, Kind.UNRESOLVED_XA);
    }

    @Test
    void saysThatAnXaTransactionWasPreparedBeforeTheEvidence() throws Exception {
        RecordingWriter writer = Imports.of(log("mysql-9.7/events/binlog.000003"));
        assertThat(writer.kinds()).containsExactly(Kind.GAP);
    }

    @Test
    void knowsWhatChecksWereOff() throws Exception {
        assertThat(Set.copyOf(transaction(mysql(), "02fc00000001:16").end().flags()))
                .containsExactlyInAnyOrder(Flag.FOREIGN_KEY_CHECKS_OFF, Flag.UNIQUE_CHECKS_OFF);
        assertThat(Set.copyOf(transaction(mariadb(), "0-10-16").end().flags()))
                .containsExactlyInAnyOrder(Flag.FOREIGN_KEY_CHECKS_OFF, Flag.UNIQUE_CHECKS_OFF);
    }

    @Test
    void reportsStatementsWithoutRows() throws Exception {
        assertThat(mysql().findings)
                .filteredOn(f -> f.kind() == Kind.STATEMENT_DML)
                .extracting(RecordingWriter.Found::message)
                .containsExactly(
                        "logged as a statement in d: insert into t values (30,'stmt',1,null)");
    }

    @Test
    void writesDdlAndTruncate() throws Exception {
        RecordingWriter writer = mysql();
        assertThat(writer.ops().stream().filter(o -> !o.isRow()).toList())
                .containsExactly(
                        Op.DDL,
                        Op.DDL,
                        Op.DDL,
                        Op.DDL,
                        Op.DDL,
                        Op.DDL,
                        Op.DDL,
                        Op.TRUNCATE,
                        Op.DDL);
        assertThat(changes(writer, transaction(writer, "02fc00000001:21").id()))
                .extracting(RecordingWriter.Written::op)
                .containsExactly(Op.DDL, Op.INSERT);
    }

    @Test
    void everyEventOfMariadbIsUsed() throws Exception {
        RecordingWriter writer = mariadb();
        assertThat(writer.ends)
                .extracting(s -> List.of(s.eventsRead(), s.eventsSetAside()))
                .containsExactly(List.of(14L, 0L), List.of(88L, 0L), List.of(9L, 0L));
        assertThat(writer.kinds()).doesNotContain(Kind.GAP);
    }

    @Test
    void changesBackToASavepointAreVoid() throws Exception {
        RecordingWriter writer = mariadb();
        List<RecordingWriter.Written> changes = changes(writer, transaction(writer, "0-10-8").id());
        assertThat(changes)
                .extracting(c -> c.op() + " " + writer.voided.contains(c.id()))
                .containsExactly("UPDATE false", "UPDATE true", "INSERT false");
    }

    @Test
    void endsGroupsOfEnginesWithoutTransactions() throws Exception {
        RecordingWriter.Ended group = transaction(mariadb(), "0-10-7");
        assertThat(group.end().status()).isEqualTo(Status.COMMITTED);
        assertThat(Set.copyOf(group.end().flags())).containsExactly(Flag.NON_TRANSACTIONAL);
        assertThat(group.end().thread()).isEqualTo(6);
    }

    @Test
    void aMissingLogIsAGap() throws Exception {
        assertThat(
                        Imports.of(
                                        log("mysql-9.7/events/binlog.000001"),
                                        log("mysql-9.7/events/binlog.000003"))
                                .findings)
                .filteredOn(f -> f.kind() == Kind.GAP)
                .first()
                .extracting(RecordingWriter.Found::message)
                .asString()
                .contains("transactions are missing: c8838639-e588-11f1-bb12-02fc00000001:6-25");
    }

    @Test
    void theSameLogTwiceChangesNothing() throws Exception {
        RecordingWriter writer = mysql();
        int changes = writer.changes.size();
        int findings = writer.findings.size();
        Imports.into(writer, log("mysql-9.7/events/binlog.000002"));
        assertThat(writer.changes).hasSize(changes);
        assertThat(writer.findings).hasSize(findings);
        assertThat(writer.hashes.getLast()).isEqualTo(writer.hashes.get(1));
    }

    @Test
    void anotherCopyOfTransactionsIsLeftOut() throws Exception {
        byte[] log = Files.readAllBytes(log("mysql-9.7/events/binlog.000002"));
        log[4 + 21] ^= 1;
        RecordingWriter writer = Imports.of(log("mysql-9.7/events/binlog.000002"));
        int changes = writer.changes.size();
        new MysqlBinlogImporter(new PlainDdl())
                .importFrom(
                        new BytesEvidence("replica.000007", log),
                        ImportOptions.ALL,
                        writer,
                        org.rowback.history.importing.ImportMonitor.NONE);
        assertThat(writer.changes).hasSize(changes);
        assertThat(writer.kinds()).contains(Kind.OVERLAP);
    }

    @Test
    void takesASpanOfPositions() throws Exception {
        RecordingWriter writer =
                Imports.into(
                        new RecordingWriter(),
                        new ImportOptions(null, null, "binlog.000002:697", "binlog.000002:2103"),
                        log("mysql-9.7/events/binlog.000001"),
                        log("mysql-9.7/events/binlog.000002"));
        assertThat(writer.transactions)
                .extracting(RecordingWriter.Ended::begin)
                .containsExactly(697L, 1461L);
    }

    @Test
    void takesASpanOfTimes() throws Exception {
        RecordingWriter writer =
                Imports.into(
                        new RecordingWriter(),
                        new ImportOptions(1795251120290009L, 1795251120290658L, null, null),
                        log("mysql-9.7/events/binlog.000002"));
        assertThat(writer.transactions)
                .extracting(RecordingWriter.Ended::begin)
                .containsExactly(697L, 1461L, 2103L);
    }

    @Test
    void takesASpanOfTimesWhereOnlyTheEndSaysIt() throws Exception {
        RecordingWriter all = Imports.of(log("mariadb-10.11/events/mbin.000002"));
        long second = all.transactions.getFirst().end().commitTimeMicros();
        RecordingWriter none =
                Imports.into(
                        new RecordingWriter(),
                        new ImportOptions(second + 10_000_000, null, null, null),
                        log("mariadb-10.11/events/mbin.000002"));
        assertThat(none.transactions).isEmpty();
        RecordingWriter same =
                Imports.into(
                        new RecordingWriter(),
                        new ImportOptions(second, second + 10_000_000, null, null),
                        log("mariadb-10.11/events/mbin.000002"));
        assertThat(same.transactions).hasSameSizeAs(all.transactions);
    }
}
