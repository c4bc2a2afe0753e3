package org.rowback.ui.changes;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.fixture.Synthetic;
import org.rowback.ui.fx.TaskRunner;

import java.util.ArrayList;
import java.util.List;

class ChangeListViewModelTest {
    private static ChangeListViewModel list(long size) {
        ChangeListViewModel list = new ChangeListViewModel(TaskRunner.immediate());
        list.resize(30);
        list.ask(new Synthetic(size));
        return list;
    }

    private static long top(ChangeListViewModel list) {
        return list.visible().getFirst().id();
    }

    @Test
    void showsTheFirstScreenful() {
        ChangeListViewModel list = list(10_000_000);
        assertThat(list.visible()).hasSize(30);
        assertThat(top(list)).isEqualTo(1);
        assertThat(list.currentId().get()).isEqualTo(1);
    }

    @Test
    void jumpsToTheMiddleOfTenMillion() {
        ChangeListViewModel list = list(10_000_000);
        list.jumpTo(0.5);
        assertThat(top(list)).isBetween(4_999_990L, 5_000_010L);
        assertThat(list.position().get()).isBetween(0.499, 0.501);
    }

    @Test
    void reachesTheVeryLastChange() {
        ChangeListViewModel list = list(10_000_000);
        list.toEnd();
        assertThat(list.visible().getLast().id()).isEqualTo(10_000_000);
        assertThat(list.visible()).hasSize(30);
        assertThat(list.position().get()).isEqualTo(1);
    }

    @Test
    void revealsAChangeAThirdDownTheScreen() {
        ChangeListViewModel list = list(10_000_000);
        list.reveal(7_654_321);
        assertThat(list.currentId().get()).isEqualTo(7_654_321);
        assertThat(top(list)).isEqualTo(7_654_311);
    }

    @Test
    void keepsTheCursorWhenTheAnswersChange() {
        ChangeListViewModel list = list(10_000_000);
        list.reveal(500_000);
        list.ask(new Synthetic(600_000));
        assertThat(list.currentId().get()).isEqualTo(500_000);
        assertThat(list.visible()).anyMatch(row -> row.id() == 500_000);
    }

    @Test
    void saysThatNothingAnswers() {
        assertThat(list(0).state().get()).isEqualTo(new ChangeListViewModel.State.Empty());
    }

    @Test
    void saysWhyAQuestionFailed() {
        ChangeListViewModel list = list(10);
        list.ask(
                (_, _, _, _) -> {
                    throw new RowbackException.CaseFile("the file is gone");
                });
        assertThat(list.state().get())
                .isEqualTo(new ChangeListViewModel.State.Failed("the file is gone"));
    }

    @Test
    void owesTheScrollingThatCameBeforeItsRows() {
        List<Runnable> work = new ArrayList<>();
        ChangeListViewModel list =
                new ChangeListViewModel(new TaskRunner(work::add, Runnable::run, _ -> {}));
        list.resize(30);
        list.ask(new Synthetic(1_000_000));
        work.removeFirst().run();
        list.scrollBy(390);
        long before = top(list);
        work.removeFirst().run();
        assertThat(top(list)).isGreaterThan(before).isEqualTo(391);
    }

    @Property(tries = 60)
    void scrollingAnyWayShowsConsecutiveRowsAndNeverLosesItsPlace(
            @ForAll @Size(max = 60) List<@IntRange(min = -900, max = 900) Integer> steps) {
        long size = 12_345;
        ChangeListViewModel list = list(size);
        long expected = 1;
        for (int step : steps) {
            int allowed = Math.clamp(step, -370, 370);
            list.scrollBy(allowed);
            expected = Math.clamp(expected + allowed, 1, size - 29);
            assertThat(top(list)).isEqualTo(expected);
            for (int i = 1; i < list.visible().size(); i++) {
                assertThat(list.visible().get(i).id())
                        .isEqualTo(list.visible().get(i - 1).id() + 1);
            }
        }
    }

    @Test
    void saysInOneLineWhatAChangeDid() {
        assertThat(list(5).visible().getFirst().changed()).isEqualTo("quantity 1 → 2");
    }
}
