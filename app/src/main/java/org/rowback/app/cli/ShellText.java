package org.rowback.app.cli;

/// Arguments as a POSIX shell reads them back.
final class ShellText {
    private ShellText() {}

    static String quote(String text) {
        return text.matches("[\\w./:=+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
