package org.rowback.ui.shell;

import javafx.beans.value.ObservableValue;

import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.TimeFormat;
import org.rowback.ui.theme.Theme;

/// What a screen may ask of the window around it.
interface WindowContext {
    TaskRunner tasks();

    Theme theme();

    /// How times are written, in the zone that the user chose.
    ObservableValue<TimeFormat> times();

    void showStart();

    void showKeys();

    void toggleTheme();
}
