package org.rowback.history.filter;

import org.rowback.history.model.LogPosition;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.Source;
import org.rowback.history.model.Truth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// GTIDs, log positions and LSNs in filters.
final class Positions {
    private static final Pattern UUID_GTID =
            Pattern.compile("([0-9A-Fa-f-]{36}(?::[A-Za-z_]\\w{0,31})?):(\\d+)(?:-(\\d+))?");
    private static final Pattern MARIADB_GTID = Pattern.compile("(\\d+-\\d+)-(\\d+)");
    private static final Pattern POSITION = Pattern.compile("(.+):(\\d+)");
    private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    private Positions() {}

    /// A run of GTIDs of one origin, both ends included.
    private record Gtids(String origin, long from, long to) {
        boolean has(String gtid) {
            Matcher m = UUID_GTID.matcher(gtid);
            Matcher n = MARIADB_GTID.matcher(gtid);
            Matcher found = m.matches() ? m : n;
            if (found == n && !n.matches()) {
                return false;
            }
            long number = Long.parseLong(found.group(2));
            return number >= from && number <= to && found.group(1).equalsIgnoreCase(origin);
        }
    }

    /// `uuid:7`, `uuid:tag:7`, `uuid:5-9` as MySQL prints sets, `0-1-7`; a range leaves its end out.
    static ChangeTerms.Asked gtids(List<Syntax.Item> items) throws BadFilter {
        List<Gtids> wanted = new ArrayList<>();
        for (Syntax.Item item : items) {
            switch (item) {
                case Syntax.Single single -> wanted.add(gtids(single.value()));
                case Syntax.Range range -> wanted.add(gtids(range));
            }
        }
        return new ChangeTerms.Asked(
                change -> {
                    String gtid = change.transaction().gtid();
                    return Truth.of(wanted.stream().anyMatch(g -> g.has(gtid)));
                });
    }

    private static Gtids gtids(Syntax.Range range) throws BadFilter {
        Gtids from = range.from().isPresent() ? gtids(range.from().get()) : null;
        if (from == null) {
            throw bad(range.span(), "a range of GTIDs needs its first one.");
        }
        if (range.to().isEmpty()) {
            return new Gtids(from.origin(), from.from(), Long.MAX_VALUE);
        }
        Syntax.Literal end = range.to().get();
        if (end.text().matches("\\d{1,18}")) {
            return new Gtids(from.origin(), from.from(), Long.parseLong(end.text()) - 1);
        }
        Gtids to = gtids(end);
        if (!to.origin().equalsIgnoreCase(from.origin())) {
            throw bad(range.span(), "both ends of a range of GTIDs must have one origin.");
        }
        return new Gtids(from.origin(), from.from(), to.from() - 1);
    }

    private static Gtids gtids(Syntax.Literal literal) throws BadFilter {
        try {
            Matcher uuid = UUID_GTID.matcher(literal.text());
            if (uuid.matches()) {
                long from = Long.parseLong(uuid.group(2));
                String to = uuid.group(3);
                return new Gtids(uuid.group(1), from, to == null ? from : Long.parseLong(to));
            }
            Matcher mariadb = MARIADB_GTID.matcher(literal.text());
            if (mariadb.matches()) {
                long number = Long.parseLong(mariadb.group(2));
                return new Gtids(mariadb.group(1), number, number);
            }
        } catch (NumberFormatException e) {
            throw bad(literal.span(), "the number in `" + literal.text() + "` is too big.");
        }
        throw bad(
                literal.span(),
                "`" + literal.text() + "` is no GTID; write UUID:7, UUID:5-9 or 0-1-7.");
    }

    /// A place in the evidence: which source in log order, and where in it.
    private record Place(int source, long offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySource = Integer.compare(source, other.source);
            return bySource != 0 ? bySource : Long.compare(offset, other.offset);
        }
    }

    /// `pos op file:offset`. For `==` a transaction's beginning counts as a place of all its changes.
    static ChangeTerms.Asked position(
            Catalog catalog, Syntax.Operator operator, Syntax.Literal literal) throws BadFilter {
        Place wanted = place(catalog, literal);
        return new ChangeTerms.Asked(
                change -> {
                    int order = place(catalog, change.position()).compareTo(wanted);
                    boolean begins =
                            place(catalog, change.transaction().begin()).compareTo(wanted) == 0;
                    return switch (operator) {
                        case EQ -> Truth.of(order == 0 || begins);
                        case NE -> Truth.of(order != 0 && !begins);
                        case LT, LE, GT, GE, CONTAINS, STARTS_WITH, MATCHES ->
                                ValueTerms.ordered(operator, java.util.OptionalInt.of(order));
                    };
                });
    }

    private static Place place(Catalog catalog, LogPosition position) {
        return new Place(catalog.sourceIndex(position.file()), position.offset());
    }

    private static Place place(Catalog catalog, Syntax.Literal literal) throws BadFilter {
        Matcher m = POSITION.matcher(literal.text());
        if (!m.matches() || m.group(2).length() > 18) {
            throw bad(
                    literal.span(),
                    "`"
                            + literal.text()
                            + "` is no position; write file:offset, e.g. binlog.000412:91822.");
        }
        int source = catalog.sourceIndex(m.group(1));
        if (source < 0) {
            List<String> names = catalog.sources().stream().map(Source::name).toList();
            throw bad(
                    literal.span(),
                    "no source `%s` in the case.%s"
                            .formatted(m.group(1), Suggest.didYouMean(m.group(1), names)));
        }
        return new Place(source, Long.parseLong(m.group(2)));
    }

    /// The number that an LSN is.
    static long lsn(Syntax.Literal literal) throws BadFilter {
        Matcher m = LSN.matcher(literal.text());
        if (!m.matches()) {
            throw bad(literal.span(), "`" + literal.text() + "` is no LSN; write e.g. 0/16B3A80.");
        }
        return (Long.parseLong(m.group(1), 16) << 32) | Long.parseLong(m.group(2), 16);
    }

    static BadFilter bad(Span span, String message) {
        return new BadFilter(message, span.offset(), span.length());
    }
}
