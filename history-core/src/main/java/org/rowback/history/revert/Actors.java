package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.Transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers who made the selected changes. Memory does not grow with them.
final class Actors {
    /// So many different actors are told apart; the rest is one.
    private static final int ACTORS = 1_000;

    private static final int THREADS = 12;

    /// So many threads of an actor are told apart, to count them.
    private static final int COUNTED = 10_000;

    /// Statements are read of so many transactions.
    private static final int READ = 20_000;

    private static final int LONGEST_TAG = 200;
    private static final Pattern COMMENT = Pattern.compile("/\\*(?![!+])(.*?)\\*/", Pattern.DOTALL);

    private final Map<Name, Sum> sums = new LinkedHashMap<>();
    private long transaction;
    private long read;
    private Sum of = new Sum();

    private record Name(String user, String application) {}

    private static final class Sum {
        private final Set<Long> threads = new LinkedHashSet<>();
        private long transactions;
        private long changes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
    }

    void add(Change change) {
        Transaction by = change.transaction();
        if (by.id() != transaction) {
            transaction = by.id();
            Name name = new Name(by.user(), read++ < READ ? application(change) : "");
            boolean known = sums.containsKey(name) || sums.size() < ACTORS;
            of = sums.computeIfAbsent(known ? name : new Name("", ""), _ -> new Sum());
            of.transactions++;
            of.first = Math.min(of.first, by.commitTimeMicros());
            of.last = Math.max(of.last, by.commitTimeMicros());
            if (by.thread() != 0 && of.threads.size() < COUNTED) {
                of.threads.add(by.thread());
            }
        }
        of.changes++;
    }

    /// The comments of the statement, in which applications name themselves.
    private static String application(Change change) {
        List<String> tags = new ArrayList<>();
        Matcher comment = COMMENT.matcher(change.statement().orElse(""));
        while (comment.find() && tags.size() < 3) {
            tags.add(comment.group(1).strip());
        }
        String all = String.join(", ", tags);
        return all.length() > LONGEST_TAG ? all.substring(0, LONGEST_TAG) + "…" : all;
    }

    /// The most active first.
    List<Actor> all() {
        List<Actor> all = new ArrayList<>();
        sums.forEach(
                (name, sum) ->
                        all.add(
                                new Actor(
                                        name.user(),
                                        name.application(),
                                        sum.threads.stream().limit(THREADS).toList(),
                                        Math.max(0, sum.threads.size() - THREADS),
                                        sum.transactions,
                                        sum.changes,
                                        sum.first,
                                        sum.last)));
        all.sort(Comparator.comparingLong(Actor::changes).reversed());
        return all;
    }
}
