package org.rowback.ui.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Where the user has been: back and forward over states, as a browser does it.
///
/// @param <T> an immutable state
public final class Trail<T> {
    private static final int LONGEST = 200;

    private final Deque<T> behind = new ArrayDeque<>();
    private final Deque<T> ahead = new ArrayDeque<>();
    private T here;

    public Trail(T start) {
        here = start;
    }

    public T here() {
        return here;
    }

    /// Goes somewhere new; what was ahead is forgotten. Going where one is already changes nothing.
    public void go(T next) {
        if (!next.equals(here)) {
            behind.push(here);
            if (behind.size() > LONGEST) {
                behind.removeLast();
            }
            ahead.clear();
            here = next;
        }
    }

    /// Puts another state in the place of this one, e.g. while a brush is dragged.
    public void replace(T state) {
        here = state;
    }

    /// Begins anew: nothing is behind or ahead.
    public void restart(T start) {
        behind.clear();
        ahead.clear();
        here = start;
    }

    public boolean canGoBack() {
        return !behind.isEmpty();
    }

    public boolean canGoForward() {
        return !ahead.isEmpty();
    }

    public Optional<T> back() {
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        ahead.push(here);
        here = behind.pop();
        return Optional.of(here);
    }

    public Optional<T> forward() {
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        behind.push(here);
        here = ahead.pop();
        return Optional.of(here);
    }
}
