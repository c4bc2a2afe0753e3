package org.rowback.history.importing;

import org.jspecify.annotations.Nullable;

/// What the user asked of an import.
///
/// @param fromMicros leave out transactions that committed before; null for none
/// @param toMicros leave out transactions that committed at or after; null for none
/// @param fromPosition leave out transactions that begin before, as `file:offset`; null for none
/// @param toPosition leave out transactions that begin at or after, as `file:offset`; null for none
public record ImportOptions(
        @Nullable Long fromMicros,
        @Nullable Long toMicros,
        @Nullable String fromPosition,
        @Nullable String toPosition) {
    /// Everything.
    public static final ImportOptions ALL = new ImportOptions(null, null, null, null);
}
