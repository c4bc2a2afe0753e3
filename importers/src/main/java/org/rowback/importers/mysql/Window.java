package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.RowbackException;

/// Which transactions of a log the user wants: a span of commit times or of positions.
final class Window {
    private final ImportOptions options;
    private final LogName file;
    private final @Nullable Position from;
    private final @Nullable Position to;
    private @Nullable CommitTimes times;

    private record Position(LogName file, long offset) {}

    Window(ImportOptions options, LogName file) throws RowbackException.BadInput {
        this.options = options;
        this.file = file;
        this.from = position("--from", options.fromPosition());
        this.to = position("--to", options.toPosition());
    }

    private static @Nullable Position position(String option, @Nullable String text)
            throws RowbackException.BadInput {
        if (text == null) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,18}")) {
            throw new RowbackException.BadInput(
                    option + " " + text + ": not a position; write it as binlog.000412:4711");
        }
        return new Position(
                LogName.of(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    /// Whether commit times decide.
    boolean needsTimes() {
        return options.fromMicros() != null || options.toMicros() != null;
    }

    /// Whether everything is wanted.
    boolean isOpen() {
        return !needsTimes() && from == null && to == null;
    }

    /// Commit times that were found by reading ahead, for logs that say them only at each transaction's end.
    void use(CommitTimes known) {
        times = known;
    }

    /// Whether a transaction is wanted.
    ///
    /// @param commitMicros as its beginning says; 0 where it does not
    /// @param beginMicros when its beginning was logged
    boolean wants(long beginOffset, long commitMicros, long beginMicros) {
        if (from != null && compare(beginOffset, from, 0) < 0) {
            return false;
        }
        if (to != null && compare(beginOffset, to, -1) >= 0) {
            return false;
        }
        if (!needsTimes()) {
            return true;
        }
        if (commitMicros == 0 && times != null) {
            return times.wants(beginOffset);
        }
        return wantsTime(commitMicros == 0 ? beginMicros : commitMicros);
    }

    boolean wantsTime(long commitMicros) {
        Long first = options.fromMicros();
        Long end = options.toMicros();
        return (first == null || commitMicros >= first) && (end == null || commitMicros < end);
    }

    /// Files of different series cannot be compared: they count as lying inside.
    private int compare(long offset, Position limit, int otherwise) {
        if (file.text().equals(limit.file().text())) {
            return Long.compare(offset, limit.offset());
        }
        if (!file.sameSeries(limit.file())) {
            return otherwise;
        }
        return Long.compare(file.number(), limit.file().number());
    }
}
