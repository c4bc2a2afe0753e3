package org.rowback.app.cli;

import org.rowback.history.model.RowbackException;

import java.util.Locale;

/// Whether a window can be shown here.
final class Display {
    private Display() {}

    /// Linux needs an X or Wayland display; other systems have one.
    static boolean isThere() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return true;
        }
        return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    static void require() throws RowbackException {
        if (!isThere()) {
            throw new RowbackException.BadInput(
                    "no display to open a window on (DISPLAY is not set): run it on a desktop, or"
                            + " use the command line: rowback help");
        }
    }

    private static boolean isSet(String name) {
        String value = System.getenv(name);
        return value != null && !value.isEmpty();
    }
}
