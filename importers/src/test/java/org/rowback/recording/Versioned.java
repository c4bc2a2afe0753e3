package org.rowback.recording;

import java.sql.SQLException;
import java.util.List;

/// MariaDB's system-versioned tables: the server keeps old rows itself, with two hidden columns.
final class Versioned {
    private Versioned() {}

    static void play(Recorder recorder) throws SQLException {
        recorder.run("SET SESSION system_versioning_alter_history = KEEP");
        recorder.versioned = true;
        recorder.define(
                "ver",
                "CREATE TABLE ver (id int PRIMARY KEY, v varchar(20)) WITH SYSTEM VERSIONING");
        recorder.insert("ver", "id,v", List.of("1,'a'", "2,'b'"), List.of(1, 2));
        recorder.update("ver", "v='c'", 1);
        recorder.delete("ver", 2);
        recorder.define(
                "ver2",
                "CREATE TABLE ver2 (id int PRIMARY KEY, v varchar(20), rs timestamp(6) GENERATED"
                    + " ALWAYS AS ROW START, re timestamp(6) GENERATED ALWAYS AS ROW END, PERIOD"
                    + " FOR SYSTEM_TIME (rs, re)) WITH SYSTEM VERSIONING");
        recorder.insert("ver2", "id,v", "1,'a'", 1);
        recorder.update("ver2", "v='b'", 1);
        recorder.define("ver", "ALTER TABLE ver ADD COLUMN w int DEFAULT 5");
        recorder.insert("ver", "id,v", "3,'d'", 3);
        recorder.update("ver", "w=6", 1);
    }
}
