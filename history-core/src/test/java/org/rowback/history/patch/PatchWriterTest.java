package org.rowback.history.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.RevertPlan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PatchWriterTest {
    @TempDir private Path folder;

    private PatchSummary write(RevertPlan plan, Path directory) throws RowbackException {
        return PatchWriter.write(
                plan, directory, "rowback revert case.rowback", ImportMonitor.NONE);
    }

    /// The golden scripts were run on MySQL 9.7 and MariaDB 10.11 over `hostile.sql`.
    @ParameterizedTest
    @ValueSource(strings = {"MySQL 9.7.0", "MariaDB 10.11.8"})
    void writesWhatWasProvenOnRealServers(String server) throws Exception {
        Path directory = folder.resolve("patch");
        write(HostileTable.plan(server), directory);
        String golden = server.startsWith("MySQL") ? "mysql" : "mariadb";
        for (String file : List.of("preflight.sql", "apply.sql", "verify.sql", "inverse.sql")) {
            assertThat(directory.resolve(file))
                    .hasContent(resource("/patches/hostile/" + golden + "/" + file));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PatchWriterTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesAllFilesWithOnePatchId() throws Exception {
        RevertPlan plan = HostileTable.plan("MySQL 9.7.0");
        PatchSummary summary = write(plan, folder.resolve("p"));
        assertThat(summary.files())
                .extracting(PatchSummary.PatchFile::name)
                .containsExactly(
                        "preflight.sql",
                        "apply.sql",
                        "verify.sql",
                        "inverse.sql",
                        "report.html",
                        "rows.csv",
                        "decisions.json",
                        "plan.json");
        for (PatchSummary.PatchFile file : summary.files()) {
            assertThat(folder.resolve("p").resolve(file.name())).content().contains(plan.id());
        }
    }

    @Test
    void holdsNothingButPrintableAsciiInScripts() throws Exception {
        write(HostileTable.plan("MySQL 9.7.0"), folder.resolve("p"));
        String identifiers = "[\u00e9]";
        for (String file : List.of("preflight.sql", "apply.sql", "verify.sql", "inverse.sql")) {
            String text = Files.readString(folder.resolve("p").resolve(file));
            assertThat(text.replaceAll(identifiers, "")).matches("[\\x20-\\x7e\\n]*");
        }
    }

    @Test
    void replacesAnEarlierPatchButNothingElse() throws Exception {
        RevertPlan plan = HostileTable.plan("MySQL 9.7.0");
        Path directory = folder.resolve("p");
        write(plan, directory);
        write(plan, directory);
        Files.delete(directory.resolve("plan.json"));
        assertThatThrownBy(() -> write(plan, directory))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("something else than an earlier patch");
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void escapesEverythingInTheReport() throws Exception {
        write(HostileTable.plan("MySQL 9.7.0"), folder.resolve("p"));
        assertThat(folder.resolve("p/report.html"))
                .content()
                .contains("ev`il; -- db")
                .contains("prefers-color-scheme:dark")
                .doesNotContain("<script")
                .doesNotContain("http");
    }

    @Test
    void writesAPlanThatReadsBackAsJson() throws Exception {
        write(HostileTable.plan("MySQL 9.7.0"), folder.resolve("p"));
        try (var json =
                new com.fasterxml.jackson.core.JsonFactory()
                        .createParser(folder.resolve("p/plan.json").toFile())) {
            int depth = 0;
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            assertThat(depth).isZero();
        }
        assertThat(folder.resolve("p/plan.json"))
                .content()
                .contains("\"target\":{\"i64\":-9223372036854775808,\"u`64\":18446744073709551615");
    }
}
