package org.rowback.history.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.dialect.Dialect;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.report.Mask;
import org.rowback.history.report.ReportContext;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

class MaskTest {
    private static final String NAMED = "12345678901234567890123456789012345";
    private static final String KEY = "ey\\";

    @TempDir private Path folder;

    private String written(String file, String... columns) throws Exception {
        ReportContext context =
                new ReportContext("", Optional.empty(), new Mask(Set.of(columns)), "UTC", "");
        Path patch = folder.resolve("patch");
        PatchWriter.write(
                HostileTable.plan("MySQL 9.7.0"),
                patch,
                Dialect.forServer("MySQL 9.7.0"),
                context,
                ImportMonitor.NONE);
        return Files.readString(patch.resolve(file));
    }

    @Test
    void hidesTheValuesOfAColumnFromReviewers() throws Exception {
        for (String file : new String[] {"report.html", "rows.csv"}) {
            assertThat(written(file)).contains(NAMED);
            assertThat(written(file, "D")).doesNotContain(NAMED).contains("masked ");
        }
    }

    @Test
    void hidesAKeyToo() throws Exception {
        assertThat(written("rows.csv")).contains(KEY);
        assertThat(written("rows.csv", "id")).doesNotContain(KEY);
        assertThat(written("report.html", "id").replace("&#39;", "'")).doesNotContain(KEY);
    }

    @Test
    void leavesTheScriptsRunnable() throws Exception {
        String masked = written("apply.sql", "d", "id");
        assertThat(masked).isEqualTo(written("apply.sql"));
        assertThat(written("plan.json", "d")).contains(NAMED);
    }
}
