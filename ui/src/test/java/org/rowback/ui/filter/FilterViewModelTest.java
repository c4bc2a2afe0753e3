package org.rowback.ui.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Completion;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fx.TaskRunner;

import java.time.ZoneId;

class FilterViewModelTest {
    private static final History HISTORY = Incident.history(30);

    private final HandDelay delay = new HandDelay();
    private final FilterViewModel filter =
            new FilterViewModel(HISTORY, TaskRunner.immediate(), delay);

    @Test
    void understandsAFilterAtEveryKey() {
        filter.text().set("thread == 8812");
        assertThat(filter.state().get()).isInstanceOf(FilterState.Valid.class);
    }

    @Test
    void showsAnErrorOnlyOnceTheHandRests() {
        filter.text().set("new.total ==");
        assertThat(filter.state().get()).isInstanceOf(FilterState.Invalid.class);
        assertThat(filter.rested().get()).isInstanceOf(FilterState.Unknown.class);
        delay.pass();
        assertThat(filter.rested().get()).isInstanceOf(FilterState.Invalid.class);
    }

    @Test
    void keepsTheLastFilterInForceWhileTheTextIsWrong() {
        filter.use("thread == 8812");
        filter.text().set("thread === 8812 oops(");
        filter.apply();
        assertThat(filter.applied().get().text()).isEqualTo("thread == 8812");
        filter.revert();
        assertThat(filter.text().get()).isEqualTo("thread == 8812");
    }

    @Test
    void offersAFixForAMisspelledColumn() {
        filter.text().set("table:shop.orders new.totl == 0");
        assertThat(filter.state().get())
                .isInstanceOfSatisfying(
                        FilterState.Invalid.class,
                        wrong -> {
                            assertThat(wrong.message()).contains("total");
                            assertThat(wrong.fixes())
                                    .extracting(FilterState.Fix::text)
                                    .anyMatch(text -> text.contains("total =="));
                        });
    }

    @Test
    void emptyTextIsNoFilter() {
        filter.use("thread == 8812");
        filter.use("");
        assertThat(filter.applied().get().filter()).isEmpty();
    }

    @Test
    void addsATermToWhatIsThere() {
        filter.use("thread == 8812 or thread == 7001");
        filter.add("table:shop.orders");
        assertThat(filter.applied().get().text())
                .isEqualTo("(thread == 8812 or thread == 7001) table:shop.orders");
    }

    @Test
    void completesTheColumnsOfTheTablesNamed() {
        filter.text().set("table:shop.orders new.to");
        filter.complete(24);
        assertThat(filter.completions())
                .extracting(Completion.Item::insert)
                .containsExactly("total");
    }

    @Test
    void completesTablesByHowMuchChangedInThem() {
        filter.text().set("table:");
        filter.complete(6);
        assertThat(filter.completions())
                .first()
                .extracting(Completion.Item::insert)
                .isEqualTo("orders");
    }

    @Test
    void offersExactlyWhatTheLanguageOffers() throws RowbackException {
        for (String text :
                new String[] {"", "ta", "op:", "new.total ", "thread == 1 ", "changed("}) {
            filter.text().set(text);
            filter.complete(text.length());
            assertThat(filter.completions())
                    .as(text)
                    .isEqualTo(
                            Completion.at(
                                    text, text.length(), Catalog.of(HISTORY, ZoneId.of("UTC"))));
        }
    }

    @Test
    void keepsWhatIsTypedWhenTheZoneChanges() {
        filter.use("time >= 2026-10-04T16:00");
        filter.text().set("thread == ");
        filter.zone(ZoneId.of("Europe/Berlin"));
        assertThat(filter.text().get()).isEqualTo("thread == ");
        assertThat(filter.applied().get().text()).isEqualTo("time >= 2026-10-04T16:00");
        assertThat(filter.applied().get().filter().orElseThrow().scan().fromMicros())
                .isEqualTo(Incident.DAY + 14 * 3_600_000_000L);
    }

    @Test
    void completesNothingInsideAString() {
        filter.text().set("query contains \"ta");
        filter.complete(18);
        assertThat(filter.completions()).isEmpty();
    }
}
