package org.rowback.recording;

import java.sql.SQLException;
import java.util.List;

/// Partial updates of JSON documents, whole rows and minimal ones.
final class PartialJson {
    private PartialJson() {}

    static void play(Recorder recorder) throws SQLException {
        recorder.run("SET SESSION binlog_row_value_options = 'PARTIAL_JSON'");
        recorder.define("docs", "CREATE TABLE docs (id int PRIMARY KEY, j json, n int, k json)");
        String document =
                "'{\"name\":\"a long enough text to be replaced in"
                        + " place\",\"n\":1,\"list\":[1,2,3,{\"deep\":\"value"
                        + " here\"}],\"o\":{\"x\":1,\"y\":[true,null]}}'";
        recorder.insert(
                "docs",
                "id,j,n,k",
                List.of(
                        "1," + document + ",1,'[1,2,3]'",
                        "2," + document + ",2,NULL",
                        "3,JSON_OBJECT('big',REPEAT('x',70000),'n',1,'l',JSON_ARRAY(1,2)),3,'{}'"),
                List.of(1, 2, 3));
        for (String image : List.of("FULL", "MINIMAL", "NOBLOB")) {
            recorder.run("SET SESSION binlog_row_image = " + image);
            recorder.update("docs", "j=JSON_SET(j,'$.n'," + image.length() + ")", 1, 2, 3);
            recorder.update(
                    "docs", "j=JSON_REPLACE(j,'$.name','short','$.list[0]',\"" + image + "\")", 1);
            recorder.update("docs", "j=JSON_REMOVE(j,'$.list[1]')", 1);
            recorder.update(
                    "docs",
                    "j=JSON_SET(j,'$.added" + image + "',CAST('{\"new\":[1,2]}' AS JSON)), n=n+1",
                    2);
            recorder.update(
                    "docs",
                    "j=JSON_SET(j,'$.list[3].deep','v','$.o.y[1]',CAST('2024-01-01' AS DATE)),"
                            + " k=JSON_SET(k,'$[0]',9)",
                    1);
            recorder.update("docs", "j=JSON_SET(j,'$.l[0]'," + image.length() * 1000 + ")", 3);
            recorder.update("docs", "k='[\"whole\"," + image.length() + "]'", 2);
            recorder.update("docs", "n=n+1", 1, 2, 3);
            recorder.update("docs", "j=JSON_SET(j,'$.o.x',JSON_EXTRACT(j,'$.list'))", 2);
        }
        recorder.update("docs", "j=NULL", 2);
        recorder.update("docs", "j='{\"a\":1}'", 2);
        recorder.delete("docs", 1);
    }
}
