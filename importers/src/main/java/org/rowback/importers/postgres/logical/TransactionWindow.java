package org.rowback.importers.postgres.logical;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.RowbackException;

/// Which transactions of a capture the user wants: a span of commit times or of positions.
final class TransactionWindow {
    private final ImportOptions options;
    private final @Nullable Long from;
    private final @Nullable Long to;

    TransactionWindow(ImportOptions options, String name) throws RowbackException.BadInput {
        this.options = options;
        from = position(options.fromPosition(), name);
        to = position(options.toPosition(), name);
    }

    private static @Nullable Long position(@Nullable String text, String name)
            throws RowbackException.BadInput {
        if (text == null) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,18}")) {
            throw new RowbackException.BadInput(
                    text + ": not a position; write it as " + name + ":4711");
        }
        return text.substring(0, colon).equals(name)
                ? Long.parseLong(text.substring(colon + 1))
                : null;
    }

    /// Whether a transaction may be wanted, as far as its beginning tells.
    ///
    /// @param commitMicros 0 where it does not tell
    boolean wants(long offset, long commitMicros) {
        boolean lies = (from == null || offset >= from) && (to == null || offset < to);
        return lies && (commitMicros == 0 || wantsTime(commitMicros));
    }

    /// Whether a transaction that was read is wanted after all.
    boolean committed(long offset, long commitMicros) {
        return wants(offset, commitMicros);
    }

    private boolean wantsTime(long micros) {
        Long first = options.fromMicros();
        Long end = options.toMicros();
        return (first == null || micros >= first) && (end == null || micros < end);
    }
}
