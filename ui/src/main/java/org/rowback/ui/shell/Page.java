package org.rowback.ui.shell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import org.rowback.ui.text.Text;

/// The screens of an open case, in the order of the rail.
public enum Page {
    EXPLORER,
    HISTORY,
    CAUSES,
    PATCH,
    REVIEW,
    IMPORT;

    Ikon icon() {
        return switch (this) {
            case EXPLORER -> Material2OutlinedMZ.TIMELINE;
            case HISTORY -> Material2OutlinedAL.HISTORY;
            case CAUSES -> Material2OutlinedAL.ACCOUNT_TREE;
            case PATCH -> Material2OutlinedAL.ASSIGNMENT_TURNED_IN;
            case REVIEW -> Material2OutlinedMZ.RATE_REVIEW;
            case IMPORT -> Material2OutlinedMZ.STORAGE;
        };
    }

    public String title() {
        return Text.of("page." + name());
    }

    /// `Ctrl+1` for the first.
    String keyText() {
        return "Ctrl+" + (ordinal() + 1);
    }
}
