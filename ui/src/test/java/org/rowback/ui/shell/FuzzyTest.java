package org.rowback.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuzzyTest {
    @Test
    void takesLettersInOrder() {
        assertThat(Fuzzy.score("expat", "Export the patch")).isPositive();
        assertThat(Fuzzy.score("patexp", "Export the patch")).isZero();
    }

    @Test
    void prefersBeginningsOfWordsAndRuns() {
        assertThat(Fuzzy.score("tz", "Time zone…"))
                .isGreaterThan(Fuzzy.score("tz", "Into the patch, or gaze"));
        assertThat(Fuzzy.score("copy", "Copy cell")).isGreaterThan(Fuzzy.score("copy", "Crop any"));
    }

    @Test
    void takesEverythingWhileNothingIsTyped() {
        assertThat(Fuzzy.score("", "Back")).isPositive();
    }
}
