package org.rowback.history.filter;

import org.rowback.history.model.RowbackException.BadFilter;

import java.util.ArrayList;
import java.util.List;

/// Terms over commit time, and notes on the instants that were understood.
final class TimeTerms {
    private final TimeReader reader;
    private final List<Note> notes;

    TimeTerms(TimeReader reader, List<Note> notes) {
        this.reader = reader;
        this.notes = notes;
    }

    /// `time op t`. `== 14:17` is the whole minute, `== 14:17:03` the whole second.
    Term compare(Syntax.Operator operator, Syntax.Literal literal) throws BadFilter {
        if (operator.isText()) {
            throw Positions.bad(
                    literal.span(), "time has no `" + operator.sign() + "`; use in a..b, <, >=.");
        }
        TimeReader.Moment at = reader.moment(literal.text(), literal.span());
        long micros = at.micros();
        note(literal.span(), reader.show(micros));
        List<long[]> ranges =
                switch (operator) {
                    case EQ, NE -> List.of(new long[] {micros, micros + at.unitMicros()});
                    case LT -> List.of(new long[] {Long.MIN_VALUE, micros});
                    case LE -> List.of(new long[] {Long.MIN_VALUE, micros + 1});
                    case GT -> List.of(new long[] {micros + 1, Long.MAX_VALUE});
                    case GE -> List.of(new long[] {micros, Long.MAX_VALUE});
                    case CONTAINS, STARTS_WITH, MATCHES -> List.of();
                };
        Term term = new ChangeTerms.InTimes(ranges);
        return operator == Syntax.Operator.NE ? new Logic.Opposite(term) : term;
    }

    Term in(List<Syntax.Item> items) throws BadFilter {
        List<long[]> ranges = new ArrayList<>();
        for (Syntax.Item item : items) {
            long[] range = range(item);
            note(item.span(), show(range));
            ranges.add(range);
        }
        return new ChangeTerms.InTimes(ranges);
    }

    private long[] range(Syntax.Item item) throws BadFilter {
        return switch (item) {
            case Syntax.Single s -> {
                TimeReader.Moment at = reader.moment(s.value().text(), s.span());
                yield new long[] {at.micros(), at.micros() + at.unitMicros()};
            }
            case Syntax.Range r -> {
                if (r.from().isPresent() && r.to().isPresent()) {
                    yield reader.range(r.from().get(), r.to().get());
                }
                long from = Long.MIN_VALUE;
                long to = Long.MAX_VALUE;
                if (r.from().isPresent()) {
                    from = reader.moment(r.from().get().text(), r.from().get().span()).micros();
                }
                if (r.to().isPresent()) {
                    to = reader.moment(r.to().get().text(), r.to().get().span()).micros();
                }
                yield new long[] {from, to};
            }
        };
    }

    Term near(Syntax.Near near) throws BadFilter {
        long centre = reader.moment(near.centre().text(), near.centre().span()).micros();
        long radius = TimeReader.duration(near.radius());
        long[] range = {centre - radius, centre + radius + 1};
        note(near.span(), show(range));
        return new ChangeTerms.InTimes(List.of(range));
    }

    private String show(long[] range) {
        return (range[0] == Long.MIN_VALUE ? "" : reader.show(range[0]))
                + " .. "
                + (range[1] == Long.MAX_VALUE ? "" : reader.show(range[1]));
    }

    private void note(Span span, String text) {
        notes.add(new Note(Note.Kind.INFO, text.strip(), span));
    }
}
