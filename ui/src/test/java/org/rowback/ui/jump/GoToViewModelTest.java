package org.rowback.ui.jump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.query.History;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fx.TaskRunner;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

class GoToViewModelTest {
    private static final History HISTORY = Incident.history(20);

    private final List<Destination> arrived = new ArrayList<>();
    private final GoToViewModel model =
            new GoToViewModel(HISTORY, ZoneId.of("UTC"), TaskRunner.immediate(), arrived::add);

    @Test
    void twoTimesAreBrushed() {
        model.find("14:13..14:21");
        assertThat(arrived).containsExactly(new Destination.ATime(Incident.BAD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14:13",
                "2026-10-04 14:13",
                "2026-10-04T16:13+02:00",
                "tx 3",
                "#7",
                "binlog.000001:2500",
                "3e11fa47-71ca-11e1-9e33-c80aa9429562:12"
            })
    void oneThingLeadsToItsChange(String text) {
        model.find(text);
        assertThat(arrived).hasSize(1).first().isInstanceOf(Destination.AChange.class);
    }

    @Test
    void nonsenseIsAnsweredWithWhatWouldWork() {
        model.find("last tuesday");
        assertThat(arrived).isEmpty();
        assertThat(model.problem().get()).contains("last tuesday").contains("file:position");
    }
}
