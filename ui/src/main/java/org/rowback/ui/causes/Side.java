package org.rowback.ui.causes;

/// Which way is looked from what was asked about.
public enum Side {
    CAUSES,
    BOTH,
    CONSEQUENCES;

    boolean up() {
        return this != CONSEQUENCES;
    }

    boolean down() {
        return this != CAUSES;
    }
}
