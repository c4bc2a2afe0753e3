package org.rowback.history.model;

import java.util.Locale;

/// What a change did. The order is stored in the case file: append, never reorder.
public enum Op {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    DDL;

    /// The filter language's word: `insert`, `update`, ….
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the change has row images.
    public boolean isRow() {
        return this == INSERT || this == UPDATE || this == DELETE;
    }
}
