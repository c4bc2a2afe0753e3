package org.rowback.ui.shell;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.function.Predicate;

/// Something the user can do: one description for its key, its button, the keys' page and the palette.
///
/// @param name what it is called
/// @param group under which heading the keys' page lists it
/// @param key whether a key pressed anywhere in the window is the one that does it
/// @param keyText the key as shown; empty where it has none
/// @param blocked why it cannot be done now; empty where it can
/// @param help whether it only explains a gesture, so that there is nothing to run
public record Action(
        String name,
        String group,
        Predicate<KeyEvent> key,
        String keyText,
        ObservableValue<String> blocked,
        Runnable run,
        boolean help) {
    /// An action that can always be done.
    public static Action of(String group, String name, String key, Runnable run) {
        KeyCombination combination = KeyCombination.valueOf(key);
        return make(group, name, combination::match, combination.getDisplayText(), run, false);
    }

    /// An action done by a character, wherever on the keyboard that is.
    public static Action typed(String group, String name, String character, Runnable run) {
        return make(group, name, event -> character.equals(event.getText()), character, run, false);
    }

    /// An action whose key the pane with the focus handles; the palette does it too.
    public static Action inPane(String group, String name, String keyText, Runnable run) {
        return make(group, name, _ -> false, keyText, run, false);
    }

    /// A gesture that is shown among the keys and that only a hand can make.
    public static Action shown(String group, String name, String keyText) {
        return make(group, name, _ -> false, keyText, () -> {}, true);
    }

    private static Action make(
            String group,
            String name,
            Predicate<KeyEvent> key,
            String keyText,
            Runnable run,
            boolean help) {
        return new Action(name, group, key, keyText, new ReadOnlyStringWrapper(""), run, help);
    }

    /// The same action, impossible while `reason` is not empty.
    public Action unless(ObservableValue<String> reason) {
        return new Action(name, group, key, keyText, reason, run, help);
    }

    /// Whether a key that was pressed is the one that does it.
    boolean isFor(KeyEvent event) {
        return key.test(event);
    }

    /// Does it, unless something stands in the way.
    public void perform() {
        if (blocked.getValue().isEmpty()) {
            run.run();
        }
    }
}
