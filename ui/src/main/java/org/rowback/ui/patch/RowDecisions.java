package org.rowback.ui.patch;

import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;
import org.rowback.history.revert.Decision;
import org.rowback.history.revert.OwnValue;
import org.rowback.history.revert.PlannedRow;
import org.rowback.ui.fx.Lane;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the user decides of planned rows, as steps of the selection. Rows that are decided together are of one table.
public final class RowDecisions {
    private static final Decision.Choice KEEP = new Decision.Choice.Keep();
    private static final Decision.Choice REVERT = new Decision.Choice.Revert();

    private final History history;
    private final Lane gathering;
    private final SelectionTrail trail;
    private final Consumer<String> said;

    /// @param said told what went wrong, in one sentence
    RowDecisions(History history, Lane gathering, SelectionTrail trail, Consumer<String> said) {
        this.history = history;
        this.gathering = gathering;
        this.trail = trail;
        this.said = said;
    }

    /// Leaves what is there now.
    ///
    /// @param column its name; empty for the rows whole
    public void keep(Collection<PlannedRow> rows, String column) {
        decide(rows, column, KEEP);
    }

    /// Has rows or a column of them undone whatever good hands wrote since; the patch says so.
    public void revert(Collection<PlannedRow> rows, String column) {
        decide(rows, column, REVERT);
    }

    /// Gives a column a value.
    ///
    /// @param text as the server prints it; empty for NULL
    public void own(Collection<PlannedRow> rows, String column, Optional<String> text) {
        decide(rows, column, new Decision.Choice.Own(text));
    }

    /// Why a column cannot have a value; empty where it can.
    public Optional<String> misfit(PlannedRow row, String column, Optional<String> text) {
        int at = row.schema().indexOf(column);
        if (at < 0) {
            return Optional.of(column);
        }
        try {
            OwnValue.read(row.table(), row.schema().columns().get(at), text);
            return Optional.empty();
        } catch (RowbackException.BadInput e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void decide(Collection<PlannedRow> rows, String column, Decision.Choice choice) {
        if (!rows.isEmpty()) {
            trail.go(new SelectionStep.Decide(Decision.of(rows, column, choice)));
        }
    }

    /// Takes back what was decided of rows, or of a column of them.
    public void takeBack(Collection<PlannedRow> rows, String column) {
        if (rows.isEmpty()) {
            return;
        }
        BitSet bad = bad(rows);
        if (column.isEmpty() && trail.basket().get().waived().intersects(bad)) {
            trail.go(new SelectionStep.Unwaive(bad));
        }
        Decision named = Decision.of(rows, column, KEEP);
        if (!trail.basket()
                .get()
                .decisions()
                .without(named)
                .equals(trail.basket().get().decisions())) {
            trail.go(new SelectionStep.Undecide(named));
        }
    }

    private static BitSet bad(Collection<PlannedRow> rows) {
        BitSet ids = new BitSet();
        rows.forEach(row -> ids.set(Math.toIntExact(row.lastBad())));
        return ids;
    }

    /// Takes every selected change of rows out of the selection.
    public void takeOut(List<PlannedRow> rows) {
        Basket selected = trail.basket().get();
        gathering.ask(
                monitor -> {
                    BitSet ids = bad(rows);
                    History named = Renames.of(history, monitor).history();
                    RowTracer tracer = new RowTracer(named, monitor);
                    for (PlannedRow row : rows) {
                        Optional<Change> last = named.change(row.lastBad());
                        if (last.isPresent()) {
                            tracer.rowOf(last.get()).stream()
                                    .map(Version::id)
                                    .filter(selected::contains)
                                    .forEach(id -> ids.set(Math.toIntExact(id)));
                        }
                    }
                    return ids;
                },
                ids -> trail.go(new SelectionStep.TakeOut(ids)),
                failure -> said.accept(String.valueOf(failure.getMessage())));
    }
}
