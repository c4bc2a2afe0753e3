package org.rowback.ui.shell;

import java.util.Comparator;
import java.util.List;

/// Finds actions by a few letters of their names.
final class ActionSearch {
    private ActionSearch() {}

    /// Those that the letters may mean, the best first; all in their order where none are typed.
    static List<Action> matching(String typed, List<Action> all) {
        return all.stream()
                .filter(action -> score(typed, action) > 0)
                .sorted(Comparator.comparingInt((Action action) -> -score(typed, action)))
                .toList();
    }

    static Picker.Line line(Action action) {
        return new Picker.Line(title(action), action.keyText(), action.blocked().getValue());
    }

    private static String title(Action action) {
        return action.group() + ": " + action.name();
    }

    private static int score(String typed, Action action) {
        return typed.isBlank()
                ? 1
                : Math.max(
                        Fuzzy.score(typed, action.name()) * 2, Fuzzy.score(typed, title(action)));
    }
}
