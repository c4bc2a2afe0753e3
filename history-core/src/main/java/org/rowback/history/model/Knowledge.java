package org.rowback.history.model;

/// Where something said of a column comes from, most trusted first.
public enum Knowledge {
    /// The log's own metadata beside the row (MySQL's TABLE_MAP optional metadata).
    LOG_METADATA("log metadata"),
    /// A DDL statement inside the log.
    LOG_DDL("DDL in the log"),
    /// A schema file or dump given by the user.
    SCHEMA_FILE("schema file"),
    /// Only what the row's physical layout shows; names are `@1`, `@2`, ….
    LAYOUT("row layout only");

    private final String label;

    Knowledge(String label) {
        this.label = label;
    }

    /// A few words for people.
    public String label() {
        return label;
    }
}
