package org.rowback.importers.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Canal's DDL scripts against what MySQL 5.7's SHOW CREATE TABLE gave after them; where the captures lie beside the
/// project.
class CanalScriptsTest {
    private static final Path CAPTURES =
            Path.of("../../shared/captures/alibaba__canal/parse/src/test/resources/ddl");

    @TestFactory
    List<DynamicTest> endsWithTheTablesThatMysqlShowed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        if (!Files.isDirectory(CAPTURES)) {
            System.out.println(
                    "CanalScriptsTest: no captures beside the project, nothing compared");
            return tests;
        }
        for (String folder : List.of("alter", "table")) {
            for (int i = 1; i < 64; i++) {
                Path script = CAPTURES.resolve(folder).resolve("test_" + i + ".sql");
                Path shown = CAPTURES.resolve(folder).resolve("mysql_" + i + ".sql");
                if (Files.exists(script) && Files.exists(shown)) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    folder + " " + i, () -> compare(script, shown)));
                }
            }
        }
        return tests;
    }

    private static void compare(Path script, Path shown) throws IOException, RowbackException {
        Replay replay = Replay.of("MySQL 5.7.44", Files.readString(script));
        Replay expected = Replay.of("MySQL 5.7.44", Files.readString(shown));
        assertThat(replay.problems).isEmpty();
        assertThat(describe(replay)).isEqualTo(describe(expected));
    }

    private static String describe(Replay replay) {
        StringBuilder all = new StringBuilder();
        for (SchemaVersion version : replay.tables()) {
            all.append(Replay.describe(version));
        }
        return all.toString();
    }
}
