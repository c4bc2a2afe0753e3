package org.rowback.history.partition;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// The functions of dates and times that are the same whatever the session's settings are.
enum DateFunction {
    TO_DAYS,
    TO_SECONDS,
    YEAR,
    QUARTER,
    MONTH,
    DAYOFMONTH,
    DAYOFYEAR,
    HOUR,
    MINUTE,
    SECOND;

    private static final LocalDateTime DAY_ZERO = LocalDateTime.of(0, 1, 1, 0, 0);

    static Optional<DateFunction> of(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        for (DateFunction function : values()) {
            if (function.name().equals(wanted)) {
                return Optional.of(function);
            }
        }
        return wanted.equals("DAY") ? Optional.of(DAYOFMONTH) : Optional.empty();
    }

    /// `TO_DAYS('0001-01-01')` is 366: the server counts from a year 0.
    Optional<BigDecimal> of(LocalDateTime at) {
        long value =
                switch (this) {
                    case TO_DAYS -> ChronoUnit.DAYS.between(DAY_ZERO, at);
                    case TO_SECONDS -> ChronoUnit.SECONDS.between(DAY_ZERO, at);
                    case YEAR -> at.getYear();
                    case QUARTER -> (at.getMonthValue() + 2) / 3;
                    case MONTH -> at.getMonthValue();
                    case DAYOFMONTH -> at.getDayOfMonth();
                    case DAYOFYEAR -> at.getDayOfYear();
                    case HOUR -> at.getHour();
                    case MINUTE -> at.getMinute();
                    case SECOND -> at.getSecond();
                };
        return Optional.of(BigDecimal.valueOf(value));
    }
}
