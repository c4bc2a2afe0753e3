package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.testing.Rows.key;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;
import static org.rowback.history.testing.Rows.s;
import static org.rowback.history.testing.Rows.table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.HistoryWriter.Resume;
import org.rowback.history.importing.HistoryWriter.SourceStart;
import org.rowback.history.importing.HistoryWriter.SourceState;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.testing.CaseFiller;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.PlainRowCodec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class CaseFileTest {
    static final Codecs CODECS = Codecs.of(new PlainRowCodec());
    private static final SchemaVersion ORDERS =
            table("shop.orders", "id", "id int", "status varchar(20)");

    @TempDir Path folder;

    @Test
    void keepsWhatWasWrittenAndLeavesOneFile() throws Exception {
        Path path = folder.resolve("shop.rowback");
        try (CaseFile file = CaseFile.create(path, CODECS)) {
            fill(file, "binlog.000001");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
        try (CaseFile file = CaseFile.openReadOnly(path, CODECS)) {
            History history = file.history();
            assertThat(history.totals().changes()).isEqualTo(3);
            List<Change> changes = all(history, Scan.ALL);
            assertThat(changes.get(1).before().orElseThrow().value("status")).isEqualTo(s("new"));
            assertThat(changes.get(1).after().orElseThrow().value("status")).isEqualTo(s("paid"));
            assertThat(changes.get(1).statement()).contains("UPDATE orders");
            assertThat(history.changesOf(1, key(n(1)))).containsExactly(1, 2);
            assertThat(history.changesOf(1, key(n(2)))).containsExactly(3);
            assertThat(history.density(0, 10_000_000, 10).total(5)).isEqualTo(1);
        }
    }

    @Test
    void readersSeeAnImportUpToItsLastCommit() throws Exception {
        try (CaseFile file = CaseFile.create(folder.resolve("a.rowback"), CODECS)) {
            assertThat(file.history().totals().changes()).isZero();
            fill(file, "binlog.000001");
            assertThat(file.history().totals().changes()).isEqualTo(3);
            fill(file, "binlog.000002");
            assertThat(file.history().totals().changes()).isEqualTo(6);
            assertThat(file.history().sources()).hasSize(2);
        }
    }

    @Test
    void findsASourceAgainThatWasImported() throws Exception {
        try (CaseFile file = CaseFile.create(folder.resolve("a.rowback"), CODECS)) {
            fill(file, "binlog.000001");
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                Resume resume = writer.source(start("binlog.000001"));
                assertThat(resume.complete()).isTrue();
                assertThat(resume.sourceId()).isEqualTo(1);
                assertThat(resume.contentOffset()).isEqualTo(500);
            }
        }
    }

    @Test
    void keepsTransactionsOfASourceWhosePositionsCountFromElsewhere() throws Exception {
        try (CaseFile file = CaseFile.create(folder.resolve("a.rowback"), CODECS)) {
            long position = 1L << 32;
            SourceStart start =
                    new SourceStart(
                            "0001", "/wal/0001", "test", Bytes.of(new byte[4]), 0, position);
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                writer.source(start);
                CaseFiller filler = new CaseFiller(writer);
                filler.commit(position + 100, 4_000_000, Row.insert(ORDERS, n(1), s("new")));
                filler.commit(position + 400, 5_000_000, Row.insert(ORDERS, n(2), s("new")));
                writer.endSource(state(300), "", false);
            }
            try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
                assertThat(writer.source(start).contentOffset()).isEqualTo(300);
                writer.endSource(state(500), "abc", true);
            }
            assertThat(all(file.history(), Scan.ALL))
                    .singleElement()
                    .satisfies(
                            c -> assertThat(c.after().orElseThrow().value("id")).isEqualTo(n(1)));
        }
    }

    static void fill(CaseFile file, String name) throws RowbackException {
        try (CaseWriter writer = file.writer(ImportMonitor.NONE)) {
            writer.source(start(name));
            CaseFiller filler = new CaseFiller(writer);
            filler.commit(100, 4_000_000, Row.insert(ORDERS, n(1), s("new")));
            filler.commit(
                    200,
                    5_000_000,
                    Row.update(ORDERS, row(n(1), s("new")), row(n(1), s("paid")))
                            .because("UPDATE orders"));
            filler.commit(300, 6_000_000, Row.insert(ORDERS, n(2), s("new")));
            writer.endSource(state(500), "abc", true);
        }
    }

    static SourceStart start(String name) {
        return new SourceStart(name, "/logs/" + name, "test", Bytes.of(name.getBytes()), 500);
    }

    static SourceState state(long offset) {
        return new SourceState(
                "MySQL 9.7.0", 1, offset, Bytes.EMPTY, 6, 6, 0, 4_000_000, 6_000_000);
    }

    static List<Change> all(History history, Scan scan) throws RowbackException {
        List<Change> changes = new ArrayList<>();
        try (Cursor<Change> cursor = history.changes(scan, ImportMonitor.NONE)) {
            while (cursor.next()) {
                changes.add(cursor.get());
            }
        }
        return changes;
    }
}
