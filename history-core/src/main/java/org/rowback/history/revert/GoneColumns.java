package org.rowback.history.revert;

import org.rowback.history.model.Column;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/// Columns that the selected changes changed and that the table has no more. Where it has new ones since, one may have
/// become the other: that is not decided, and said.
final class GoneColumns {
    private GoneColumns() {}

    /// The planned row, with what its table's later definition hides.
    static PlannedRow told(PlannedRow planned, Replay.Row row, LongPredicate selected) {
        SchemaVersion head = row.head();
        if (!Tables.areNamed(head)) {
            return planned;
        }
        boolean inserts = planned.undo().filter(u -> u.kind() == Undo.Kind.INSERT).isPresent();
        Set<String> gone = new LinkedHashSet<>();
        Set<String> since = new LinkedHashSet<>();
        for (Version version : row.versions()) {
            boolean asks =
                    inserts
                            ? version.id() == row.versions().getLast().id()
                            : selected.test(version.id())
                                    && version.before().isPresent()
                                    && version.after().isPresent();
            SchemaVersion then =
                    version.before().or(version::after).map(i -> i.schema()).orElse(head);
            if (asks && Tables.areNamed(then) && !then.equals(head)) {
                version.setColumns().stream()
                        .mapToObj(i -> then.columns().get(i))
                        .filter(c -> !c.isGenerated() && head.indexOf(c.name()) < 0)
                        .forEach(c -> gone.add(c.name()));
                head.columns().stream()
                        .filter(c -> !c.isGenerated() && then.indexOf(c.name()) < 0)
                        .map(Column::name)
                        .forEach(since::add);
            }
        }
        if (gone.isEmpty()) {
            return planned;
        }
        List<String> reason = new ArrayList<>(List.of(planned.reason()));
        reason.add("no column any more: " + String.join(", ", gone));
        if (!since.isEmpty()) {
            reason.add("new since, and perhaps the same renamed: " + String.join(", ", since));
        }
        boolean accepted =
                !planned.waiver().isEmpty()
                        || (planned.resolution() == Resolution.BY_USER && planned.undo().isEmpty());
        boolean isOpen = !since.isEmpty() && !planned.isOpen() && !accepted;
        if (isOpen && inserts) {
            return planned.refused(RowState.UNPROVABLE, String.join("; ", reason), List.of());
        }
        return planned.decided(
                isOpen ? RowState.UNPROVABLE : planned.state(),
                isOpen ? Resolution.OPEN : planned.resolution(),
                String.join("; ", reason),
                planned.cells(),
                planned.undo(),
                planned.claims(),
                planned.now());
    }
}
