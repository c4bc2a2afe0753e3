package org.rowback.ui.cells;

import org.rowback.ui.text.Text;

/// What a cell, or the change that it belongs to, can be copied as.
public enum CopyForm {
    CELL,
    FILTER,
    JSON,
    CSV,
    UNDO,
    COMMAND;

    public String title() {
        return Text.of("cell.copy." + name());
    }
}
