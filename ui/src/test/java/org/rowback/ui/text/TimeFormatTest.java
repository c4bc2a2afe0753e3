package org.rowback.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.ZoneId;
import java.time.ZoneOffset;

class TimeFormatTest {
    @Test
    void callsUtcByItsNameHoweverItWasGiven() {
        assertThat(new TimeFormat(ZoneOffset.UTC).zone().getId()).isEqualTo("UTC");
        assertThat(new TimeFormat(ZoneId.of("Europe/Berlin")).zone().getId())
                .isEqualTo("Europe/Berlin");
    }
}
