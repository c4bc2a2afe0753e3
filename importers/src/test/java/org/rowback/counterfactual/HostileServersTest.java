package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// Hostile names and values through every script, under session settings that change how SQL is read. With MySQL, which
/// does not come with the tests: [HostileTrial#main].
class HostileServersTest {
    @RegisterExtension static final OneBinlogServer SERVER = new OneBinlogServer();

    @TempDir Path folder;

    @Test
    void nothingElseChangesOnPostgresHoweverItReadsStrings() throws Exception {
        try (PostgresLogicalServer server = new PostgresLogicalServer(folder)) {
            assertThat(HostileTrial.postgres(server, folder)).isEqualTo(5);
        }
    }

    @Test
    void nothingElseChangesOnMariaDbHoweverItsClientAndItReadStrings() throws Exception {
        assertThat(HostileTrial.mariadb(SERVER.server(), folder)).isEqualTo(11);
    }
}
