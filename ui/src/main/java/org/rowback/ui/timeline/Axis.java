package org.rowback.ui.timeline;

import org.rowback.ui.TimeRange;
import org.rowback.ui.text.TimeFormat;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Where the time axis has its ticks, and what they say.
final class Axis {
    /// @param strong whether a new day begins there
    record Tick(long micros, String label, boolean strong) {}

    private static final long[] STEPS_SECONDS = {
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1_800,
        3_600,
        7_200,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
        1_209_600,
        2_592_000,
        7_776_000,
        31_536_000
    };

    private Axis() {}

    /// Round times in the zone, at most `most` of them.
    static List<Tick> ticks(TimeRange view, int most, TimeFormat times) {
        long step = STEPS_SECONDS[STEPS_SECONDS.length - 1];
        for (long candidate : STEPS_SECONDS) {
            if (view.micros() / (candidate * Bins.SECOND) <= Math.max(1, most)) {
                step = candidate;
                break;
            }
        }
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime time = floor(times.at(view.fromMicros()), step);
        while (micros(time) < view.toMicros()) {
            if (micros(time) >= view.fromMicros()) {
                boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
                String label =
                        step >= 86_400 || midnight
                                ? times.date(micros(time))
                                : times.shortTime(micros(time));
                ticks.add(new Tick(micros(time), label, midnight));
            }
            time = step >= 86_400 ? time.plusDays(step / 86_400) : time.plusSeconds(step);
        }
        return ticks;
    }

    private static ZonedDateTime floor(ZonedDateTime time, long step) {
        ZonedDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        if (step >= 86_400) {
            return day;
        }
        return day.plusSeconds(Math.floorDiv(ChronoUnit.SECONDS.between(day, time), step) * step);
    }

    private static long micros(ZonedDateTime time) {
        return time.toEpochSecond() * Bins.SECOND;
    }
}
