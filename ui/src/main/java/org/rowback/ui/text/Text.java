package org.rowback.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The window's texts, from `texts.properties` beside this class.
public final class Text {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.rowback.ui.text.texts", Locale.ROOT);

    private Text() {}

    /// The text of a key with `{0}`, `{1}` … filled in; numbers are given as text already.
    public static String of(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(arguments);
    }
}
