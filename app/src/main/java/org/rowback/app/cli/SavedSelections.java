package org.rowback.app.cli;

import org.rowback.history.casefile.journal.Journal;
import org.rowback.history.casefile.journal.JournalEntry;
import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.SavedSelection;

import java.util.Map;

/// The selections that a case keeps by name.
final class SavedSelections {
    private SavedSelections() {}

    static Map<String, SavedSelection> of(Journal journal) throws RowbackException {
        return SavedSelection.standing(
                journal.entries(SavedSelection.KIND).stream().map(JournalEntry::json).toList());
    }

    /// @throws RowbackException.BadInput where there is none of that name
    static SavedSelection named(Journal journal, String name) throws RowbackException {
        Map<String, SavedSelection> all = of(journal);
        SavedSelection found = all.get(name);
        if (found == null) {
            throw new RowbackException.BadInput(
                    "the case keeps no selection "
                            + name
                            + (all.isEmpty()
                                    ? ": keep one with rowback selections CASE --save NAME --where"
                                            + " FILTER"
                                    : "; there are " + String.join(", ", all.keySet())));
        }
        return found;
    }
}
