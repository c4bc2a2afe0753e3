package org.rowback.ui.zone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

class ZoneChoiceTest {
    private static final Instant SUMMER = Instant.parse("2026-07-01T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<ZoneChoice> matching(String typed) {
        return ZoneChoice.matching(typed, BERLIN, SUMMER);
    }

    @Test
    void offersUtcAndThisSystemFirst() {
        assertThat(matching("")).hasSizeGreaterThan(400);
        assertThat(matching("").get(0).zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(matching("").get(1).zone()).isEqualTo(BERLIN);
    }

    @Test
    void findsAZoneByAPartOfItsName() {
        assertThat(matching("new york"))
                .extracting(ZoneChoice::label, ZoneChoice::hint)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("America/New_York", "-04:00"));
    }

    @Test
    void takesAnOffset() {
        assertThat(matching("+05:30")).extracting(c -> c.zone().getId()).containsExactly("+05:30");
    }

    @Test
    void findsNothingForNonsense() {
        assertThat(matching("Atlantis")).isEmpty();
    }
}
