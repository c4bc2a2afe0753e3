package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Selections that a case keeps by name.
class SelectionsTest {
    private static final String[] AGENT = {"--where", "query contains \"pricing-agent-7\""};

    @TempDir Path folder;
    private String demo = "";

    @BeforeEach
    void importTheDemo() throws RowbackException {
        demo = Demo.importInto(folder, ImportMonitor.NONE).toString();
    }

    @Test
    void aKeptSelectionIsUndoneByItsName() throws IOException {
        Run kept = Run.of("selections", demo, "--save", "agent", AGENT[0], AGENT[1]);
        assertThat(kept.status()).as(kept.err()).isZero();
        assertThat(Run.of("selections", demo).out()).contains("agent", "4,456", AGENT[1]);
        Path patch = folder.resolve("patch");
        Run revert =
                Run.of(
                        "revert",
                        demo,
                        "--selection",
                        "agent",
                        "--mode",
                        "nonconflicting",
                        "--out",
                        patch.toString());
        assertThat(revert.status()).as(revert.err()).isZero();
        Path other = folder.resolve("other");
        Run.of(
                "revert",
                demo,
                AGENT[0],
                AGENT[1],
                "--mode",
                "nonconflicting",
                "--out",
                other.toString());
        assertThat(patch.resolve("apply.sql")).hasSameTextualContentAs(other.resolve("apply.sql"));
        assertThat(Files.readString(patch.resolve("report.html"))).contains("--selection agent");
    }

    @Test
    void listsAsJson() {
        Run.of("selections", demo, "--save", "agent", AGENT[0], AGENT[1]);
        assertThat(Run.of("selections", demo, "--json").out().strip())
                .isEqualTo(
                        "{\"name\":\"agent\",\"selects\":\"query contains"
                                + " \\\"pricing-agent-7\\\"\",\"changes\":4456}");
    }

    @Test
    void theLastOfANameCountsAndADroppedOneIsGone() {
        Run.of("selections", demo, "--save", "bad", AGENT[0], AGENT[1]);
        Run.of("selections", demo, "--save", "bad", "--where", "table:shop.orders tx == 2864");
        assertThat(Run.of("selections", demo).out()).contains("tx == 2864").doesNotContain("4,456");
        assertThat(Run.of("selections", demo, "--drop", "bad").status()).isZero();
        assertThat(Run.of("selections", demo).out()).contains("no selection is kept");
        Run revert = Run.of("revert", demo, "--selection", "bad");
        assertThat(revert.status()).isEqualTo(1);
        assertThat(revert.complaint()).contains("the case keeps no selection bad");
    }

    @Test
    void aFilterThatCannotBeReadIsNotKept() {
        Run kept = Run.of("selections", demo, "--save", "x", "--where", "tx ==");
        assertThat(kept.status()).isNotZero();
        assertThat(Run.of("selections", demo).out()).contains("no selection is kept");
    }

    @Test
    void refusesAnUnclearQuestion() {
        for (String[] args :
                new String[][] {
                    {"selections", demo, "--save", "x"},
                    {"selections", demo, "--where", "tx == 1"},
                    {"revert", demo, "--selection", "x", "--where", "tx == 1"}
                }) {
            assertThat(Run.of(args).status()).as(String.join(" ", args)).isNotZero();
        }
    }
}
