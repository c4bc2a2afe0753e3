package org.rowback.ui.shell;

import org.rowback.ui.settings.Settings;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What the window remembers from one time to the next; what changes is saved.
final class Memory {
    private final Consumer<Settings> save;
    private Settings settings;

    /// @param save stores settings, off the FX thread
    Memory(Settings settings, Consumer<Settings> save) {
        this.settings = settings;
        this.save = save;
    }

    Settings settings() {
        return settings;
    }

    void change(UnaryOperator<Settings> change) {
        Settings next = change.apply(settings);
        if (!next.equals(settings)) {
            settings = next;
            save.accept(next);
        }
    }
}
