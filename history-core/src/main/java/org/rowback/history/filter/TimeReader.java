package org.rowback.history.filter;

import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.query.CaseTotals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns times as people write them into instants: in the zone of the screen, with the date from the case where only
/// one day can be meant.
public final class TimeReader {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{4}-\\d\\d-\\d\\d)(?:[T ](?=\\d))?)?"
                            + "(?:(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,6})\\d*)?)?)?"
                            + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern DURATION =
            Pattern.compile("(\\d+(?:\\.\\d+)?)(us|µs|ms|s|m|min|h|d)");

    private final ZoneId zone;
    private final long firstMicros;
    private final long lastMicros;

    /// @param totals whose first and last times say which days the case covers
    public TimeReader(ZoneId zone, CaseTotals totals) {
        this.zone = zone;
        this.firstMicros = totals.firstTimeMicros();
        this.lastMicros = totals.lastTimeMicros();
    }

    /// A time as written, before it has a date.
    ///
    /// @param unitMicros how long the smallest unit written lasts
    private record Written(
            Optional<LocalDate> date,
            LocalTime time,
            Optional<ZoneOffset> offset,
            long unitMicros,
            Span span,
            String text) {}

    /// An instant, and the length of the unit it was written in: `14:17` is a minute long.
    public record Moment(long micros, long unitMicros) {}

    /// A single time.
    Moment moment(String text, Span span) throws BadFilter {
        Written written = read(text, span);
        LocalDate date =
                written.date().isPresent()
                        ? written.date().get()
                        : onlyDay(written, List.of(written));
        return new Moment(micros(written, date), written.unitMicros());
    }

    /// A time given on its own, e.g. to `--at`.
    public long micros(String text) throws BadFilter {
        return moment(text, new Span(0, text.length())).micros();
    }

    /// A range whose end is left out; a time without a date is on the day of the other end, or the day after where
    /// it would end before it begins.
    long[] range(Syntax.Literal from, Syntax.Literal to) throws BadFilter {
        Written a = read(from.text(), from.span());
        Written b = read(to.text(), to.span());
        LocalDate first =
                a.date().isPresent()
                        ? a.date().get()
                        : b.date().isPresent() ? b.date().get() : onlyDay(a, List.of(a, b));
        long start = micros(a, first);
        LocalDate last = b.date().orElse(first);
        long end = micros(b, last);
        if (end <= start && b.date().isEmpty()) {
            end = micros(b, last.plusDays(1));
        }
        if (end <= start) {
            Span span = from.span().to(to.span());
            throw new BadFilter("the range ends before it begins.", span.offset(), span.length());
        }
        return new long[] {start, end};
    }

    /// `90s`, `5m`, `2h`, `1d`, `500ms`, in microseconds.
    static long duration(Syntax.Word word) throws BadFilter {
        Matcher matcher = DURATION.matcher(word.text());
        if (!matcher.matches()) {
            throw new BadFilter(
                    "`" + word.text() + "` is no duration; write 90s, 5m, 2h or 1d.",
                    word.span().offset(),
                    word.span().length());
        }
        long unit =
                switch (matcher.group(2)) {
                    case "us", "µs" -> 1L;
                    case "ms" -> 1_000L;
                    case "s" -> 1_000_000L;
                    case "m", "min" -> 60_000_000L;
                    case "h" -> 3_600_000_000L;
                    default -> 86_400_000_000L;
                };
        return (long) Math.min(Double.parseDouble(matcher.group(1)) * unit, 1e17);
    }

    /// How an instant is shown, in the zone.
    public String show(long micros) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    private static Written read(String text, Span span) throws BadFilter {
        Matcher m = FORM.matcher(text);
        boolean any = m.matches() && (m.group(1) != null || m.group(2) != null);
        if (!any || (m.group(2) == null && m.group(6) != null)) {
            throw new BadFilter(
                    "`" + text + "` is no time; write 14:13, 14:13:05 or 2026-10-04T14:13.",
                    span.offset(),
                    span.length());
        }
        try {
            Optional<LocalDate> date = Optional.ofNullable(m.group(1)).map(LocalDate::parse);
            return new Written(
                    date,
                    m.group(2) == null ? LocalTime.MIDNIGHT : timeOf(m),
                    Optional.ofNullable(m.group(6)).map(ZoneOffset::of),
                    unit(m),
                    span,
                    text);
        } catch (DateTimeException e) {
            throw new BadFilter(
                    "there is no such time as `" + text + "`.", span.offset(), span.length());
        }
    }

    private static LocalTime timeOf(Matcher m) {
        String seconds = m.group(4);
        String fraction = m.group(5);
        int nanos =
                fraction == null
                        ? 0
                        : Integer.parseInt((fraction + "000000").substring(0, 6)) * 1000;
        return LocalTime.of(
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                seconds == null ? 0 : Integer.parseInt(seconds),
                nanos);
    }

    private static long unit(Matcher m) {
        if (m.group(5) != null) {
            return (long) Math.pow(10, 6 - m.group(5).length());
        }
        if (m.group(4) != null) {
            return 1_000_000L;
        }
        return m.group(2) != null ? 60_000_000L : 86_400_000_000L;
    }

    private long micros(Written written, LocalDate date) throws BadFilter {
        LocalDateTime local = LocalDateTime.of(date, written.time());
        List<ZoneOffset> offsets =
                written.offset().isPresent()
                        ? List.of(written.offset().get())
                        : zone.getRules().getValidOffsets(local);
        String where = " on " + day(date, true) + " in " + zone + ": ";
        if (offsets.isEmpty()) {
            var change = zone.getRules().getTransition(local);
            throw new BadFilter(
                    "there was no "
                            + written.time()
                            + where
                            + "clocks went from "
                            + change.getDateTimeBefore().toLocalTime()
                            + " to "
                            + change.getDateTimeAfter().toLocalTime()
                            + ".",
                    written.span().offset(),
                    written.span().length());
        }
        if (offsets.size() > 1) {
            throw new BadFilter(
                    written.time()
                            + " happened twice"
                            + where
                            + "write "
                            + local
                            + offsets.get(0)
                            + " or "
                            + local
                            + offsets.get(1)
                            + ".",
                    written.span().offset(),
                    written.span().length());
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, local.toInstant(offsets.getFirst()));
    }

    /// The one day on which all the times of the day touch what the case covers.
    private LocalDate onlyDay(Written blamed, List<Written> times) throws BadFilter {
        if (lastMicros == 0) {
            throw new BadFilter(
                    "the case has no transactions to take a date from; write 2026-10-04T"
                            + blamed.text()
                            + ".",
                    blamed.span().offset(),
                    blamed.span().length());
        }
        LocalDate first = dayOf(firstMicros);
        LocalDate last = dayOf(lastMicros);
        if (first.equals(last)) {
            return first;
        }
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        List<LocalDate> fitting = new ArrayList<>();
        for (long i = 0; i < Math.min(days, 400); i++) {
            if (touches(first.plusDays(i), times)) {
                fitting.add(first.plusDays(i));
            }
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        int offset = blamed.span().offset();
        int length = times.getLast().span().end() - offset;
        throw new BadFilter(
                "capture spans "
                        + days
                        + " days: "
                        + pick(
                                fitting.isEmpty()
                                        ? first.datesUntil(first.plusDays(Math.min(days, 400)))
                                                .toList()
                                        : fitting,
                                last),
                offset,
                length);
    }

    private boolean touches(LocalDate date, List<Written> times) {
        try {
            long from = micros(times.getFirst(), date);
            long to = micros(times.getLast(), date);
            if (times.size() > 1 && to <= from) {
                to = micros(times.getLast(), date.plusDays(1));
            }
            return from <= lastMicros && (from == to ? to >= firstMicros : to > firstMicros);
        } catch (BadFilter e) {
            return true;
        }
    }

    private LocalDate dayOf(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
    }

    private static String pick(List<LocalDate> days, LocalDate last) {
        if (days.size() > 7) {
            return "give the date, from %s to %s, e.g. %sT…"
                    .formatted(day(days.getFirst(), true), day(days.getLast(), true), last);
        }
        LocalDate end = days.getLast();
        boolean oneMonth = days.getFirst().withDayOfMonth(1).equals(end.withDayOfMonth(1));
        String firsts =
                days.subList(0, days.size() - 1).stream()
                        .map(d -> oneMonth ? Integer.toString(d.getDayOfMonth()) : day(d, false))
                        .collect(Collectors.joining(", "));
        return "pick " + firsts + " or " + day(end, false) + ".";
    }

    private static String day(LocalDate date, boolean year) {
        return date.format(
                DateTimeFormatter.ofPattern(year ? "d MMM uuuu" : "d MMM", Locale.ENGLISH));
    }
}
