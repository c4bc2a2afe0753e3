package org.rowback.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.search.ChangeSearch;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.text.TimeFormat;

import java.time.ZoneId;
import java.util.Optional;

class QuestionTest {
    private static final History HISTORY = Incident.history(20);

    private static Filter filter(String text) throws RowbackException {
        return Filter.parse(text, Catalog.of(HISTORY, ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread == 8812",
                "table:shop.orders key(4003)",
                "op:delete",
                "new.total == 0",
                "query contains 'agent' or old.total > 50",
                "time in 14:00..15:00 changed(total)"
            })
    void countsWhatTheCommandLineCounts(String text) throws RowbackException {
        Question question = new Question(HISTORY, Optional.of(filter(text)), Optional.empty());
        Tally window = Tally.of(question, ImportMonitor.NONE);
        var commandLine = new ChangeSearch(HISTORY, filter(text)).count(ImportMonitor.NONE);
        assertThat(window.hits()).isEqualTo(commandLine.matching());
        assertThat(window.undecidable()).isEqualTo(commandLine.undecidable());
        assertThat(window.plan()).isNotEmpty();
    }

    @Test
    void describesItselfAsAFilterWithTheSameAnswer() throws RowbackException {
        String text = "op:insert or thread == 8812";
        Question question =
                new Question(HISTORY, Optional.of(filter(text)), Optional.of(Incident.BAD));
        String described = question.describe(new TimeFormat(ZoneId.of("Asia/Tokyo")));
        assertThat(
                        new ChangeSearch(HISTORY, filter(described))
                                .count(ImportMonitor.NONE)
                                .matching())
                .isEqualTo(Tally.of(question, ImportMonitor.NONE).hits())
                .isPositive();
    }

    @Test
    void doesNotTellABrushedTimeTwice() throws RowbackException {
        String text = "thread == 8812 time in 14:13..14:21";
        TimeFormat times = new TimeFormat(ZoneId.of("UTC"));
        Question brushed =
                new Question(HISTORY, Optional.of(filter(text)), Optional.of(Incident.BAD));
        assertThat(brushed.describe(times)).isEqualTo(text);
        Question narrower =
                new Question(
                        HISTORY,
                        Optional.of(filter(text)),
                        Optional.of(
                                new TimeRange(
                                        Incident.BAD.fromMicros() + 1, Incident.BAD.toMicros())));
        assertThat(narrower.describe(times)).startsWith(text).contains(" time in 2026-10-04");
    }
}
