package org.rowback.ui.fx;

/// Does something later on the screen's thread; tests pass one that they wind by hand.
@FunctionalInterface
public interface Delay {
    /// @return runs nothing any more once called, unless the action has run already
    Runnable after(long millis, Runnable action);
}
