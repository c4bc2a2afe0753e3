package org.rowback.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;

import java.util.ArrayList;
import java.util.List;

class LaneTest {
    private final List<Runnable> work = new ArrayList<>();
    private final List<Runnable> arrivals = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<Throwable> bugs = new ArrayList<>();
    private final Lane lane = new TaskRunner(work::add, arrivals::add, bugs::add).lane();

    private void ask(String answer) {
        lane.<String>ask(
                monitor -> {
                    monitor.check();
                    return answer;
                },
                heard::add,
                e -> heard.add(String.valueOf(e.getMessage())));
    }

    private static void runAll(List<Runnable> list) {
        List<Runnable> now = List.copyOf(list);
        list.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void dropsTheAnswerOfAnOvertakenQuestion() {
        ask("old");
        runAll(work);
        ask("new");
        runAll(work);
        runAll(arrivals);
        assertThat(heard).containsExactly("new");
    }

    @Test
    void asksAnOvertakenQuestionToStop() {
        ask("old");
        ask("new");
        runAll(work);
        runAll(arrivals);
        assertThat(heard).containsExactly("new");
    }

    @Test
    void stoppingLetsTheQuestionSayThatItWasCancelled() {
        ask("never");
        lane.stop();
        runAll(work);
        runAll(arrivals);
        assertThat(heard).containsExactly(new RowbackException.Cancelled().getMessage());
    }

    @Test
    void gathersProgressThatComesFasterThanTheScreen() {
        List<Progress> progress = new ArrayList<>();
        lane.<String>ask(
                monitor -> {
                    for (int i = 1; i <= 1_000; i++) {
                        monitor.progress("reading", i, 1_000, "bytes");
                    }
                    return "done";
                },
                progress::add,
                heard::add,
                e -> fail(e.getMessage()));
        runAll(work);
        runAll(arrivals);
        assertThat(progress).hasSize(1).first().extracting(Progress::done).isEqualTo(1_000L);
        assertThat(heard).containsExactly("done");
    }

    @Test
    void handsBugsToTheirHandler() {
        lane.<String>ask(
                _ -> {
                    throw new IllegalStateException("bug");
                },
                heard::add,
                e -> fail(e.getMessage()));
        runAll(work);
        runAll(arrivals);
        assertThat(bugs).hasSize(1);
        assertThat(heard).isEmpty();
    }
}
