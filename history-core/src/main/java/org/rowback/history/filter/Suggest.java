package org.rowback.history.filter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Finds what a mistyped name may have been meant to be.
public final class Suggest {
    private Suggest() {}

    /// ` Did you mean `status`?`, or nothing where no candidate is near.
    public static String didYouMean(String typed, Collection<String> candidates) {
        List<String> near = near(typed, candidates);
        return near.isEmpty() ? "" : " Did you mean `" + String.join("` or `", near) + "`?";
    }

    /// The nearest candidates, at most two: by edits (a swap of neighbours is one), or because one begins with the
    /// other.
    static List<String> near(String typed, Collection<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 3);
        record Scored(String name, int edits) {}
        Stream<Scored> scored =
                candidates.stream()
                        .distinct()
                        .map(c -> new Scored(c, distance(wanted, c.toLowerCase(Locale.ROOT))))
                        .filter(s -> s.edits() <= limit);
        List<Scored> best =
                scored.sorted(Comparator.comparingInt(Scored::edits).thenComparing(Scored::name))
                        .toList();
        return best.stream()
                .filter(s -> s.edits() == best.getFirst().edits())
                .limit(2)
                .map(Scored::name)
                .toList();
    }

    private static int distance(String a, String b) {
        if (wordStart(a, b)) {
            return 1;
        }
        if (Math.abs(a.length() - b.length()) > 4) {
            return Integer.MAX_VALUE;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + swap);
                boolean crossed =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (crossed) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = now;
        }
        return last[b.length()];
    }

    private static boolean wordStart(String a, String b) {
        return a.length() >= 2 && b.startsWith(a) && b.length() - a.length() <= 6;
    }
}
