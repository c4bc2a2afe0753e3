package org.rowback.history.patch;

import org.rowback.history.model.RowKey;
import org.rowback.history.report.ReportContext;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;

import java.util.List;

/// The comment before a statement of a script.
final class StatementComment {
    private final ReportContext context;

    StatementComment(ReportContext context) {
        this.context = context;
    }

    /// ` (new key: id 1 -> 2000)` of a row that gets one or follows one; nothing of others.
    static String newKeys(PlannedRow row) {
        List<String> keys =
                row.cells().stream()
                        .filter(c -> c.fate() == PlannedCell.Fate.NEW_KEY)
                        .map(
                                c ->
                                        c.column()
                                                + " "
                                                + new RowKey(List.of(c.before()), false)
                                                + " -> "
                                                + new RowKey(List.of(c.target()), false))
                        .toList();
        return keys.isEmpty() ? "" : " (new key: " + String.join(", ", keys) + ")";
    }

    /// Names the row and what the statement rests on.
    String of(PlannedRow row) {
        StringBuilder text = new StringBuilder();
        text.append(row.number()).append(": ").append(row.table()).append(' ');
        text.append(row.key(), 0, Math.min(80, row.key().length()));
        text.append(newKeys(row)).append(" |");
        context.proof(row).ifPresent(p -> text.append(' ').append(p.level().word()).append(" |"));
        row.witnesses().stream()
                .limit(6)
                .forEach(
                        w -> {
                            text.append(' ').append(w.role());
                            text.append(" change ").append(w.change());
                            text.append(" tx ").append(w.transaction());
                            text.append(" at ").append(w.position());
                            if (!w.gtid().isEmpty()) {
                                text.append(" gtid ").append(w.gtid());
                            }
                            text.append(';');
                        });
        return text.toString();
    }
}
