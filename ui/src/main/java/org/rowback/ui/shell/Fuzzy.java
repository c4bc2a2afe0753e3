package org.rowback.ui.shell;

import java.util.Locale;

/// How well letters that were typed stand for a name: in order, not necessarily side by side.
final class Fuzzy {
    private Fuzzy() {}

    /// The higher the better; 0 where they do not stand for it. Letters at the beginning of words and runs of letters
    /// count more, and a short name more than a long one.
    static int score(String typed, String name) {
        String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
        String text = name.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return 1;
        }
        int best = 0;
        for (int start = text.indexOf(wanted.charAt(0)); start >= 0; ) {
            best = Math.max(best, from(wanted, text, start));
            start = text.indexOf(wanted.charAt(0), start + 1);
        }
        return best;
    }

    private static int from(String wanted, String text, int start) {
        int score = 1_000 - text.length();
        int last = start - 2;
        int at = start;
        for (int i = 0; i < wanted.length(); i++) {
            at = text.indexOf(wanted.charAt(i), at);
            if (at < 0) {
                return 0;
            }
            boolean wordStart = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            score += at == last + 1 ? 60 : wordStart ? 40 : -(at - Math.max(last, start)) * 3;
            last = at;
            at++;
        }
        return Math.max(1, score);
    }
}
