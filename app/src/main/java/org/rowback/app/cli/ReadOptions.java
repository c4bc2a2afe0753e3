package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of every command that reads a case.
final class ReadOptions {
    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = {
                "Only changes that match, e.g. 'table:shop.orders op:update time in 14:13..14:21"
                        + " new.total == 0'.",
                "The language is described by: rowback help filter"
            })
    @Nullable String where;

    @Option(names = "--json", description = "One JSON object a line, values exact, times in UTC.")
    boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most N answers; 0 for all. Default: ${DEFAULT-VALUE}.")
    long limit = 0;

    @Mixin Zone zone = new Zone();

    /// Refuses `--where` where a command looks at whole tables.
    void refuseWhere(String command) throws org.rowback.history.model.RowbackException {
        if (where != null) {
            throw new org.rowback.history.model.RowbackException.BadInput(
                    "rowback "
                            + command
                            + " looks at whole tables and takes no --where: name tables with"
                            + " --table, or use --sql or rowback changes");
        }
    }

    /// Whether `count` answers are enough.
    boolean reached(long count) {
        return limit > 0 && count >= limit;
    }
}
