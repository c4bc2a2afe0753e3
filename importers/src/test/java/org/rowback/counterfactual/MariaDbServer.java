package org.rowback.counterfactual;

import ch.vorburger.exec.ManagedProcessException;

import org.rowback.recording.EmbeddedMariaDb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The MariaDB that comes with the tests.
final class MariaDbServer extends BinlogServer {
    private final EmbeddedMariaDb server;

    MariaDbServer(Path folder) throws Exception {
        server = EmbeddedMariaDb.start(folder);
        server.run(
                "SET GLOBAL innodb_flush_log_at_trx_commit = 0",
                "SET GLOBAL sync_binlog = 0",
                "SET GLOBAL binlog_row_metadata = FULL");
    }

    @Override
    Connection connect(String options) throws SQLException {
        return server.connect(options);
    }

    @Override
    Path data() {
        return server.data();
    }

    @Override
    List<String> client(String world) {
        return server.client(world);
    }

    @Override
    String logStatus() {
        return "SHOW MASTER STATUS";
    }

    @Override
    String url(String world) {
        return server.url(world);
    }

    @Override
    public void close() throws ManagedProcessException {
        server.close();
    }
}
