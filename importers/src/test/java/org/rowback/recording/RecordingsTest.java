package org.rowback.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.recording.Captures.Capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

class RecordingsTest {
    static List<Capture> captures() {
        return Captures.all();
    }

    @Test
    void comeFromEachServer() {
        Set<String> servers = captures().stream().map(Capture::server).collect(Collectors.toSet());

        assertThat(servers)
                .containsExactlyInAnyOrder(
                        "mysql-5.6", "mysql-9.7", "mariadb-10.1", "mariadb-10.11", "mariadb-11.4");
    }

    @ParameterizedTest
    @MethodSource("captures")
    void haveAnAnswerForEachChangeThatTheVendorsToolPrints(Capture capture) {
        Map<String, Integer> printed = capture.answers().printed();
        Map<String, Integer> answered = new HashMap<>();
        capture.answers().changes().forEach(a -> answered.merge(a.table(), 1, Integer::sum));

        assertThat(answered).isNotEmpty();
        printed.forEach((table, count) -> assertThat(answered).containsEntry(table, count));
    }
}
