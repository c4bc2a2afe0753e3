package org.rowback.ui.diff;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;

import java.util.Optional;

/// One column of a row diff.
///
/// @param key whether it is part of the key
public record DiffRow(
        Column column,
        boolean key,
        boolean changed,
        ShownValue before,
        ShownValue after,
        Optional<ColumnValue> beforeValue,
        Optional<ColumnValue> afterValue) {}
