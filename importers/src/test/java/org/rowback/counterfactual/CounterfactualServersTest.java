package org.rowback.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Random histories on real servers: after the patch every row that the plan calls proven is what it would have been
/// without the bad writes, and no other row has changed.
///
/// Thousands, told at the end: `mvn -pl importers -am test -Dtest=CounterfactualServersTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dcounterfactual.seconds=600 -Dcounterfactual.tell=true`; from another
/// seed: `-Dcounterfactual.seed=1000`.
class CounterfactualServersTest {
    private static final int BATCH = 40;

    @TempDir Path folder;

    @Test
    void mariaDbIsMended() throws Exception {
        try (Server server = new MariaDbServer(folder)) {
            run(server);
        }
    }

    @Test
    void postgresIsMended() throws Exception {
        try (Server server = new PostgresLogicalServer(folder)) {
            run(server);
        }
    }

    private void run(Server server) throws Exception {
        Campaign campaign = new Campaign(server, folder);
        playKept(campaign);
        long seed = Long.getLong("counterfactual.seed", 1L);
        Duration time = Duration.ofSeconds(Integer.getInteger("counterfactual.seconds", 15));
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            List<Script> scripts = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                scripts.add(RandomScript.draw(seed++, server.isPostgres()));
            }
            List<Optional<String>> verdicts = campaign.play(scripts);
            for (int i = 0; i < verdicts.size(); i++) {
                if (verdicts.get(i).isPresent()) {
                    fail(campaign, scripts.get(i), seed - BATCH + i);
                }
            }
        }
        assertThat(campaign.played).as("%s", campaign).isPositive();
        assertThat(campaign.left).as("%s", campaign).isLessThan(campaign.damaged / 10);
        if (Boolean.getBoolean("counterfactual.tell")) {
            System.out.println(campaign);
        }
    }

    /// Scripts that were mended wrongly once.
    private static void playKept(Campaign campaign) throws Exception {
        Path kept = Path.of("src", "test", "resources", "counterfactual");
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.sorted().toList()) {
                assertThat(campaign.wrong(Script.parse(Files.readString(file))))
                        .as("%s", file)
                        .isEmpty();
            }
        }
    }

    private static void fail(Campaign campaign, Script script, long seed) throws Exception {
        Script small = Shrinker.shrink(script, s -> campaign.wrong(s).isPresent());
        throw new AssertionError(
                "seed " + seed + "\n" + small + "\n" + campaign.wrong(small).orElse(""));
    }
}
