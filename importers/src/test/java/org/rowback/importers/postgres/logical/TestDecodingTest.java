package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.testing.SearchedInPlace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class TestDecodingTest {
    private static final String CAPTURE =
            """
            BEGIN 741
            table public.t: INSERT: id[integer]:1 a[text]:'it''s
            COMMIT 741
            [x]:' "Odd ""name"[json]:'{"a": 1}' n[numeric]:null b[bit]:B'10101' arr[character varying[]]:'{a,NULL}'
            COMMIT 741 (at 2026-11-21 15:18:47.319476+00)
            BEGIN 742
            table public.t: UPDATE: old-key: id[integer]:1 new-tuple: id[integer]:7 a[text]:unchanged-toast-datum "Odd ""name"[json]:'{}' n[numeric]:1.50 b[bit]:null arr[character varying[]]:null
            table public.t: DELETE: id[integer]:7
            table public.t, public."T 2": TRUNCATE: restart_seqs cascade
            COMMIT 742 (at 2026-11-21 15:18:48+00)
            message: transactional: 0 prefix: p, sz: 8 content:con
            tent
            """;

    @TempDir Path folder;

    private LogicalCase of(String text) throws Exception {
        return LogicalCase.of(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsValuesThatHoldLineBreaksQuotesAndRecords() throws Exception {
        try (LogicalCase read = of(CAPTURE)) {
            assertThat(read.changes())
                    .containsExactly(
                            "741 insert public.t (id=1, a=it's\n"
                                    + "COMMIT 741\n"
                                    + "[x]:, Odd \"name={\"a\": 1}, n=NULL, b=10101, arr={a,NULL})",
                            "742 update public.t (id=1) (id=7, Odd \"name={}, n=1.50, b=NULL,"
                                    + " arr=NULL)",
                            "742 delete public.t (id=7)",
                            "742 truncate public.t",
                            "742 truncate public.T 2");
            assertThat(read.file.history().totals().eventsSetAside()).isZero();
        }
    }

    @Test
    void searchesValuesAsItDecodesThem() throws Exception {
        try (LogicalCase read = of(CAPTURE)) {
            SearchedInPlace.check(read.file.history());
        }
    }

    @Test
    void keepsWhatAnUpdateDoesNotLogApartFromNull() throws Exception {
        String text =
                """
                BEGIN 1
                table public.t: INSERT: id[integer]:1 a[text]:null
                table public.t: UPDATE: id[integer]:1 a[text]:'x'
                table public.t: DELETE: (no-tuple-data)
                COMMIT 1
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes())
                    .containsExactly(
                            "1 insert public.t (id=1, a=NULL)",
                            "1 update public.t () (id=1, a=x)",
                            "1 delete public.t ()");
            assertThat(read.findings())
                    .contains("NO_COMMIT_TIMES", "NO_PRIMARY_KEY", "PARTIAL_IMAGE");
        }
    }

    @Test
    void resolvesPreparedTransactions() throws Exception {
        String text =
                """
                BEGIN 756
                table public.n: INSERT: a[integer]:9
                PREPARE TRANSACTION 'gid''1', txid 756 (at 2026-11-21 15:18:47.327298+00)
                COMMIT PREPARED 'gid''1', txid 756 (at 2026-11-21 15:18:47.327731+00)
                BEGIN 757
                table public.n: INSERT: a[integer]:10
                PREPARE TRANSACTION 'g2', txid 757 (at 2026-11-21 15:18:47.327908+00)
                ROLLBACK PREPARED 'g2', txid 757 (at 2026-11-21 15:18:47.33+00)
                BEGIN 758
                table public.n: INSERT: a[integer]:11
                PREPARE TRANSACTION 'g3', txid 758
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes()).containsExactly("756 insert public.n (a=9)");
            assertThat(read.findings()).contains("UNRESOLVED_XA");
        }
    }

    @Test
    void setsALineAsideThatItCannotReadAndGoesOn() throws Exception {
        String text =
                CAPTURE
                        + """
                        BEGIN 743
                        table public.t: INSERT: id[integer]:2 a[text:'x'
                        table public.t: INSERT: id[integer]:3
                        COMMIT 743 (at 2026-11-21 15:18:49+00)
                        what is this
                        BEGIN 744
                        table public.t: INSERT: id[integer]:4
                        COMMIT 744 (at 2026-11-21 15:18:49+00)
                        """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes())
                    .hasSize(7)
                    .endsWith("743 insert public.t (id=3)", "744 insert public.t (id=4)");
            assertThat(read.findings()).filteredOn("UNDECODABLE_EVENT"::equals).hasSize(2);
            assertThat(read.file.history().totals().eventsSetAside()).isEqualTo(2);
        }
    }

    @Test
    void goesOnWhereATruncatedCaptureEnded() throws Exception {
        byte[] whole = CAPTURE.getBytes(StandardCharsets.UTF_8);
        int cut = CAPTURE.indexOf("new-tuple");
        Path log = folder.resolve("grown.log");
        Files.write(log, java.util.Arrays.copyOf(whole, cut));
        try (LogicalCase read =
                LogicalCase.of(folder, new byte[] {'B', 'E', 'G', 'I', 'N', '\n'})) {
            read.importAgain(log);
            assertThat(read.changes()).hasSize(1);
            assertThat(read.findings()).contains("TRUNCATED_TAIL");
            Files.write(log, whole);
            read.importAgain(log);
            assertThat(read.changes()).hasSize(5);
            read.importAgain(log);
            assertThat(read.changes()).hasSize(5);
        }
    }

    @Test
    void readsResultTables() throws Exception {
        String csv =
                """
                lsn,xid,data
                0/1,741,BEGIN 741
                0/2,741,"table public.t: INSERT: id[integer]:1 a[text]:'x,""y""
                z'"
                0/3,741,COMMIT 741 (at 2026-11-21 15:18:47.319476+00)
                """;
        String aligned =
                """
                    lsn    | xid |                      data
                -----------+-----+------------------------------------------------
                 0/1       | 741 | BEGIN
                 0/2       | 741 | table public.t: INSERT: id[integer]:1 a[text]:'x,"y"+
                           |     | z'
                 0/3       | 741 | COMMIT (at 2026-11-21 15:18:47.319476+00)
                (3 rows)
                """;
        String unaligned =
                """
                lsn|xid|data
                0/1|741|BEGIN 741
                0/2|741|table public.t: INSERT: id[integer]:1 a[text]:'x,"y"
                z'
                0/3|741|COMMIT 741 (at 2026-11-21 15:18:47.319476+00)
                (3 rows)
                """;
        for (String table : new String[] {csv, aligned, unaligned}) {
            try (LogicalCase read = of(table)) {
                assertThat(read.changes())
                        .containsExactly("741 insert public.t (id=1, a=x,\"y\"\nz)");
            }
        }
    }
}
