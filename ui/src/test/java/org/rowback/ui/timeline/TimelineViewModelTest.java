package org.rowback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class TimelineViewModelTest {
    private static final History HISTORY = Incident.history(60);

    private final TimelineViewModel timeline =
            new TimelineViewModel(HISTORY, TaskRunner.immediate());

    @BeforeEach
    void cover() throws RowbackException {
        var totals = HISTORY.totals();
        timeline.cover(new TimeRange(totals.firstTimeMicros(), totals.lastTimeMicros()));
    }

    @Test
    void showsTheWholeDayAtFirst() throws RowbackException {
        long drawn = timeline.lanes().get().lanes().stream().mapToLong(TableLane::total).sum();
        assertThat(drawn).isEqualTo(HISTORY.totals().changes());
    }

    @Test
    void putsTheBusiestTableFirst() {
        assertThat(timeline.lanes().get().lanes().getFirst().name()).isEqualTo("shop.orders");
    }

    @Test
    void sumsUpTheTablesThatHaveNoRoom() {
        timeline.room(300, 3);
        assertThat(timeline.lanes().get().lanes()).hasSize(3);
        assertThat(timeline.lanes().get().lanes().getLast().name()).contains("5 more tables");
        assertThat(timeline.overview().get().lanes()).hasSize(1);
    }

    @Test
    void zoomsAtThePointer() {
        TimeRange before = timeline.view().get();
        timeline.zoom(0.25, 0.5);
        TimeRange after = timeline.view().get();
        assertThat(after.micros()).isEqualTo(before.micros() / 2);
        long anchor = before.fromMicros() + before.micros() / 4;
        assertThat(after.fromMicros() + after.micros() / 4)
                .isCloseTo(anchor, org.assertj.core.data.Offset.offset(5L));
    }

    @Test
    void neverLeavesTheCase() {
        for (int i = 0; i < 40; i++) {
            timeline.zoom(0.5, 0.6);
        }
        assertThat(timeline.view().get().micros()).isEqualTo(10_000_000);
        timeline.pan(-1e9);
        assertThat(timeline.view().get().fromMicros())
                .isEqualTo(timeline.full().get().fromMicros());
        timeline.showAll();
        assertThat(timeline.view().get()).isEqualTo(timeline.full().get());
    }

    @Test
    void fitsTheBrushWithRoomAround() {
        timeline.brush().set(Optional.of(Incident.BAD));
        timeline.showBrush();
        assertThat(timeline.view().get().fromMicros()).isLessThan(Incident.BAD.fromMicros());
        assertThat(timeline.view().get().micros()).isLessThan(2 * Incident.BAD.micros());
    }

    @Test
    void readsTheBucketUnderThePointer() {
        timeline.brush().set(Optional.of(Incident.BAD));
        timeline.showBrush();
        long middle = Incident.BAD.fromMicros() + 60_000_000;
        assertThat(timeline.readout(middle, 0))
                .startsWith("14:14:00")
                .contains("shop.orders")
                .contains("update");
    }

    @Test
    void dropsTheAnswerOfAViewThatWasLeft() {
        List<Runnable> work = new ArrayList<>();
        TimelineViewModel slow =
                new TimelineViewModel(HISTORY, new TaskRunner(work::add, Runnable::run, _ -> {}));
        slow.cover(Incident.BAD);
        slow.view().set(new TimeRange(Incident.BAD.fromMicros(), Incident.BAD.toMicros()));
        slow.view()
                .set(
                        new TimeRange(
                                Incident.BAD.fromMicros(), Incident.BAD.fromMicros() + 60_000_000));
        work.forEach(Runnable::run);
        assertThat(slow.lanes().get().bins().toMicros())
                .isLessThan(Incident.BAD.fromMicros() + 62_000_000);
    }

    @Test
    void cutsTimeIntoWholeSecondsThatStayPut() {
        Bins bins = Bins.over(new TimeRange(1_234_567, 100_000_000_000L), 500);
        assertThat(bins.widthMicros() % 1_000_000).isZero();
        assertThat(bins.fromMicros() % bins.widthMicros()).isZero();
        assertThat(bins.count()).isLessThanOrEqualTo(502);
        assertThat(bins.toMicros()).isGreaterThanOrEqualTo(100_000_000_000L);
    }

    @Test
    void putsTicksAtRoundTimesOfTheZone() {
        TimeFormat kolkata = new TimeFormat(java.time.ZoneId.of("Asia/Kolkata"));
        assertThat(Axis.ticks(Incident.BAD, 8, kolkata))
                .extracting(Axis.Tick::label)
                .startsWith("19:43")
                .allMatch(label -> label.matches("19:\\d\\d"));
    }
}
