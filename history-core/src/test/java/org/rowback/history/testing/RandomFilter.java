package org.rowback.history.testing;

import java.util.List;
import java.util.Random;

/// Texts of random filters: every kind of term, joined at random.
public final class RandomFilter {
    private static final List<String> SIDES = List.of("old.", "new.", "col.");
    private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final Random random;
    private final List<String> numbers;
    private final List<String> texts;

    /// @param numbers names of columns that hold numbers
    /// @param texts names of columns that hold text
    public RandomFilter(Random random, List<String> numbers, List<String> texts) {
        this.random = random;
        this.numbers = numbers;
        this.texts = texts;
    }

    public String next() {
        return next(3);
    }

    private String next(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return term();
        }
        String inner = "(" + next(depth - 1) + ")";
        return switch (random.nextInt(6)) {
            case 0 -> "not " + inner;
            case 1 -> "maybe" + inner;
            case 2, 3 -> inner + " or (" + next(depth - 1) + ")";
            default -> inner + " and (" + next(depth - 1) + ")";
        };
    }

    private String term() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> side() + number() + " " + order() + " " + random.nextInt(60);
            case 3 -> side() + number() + " in {3, 5, 10..20}";
            case 4 -> side() + text() + " " + order() + " 'text " + random.nextInt(5) + "'";
            case 5 -> side() + text() + " contains '" + random.nextInt(5) + "'";
            case 6 -> side() + any() + " is " + not() + property();
            case 7 -> "changed(" + any() + ")";
            case 8 -> "changed(" + one("any", "all", "only") + "{" + any() + "," + any() + "})";
            case 9 -> "delta(" + number() + ") " + order() + " " + random.nextInt(20);
            case 10 -> "old." + number() + " " + order() + " new." + number();
            case 11 -> one("len", "lower") + "(" + side() + text() + ") is " + not() + "null";
            case 12 -> "op:" + one("insert", "update", "delete", "truncate");
            case 13 -> "image:" + one("full", "partial");
            case 14 -> one("thread == 1", "tx.rows > 3", "tx.tables > 1", "user is not logged");
            default -> one("id > 40", "query contains '3'", "abs(new." + number() + ") > 20");
        };
    }

    private String side() {
        return SIDES.get(random.nextInt(SIDES.size()));
    }

    private String order() {
        return ORDERS.get(random.nextInt(ORDERS.size()));
    }

    private String number() {
        return numbers.get(random.nextInt(numbers.size()));
    }

    private String text() {
        return texts.get(random.nextInt(texts.size()));
    }

    private String any() {
        return random.nextBoolean() ? number() : text();
    }

    private String not() {
        return random.nextBoolean() ? "not " : "";
    }

    private String property() {
        return one("null", "logged", "empty");
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }
}
