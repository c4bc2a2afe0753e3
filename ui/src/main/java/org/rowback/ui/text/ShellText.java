package org.rowback.ui.text;

/// Arguments as a POSIX shell reads them back.
public final class ShellText {
    private ShellText() {}

    public static String quote(String text) {
        return text.matches("[\\w./:=+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
