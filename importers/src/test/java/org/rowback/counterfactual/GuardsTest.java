package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// See [GuardTrial].
class GuardsTest {
    @TempDir Path folder;

    @Test
    void noAlteredValueEscapesAPatchRunByMariaDbsClient() throws Exception {
        try (MariaDbServer server = new MariaDbServer(folder)) {
            assertThat(GuardTrial.of(server, server::client, folder)).isGreaterThan(80);
        }
    }
}
