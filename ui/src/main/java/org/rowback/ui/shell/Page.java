package org.rowback.ui.shell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;
import org.rowback.ui.text.Text;

/// The screens of an open case, in the order of the rail.
public enum Page {
    EXPLORER;

    Ikon icon() {
        return switch (this) {
            case EXPLORER -> Material2OutlinedMZ.TIMELINE;
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
