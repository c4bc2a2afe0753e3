package org.rowback.importers.postgres.logical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class Wal2JsonTest {
    @TempDir Path folder;

    private LogicalCase of(String text) throws Exception {
        return LogicalCase.of(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsFormat1WithAllThatMayBeIncluded() throws Exception {
        String text =
                """
                {"xid":741,"nextlsn":"0/16B3748","timestamp":"2020-03-01 08:09:00.5+00","change":[{"kind":"insert","schema":"public","table":"t","columnpositions":[1,2,3,4],"columnnames":["a","b","c","d"],"columntypes":["integer","numeric(5,3)","bytea","text"],"columntypeoids":[23,1700,17,25],"columnoptionals":[false,true,true,true],"columnvalues":[1,3.540,"00ff","x\\n\\"]}"],"pk":{"pknames":["a"],"pktypes":["integer"]}},{"kind":"update","schema":"public","table":"t","columnnames":["a","b","c"],"columntypes":["integer","numeric(5,3)","bytea"],"columntypeoids":[23,1700,17],"columnvalues":[2,3.541,"00"],"oldkeys":{"keynames":["a"],"keytypes":["integer"],"keytypeoids":[23],"keyvalues":[1]},"pk":{"pknames":["a"],"pktypes":["integer"]}},{"kind":"delete","schema":"public","table":"t","oldkeys":{"keynames":["a"],"keytypes":["integer"],"keytypeoids":[23],"keyvalues":[2]},"pk":{"pknames":["a"],"pktypes":["integer"]}},{"kind":"message","transactional":true,"prefix":"p","content":"c"}]}
                {"xid":742,"change":[]}
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes())
                    .containsExactly(
                            "741 insert public.t (a=1, b=3.540, c=0x00ff, d=x\n\"]})",
                            "741 update public.t (a=1) (a=2, b=3.541, c=0x00)",
                            "741 delete public.t (a=2)");
            assertThat(read.file.history().transaction(1).orElseThrow().commitTimeMicros())
                    .isEqualTo(1583050140500000L);
            assertThat(read.file.history().transaction(1).orElseThrow().lsn())
                    .isEqualTo(0x16B3748L);
        }
    }

    @Test
    void readsFormat1WrittenInChunksAndPrettyPrinted() throws Exception {
        String text =
                """
                {
                \t"change": [
                \t\t{
                \t\t\t"kind": "insert",
                \t\t\t"schema": "public",
                \t\t\t"table": "t",
                \t\t\t"columnnames": ["a"],
                \t\t\t"columntypes": ["integer"],
                \t\t\t"columnvalues": [1]
                \t\t}
                ,{
                \t\t\t"kind": "delete",
                \t\t\t"schema": "public",
                \t\t\t"table": "t",
                \t\t\t"oldkeys": {
                \t\t\t\t"keynames": ["a"],
                \t\t\t\t"keytypes": ["integer"],
                \t\t\t\t"keyvalues": [1]
                \t\t\t}
                \t\t}
                \t]
                }
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes())
                    .containsExactly("0 insert public.t (a=1)", "0 delete public.t (a=1)");
        }
    }

    @Test
    void readsFormat2() throws Exception {
        String text =
                """
                {"action":"B","xid":9,"timestamp":"2020-03-01 08:09:00+00"}
                {"action":"I","schema":"public","table":"t","columns":[{"name":"a","type":"integer","value":1},{"name":"f","type":"real","value":null},{"name":"n","type":"text","value":null}]}
                {"action":"U","schema":"public","table":"t","columns":[{"name":"a","type":"integer","value":1},{"name":"f","type":"real","value":"NaN"},{"name":"n","type":"text","value":null}],"identity":[{"name":"a","type":"integer","value":1}]}
                {"action":"M","transactional":true,"prefix":"p","content":"c"}
                {"action":"T","schema":"public","table":"t"}
                {"action":"C","xid":9,"timestamp":"2020-03-01 08:09:00+00"}
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes())
                    .containsExactly(
                            // null may be NaN where numbers are bare: it is not said to be NULL.
                            "9 insert public.t (a=1, n=NULL)",
                            "9 update public.t (a=1) (a=1, f=NaN, n=NULL)",
                            "9 truncate public.t");
        }
    }

    @Test
    void setsABrokenLineAsideAndGoesOn() throws Exception {
        String text =
                """
                {"action":"B","xid":9}
                {"action":"I","schema":"public","table":"t","columns":[{"name":"a","type":"integer","value":1]}
                garbage
                {"action":"I","schema":"public","table":"t","columns":[{"name":"a","type":"integer","value":2}]}
                {"action":"C","xid":9}
                {"action":"B","xid":10}
                {"action":"I","schema":"pub\
                """;
        try (LogicalCase read = of(text)) {
            assertThat(read.changes()).containsExactly("9 insert public.t (a=2)");
            assertThat(read.findings()).contains("UNDECODABLE_EVENT", "TRUNCATED_TAIL");
        }
    }
}
