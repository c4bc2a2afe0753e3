package org.rowback.history.patch;

import org.rowback.history.dialect.Dialect;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.Step;
import org.rowback.history.revert.TakenKeys;
import org.rowback.history.revert.Undo;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps a script from committing where a trigger that a statement fired changed the row of an earlier one again.
///
/// Columns that a trigger sets in the very statement that writes them (`updated_at`) are let be: right after each statement
/// the script notes which these are.
final class TriggerLooks {
    private final Dialect dialect;
    private final TakenKeys taken;
    private final boolean takesBack;

    /// By the row's number, for rows that several statements put right.
    private final Map<Integer, List<String>> ofParts = new HashMap<>();

    /// @param takesBack whether the script takes the undo back
    TriggerLooks(Dialect dialect, TakenKeys taken, boolean takesBack) {
        this.dialect = dialect;
        this.taken = taken;
        this.takesBack = takesBack;
    }

    /// Notes what a trigger set in the statement just run.
    String note(Step step) {
        Undo undo = whole(step);
        if (undo.kind() == Undo.Kind.DELETE || undo.derived()) {
            return "";
        }
        int number = step.row().number();
        Undo ran = takesBack ? step.undo().inverse() : step.undo();
        if (ran.equals(undo)) {
            return dialect.note(undo, ran, String.valueOf(number));
        }
        List<String> names = ofParts.computeIfAbsent(number, _ -> new ArrayList<>());
        String name = number + "_" + names.size();
        String note = dialect.note(undo, ran, name);
        if (!note.isEmpty()) {
            names.add(name);
        }
        return note;
    }

    /// Demands that every row is as its statements left it.
    void demand(Writer out, List<Step> whole, ImportMonitor monitor)
            throws IOException, RowbackException {
        out.write("-- No trigger has changed again what was put right before it fired.\n");
        for (Step step : whole) {
            monitor.check();
            int number = step.row().number();
            Undo undo = whole(step);
            if (canBeAsked(undo)) {
                List<String> names = ofParts.getOrDefault(number, List.of(String.valueOf(number)));
                out.write(dialect.demand(undo, number, names));
            }
        }
        out.write("\n");
    }

    /// Not a row that may have come by itself, nor one of several equal ones that is gone, nor one whose key is another's.
    private boolean canBeAsked(Undo undo) {
        boolean oneOfMany = undo.isKeyless() && undo.kind() == Undo.Kind.DELETE;
        return !undo.derived() && !oneOfMany && !taken.isTaken(undo);
    }

    private Undo whole(Step step) {
        Undo undo = step.row().undo().orElseThrow();
        return takesBack ? undo.inverse() : undo;
    }
}
