package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportOptions;

/// Which transactions the user asked for.
final class Window {
    private final ImportOptions options;
    private final long fromLsn;
    private final long toLsn;

    Window(ImportOptions options) {
        this.options = options;
        fromLsn = lsn(options.fromPosition(), 0);
        toLsn = lsn(options.toPosition(), Long.MAX_VALUE);
    }

    /// @param lsn where it begins
    boolean has(long lsn, long commitMicros) {
        Long from = options.fromMicros();
        Long to = options.toMicros();
        return (from == null || commitMicros >= from)
                && (to == null || commitMicros < to)
                && lsn >= fromLsn
                && lsn < toLsn;
    }

    /// `0/16B3748`, or `SEGMENT:number` as positions are shown.
    private static long lsn(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        int slash = text.indexOf('/');
        try {
            return slash > 0
                    ? (Long.parseLong(text, 0, slash, 16) << 32)
                            | Long.parseLong(text, slash + 1, text.length(), 16)
                    : Long.parseLong(text.substring(text.indexOf(':') + 1));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
