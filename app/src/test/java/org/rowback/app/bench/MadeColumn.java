package org.rowback.app.bench;

import java.util.List;

/// A column of a made-up table: its type in the log and how its values come about.
record MadeColumn(String name, Kind kind) {
    static final List<String> LABELS =
            List.of("new", "open", "paid", "shipped", "returned", "closed");

    enum Kind {
        /// BIGINT UNSIGNED, the row's number.
        ID(8, 0, false),
        /// INT, the row's number modulo 50.
        BRANCH(3, 0, false),
        /// VARCHAR(20) that holds the row's number.
        SKU(15, 80, false),
        /// INT, any row of another table.
        REF(3, 0, false),
        /// INT that changes.
        COUNT(3, 0, true),
        /// TINYINT that changes.
        FLAG(1, 0, true),
        /// ENUM that changes.
        STATUS(254, 0, true),
        /// DECIMAL(12,2) that changes.
        MONEY(246, 0, true),
        /// VARCHAR(80), some words.
        NAME(15, 320, false),
        /// VARCHAR(40), a token that is random.
        TOKEN(15, 160, false),
        /// TEXT that changes, sometimes NULL.
        NOTE(252, 0, true),
        /// DATETIME, when the row was made.
        CREATED(18, 0, false),
        /// TIMESTAMP(6), when the row was last written.
        UPDATED(17, 0, false);

        final int wireType;
        final int maxBytes;
        final boolean changes;

        Kind(int wireType, int maxBytes, boolean changes) {
            this.wireType = wireType;
            this.maxBytes = maxBytes;
            this.changes = changes;
        }

        boolean isNumeric() {
            return wireType == 8 || wireType == 3 || wireType == 1 || wireType == 246;
        }

        boolean isText() {
            return wireType == 15 || wireType == 252;
        }
    }

    static MadeColumn of(String spec) {
        String[] parts = spec.split(":");
        return new MadeColumn(parts[0], Kind.valueOf(parts[1]));
    }

    /// Writes what the table map says of the type besides its number.
    void details(LogBytes out) {
        switch (kind) {
            case SKU, NAME, TOKEN -> out.le(kind.maxBytes, 2);
            case STATUS -> out.le(247, 1).le(1, 1);
            case MONEY -> out.le(12, 1).le(2, 1);
            case NOTE -> out.le(2, 1);
            case CREATED -> out.le(0, 1);
            case UPDATED -> out.le(6, 1);
            case ID, BRANCH, REF, COUNT, FLAG -> {}
        }
    }
}
