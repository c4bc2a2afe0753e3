package org.rowback.ui.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.ui.fixture.Minimal;
import org.rowback.ui.fx.TaskRunner;

class DetailViewModelTest {
    private final DetailViewModel detail =
            new DetailViewModel(Minimal.history(), TaskRunner.immediate());

    private DiffRow row(String column) {
        return detail.detail().get().orElseThrow().rows().stream()
                .filter(row -> row.column().name().equals(column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsWhatEarlierChangesProveOfColumnsThatWereNotLogged() {
        detail.show(Minimal.UPDATE);
        assertThat(row("total").before().text()).isEqualTo("12.90");
        assertThat(row("total").before().filledFrom()).isEqualTo(Minimal.INSERT);
        assertThat(row("total").after().text()).isEqualTo("0.00");
        assertThat(row("total").after().filledFrom()).isZero();
        assertThat(row("total").changed()).isTrue();
        assertThat(row("note").after().filledFrom()).isEqualTo(Minimal.INSERT);
        assertThat(row("note").changed()).isFalse();
    }

    @Test
    void leavesOpenWhatNothingProves() {
        detail.show(Minimal.STRANGER);
        assertThat(row("total").before().kind()).isEqualTo(ShownValue.Kind.NOT_LOGGED);
        assertThat(row("total").after().text()).isEqualTo("0.00");
    }
}
