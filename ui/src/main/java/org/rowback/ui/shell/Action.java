package org.rowback.ui.shell;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

import java.util.Optional;

/// Something the user can do: one description for its key, its button, the keys' page and the palette.
///
/// @param name what it is called
/// @param group under which heading the keys' page lists it
/// @param key the key that does it everywhere in the window; empty where a pane handles it or it has none
/// @param keyText the key as shown
/// @param blocked why it cannot be done now; empty where it can
public record Action(
        String name,
        String group,
        Optional<KeyCombination> key,
        String keyText,
        ObservableValue<String> blocked,
        Runnable run) {
    /// An action that can always be done.
    public static Action of(String group, String name, String key, Runnable run) {
        KeyCombination combination = KeyCombination.valueOf(key);
        return new Action(
                name,
                group,
                Optional.of(combination),
                combination.getDisplayText(),
                new ReadOnlyStringWrapper(""),
                run);
    }

    /// An action that is shown among the keys but done by the pane that has the focus.
    public static Action shown(String group, String name, String keyText) {
        return new Action(
                name, group, Optional.empty(), keyText, new ReadOnlyStringWrapper(""), () -> {});
    }

    /// The same action, impossible while `reason` is not empty.
    public Action unless(ObservableValue<String> reason) {
        return new Action(name, group, key, keyText, reason, run);
    }

    /// Does it, unless something stands in the way.
    public void perform() {
        if (blocked.getValue().isEmpty()) {
            run.run();
        }
    }
}
